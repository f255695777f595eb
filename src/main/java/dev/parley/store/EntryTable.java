package dev.parley.store;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.HistoryPart;
import dev.parley.catalogue.HistoryTable;
import dev.parley.catalogue.HistoryTable.Column;
import dev.parley.catalogue.Identity;
import dev.parley.merge.Value;
import dev.parley.store.Dialect.BulkColumn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Writes to the history that the application keeps of an object. The transaction says that it is applying. */
public final class EntryTable {

    /** What begins a key or a value that is told by uuid, since there is no row whose local id could tell it. */
    public static final String BY_UUID = HistoryEntry.BY_UUID;

    /** Stands for the field of an entry that says that the row was deleted. */
    public static final String WHOLE = HistoryEntry.WHOLE;

    private final Tx tx;
    private final CatalogueObject object;
    private final HistoryTable history;

    /** The history of that object, which has one. */
    public EntryTable(Tx tx, CatalogueObject object) {
        this.tx = tx;
        this.object = object;
        this.history = object.history().orElseThrow();
    }

    /** The name under which references wait that stand in entries of the history. */
    public static String waitingName(HistoryTable history) {
        return HistoryMarks.nameOf(history);
    }

    /** The local ids of records that have a row, by the uuid under which their table knows them. */
    public Map<UUID, String> localIds(Collection<UUID> uuids) throws SQLException {
        Map<UUID, String> ids = new HashMap<>();
        RowSource source = RowSource.of(tx.dialect(), object, "t");
        for (List<UUID> part : tx.parts(uuids)) {
            tx.each(
                    "select %s, %s from %s where %s%s"
                            .formatted(source.uuid(), source.id(), source.from(), source.uuid(), tx.anyOf(part)),
                    row -> ids.put(UUID.fromString(row.getString(1)), row.getString(2)),
                    part);
        }
        return ids;
    }

    /** Adds entries, each with the parts that the history has a column for. */
    public void insert(List<Map<HistoryPart, Value>> entries) throws SQLException {
        List<HistoryPart> parts = new ArrayList<>();
        List<BulkColumn> columns = new ArrayList<>();
        for (HistoryPart part : HistoryPart.values()) {
            Optional<Column> column = history.column(part);
            if (column.isPresent() && part != HistoryPart.ID) {
                parts.add(part);
                columns.add(new BulkColumn(column.get().name(), column.get().kind()));
            }
        }
        List<List<Value>> rows = new ArrayList<>();
        for (Map<HistoryPart, Value> entry : entries) {
            Map<HistoryPart, Value> all = new EnumMap<>(entry);
            all.put(HistoryPart.TABLE_NAME, Value.of(object.table()));
            rows.add(parts.stream()
                    .map(part -> all.getOrDefault(part, Value.NULL))
                    .toList());
        }
        tx.dialect().insert(tx, history.table(), columns, rows);
    }

    /** Those of the entries that stand in the history already, though they were put aside. They are known from now on. */
    public Set<UUID> putAside(Collection<UUID> uuids) throws SQLException {
        Optional<HistoryMarks> marks = HistoryMarks.installed(tx, object);
        Set<UUID> found = new HashSet<>();
        if (marks.isEmpty() || !marks.get().anyAside(tx)) {
            return found;
        }
        Map<Long, String> entries = new HashMap<>();
        for (List<UUID> part : tx.parts(uuids)) {
            entries.putAll(marks.get().aside(tx, part));
        }
        entries.values().forEach(uuid -> HistoryEntry.uuid(uuid).ifPresent(found::add));
        marks.get().take(tx, entries.keySet());
        return found;
    }

    /** Entries that told a row by uuid, since it was not here, tell it by its local id from now on. */
    public void rowsCame(Collection<UUID> uuids) throws SQLException {
        List<String> keys = uuids.stream().map(uuid -> BY_UUID + uuid).toList();
        RowSource source = RowSource.of(tx.dialect(), object, "t");
        for (List<String> part : tx.parts(keys)) {
            tx.update(
                    update("(select cast(%s as char(20)) from %s where concat('%s', %s) = %s)"
                                    .formatted(source.id(), source.from(), BY_UUID, source.uuid(), key()))
                            + tx.anyOf(part),
                    object.table(),
                    part);
        }
    }

    /** The local ids of now, by those that the rows of deleted records had before they came back, as far as the history tells. */
    public Map<String, String> cameBack(Collection<UUID> uuids) throws SQLException {
        Map<String, String> ids = new HashMap<>();
        if (uuids.isEmpty() || !(object.identity() instanceof Identity.UuidColumn uuid)) {
            return ids;
        }
        Map<UUID, String> now = localIds(uuids);
        Map<String, UUID> before = new HashMap<>();
        for (List<UUID> part : tx.parts(uuids)) {
            tx.each(
                    "select %s, %s from %s h where %s = ? and %s = ? and %s%s"
                            .formatted(
                                    column(HistoryPart.TABLE_KEY),
                                    column(HistoryPart.NEW_VALUE),
                                    tx.dialect().table(history.table()),
                                    column(HistoryPart.TABLE_NAME),
                                    column(HistoryPart.TABLE_FIELD),
                                    column(HistoryPart.NEW_VALUE),
                                    tx.anyOf(part)),
                    row -> before.put(row.getString(1), UUID.fromString(row.getString(2))),
                    object.table(),
                    uuid.column(),
                    part);
        }
        for (Map.Entry<String, UUID> old : before.entrySet()) {
            String id = now.get(old.getValue());
            // An id that was given to another row since is that row's.
            if (id != null && !isLive(old.getKey())) {
                ids.put(old.getKey(), id);
            }
        }
        return ids;
    }

    private boolean isLive(String id) throws SQLException {
        RowSource source = RowSource.of(tx.dialect(), object, "t");
        return !id.matches("\\d{1,18}")
                || tx.first(
                                "select 1 from %s where %s = ?".formatted(source.from(), source.id()),
                                row -> true,
                                Long.parseLong(id))
                        .isPresent();
    }

    private String column(HistoryPart part) {
        return Columns.of(tx.dialect(), history.name(part), "h");
    }

    /** Entries of the one row are those of the other from now on. */
    public void rowBecame(String id, String other) throws SQLException {
        tx.update(update("?") + " = ?", other, object.table(), id);
    }

    /** Entries of a field that point to the one row point to the other from now on. */
    public void targetBecame(String field, String id, String other) throws SQLException {
        Dialect dialect = tx.dialect();
        tx.update(
                "update %s set %s = ? where %s = ? and %s = ? and %2$s = ?"
                        .formatted(
                                dialect.table(history.table()),
                                dialect.quote(history.name(HistoryPart.NEW_VALUE)),
                                dialect.quote(history.name(HistoryPart.TABLE_NAME)),
                                dialect.quote(history.name(HistoryPart.TABLE_FIELD))),
                other,
                object.table(),
                field,
                id);
    }

    /** Sets a part of an entry that had to wait. */
    public void fill(HistoryPart part, UUID entry, Value value) throws SQLException {
        Column column = history.column(part).orElseThrow();
        Column uuid = history.column(HistoryPart.UUID).orElseThrow();
        tx.dialect()
                .update(
                        tx,
                        history.table(),
                        List.of(new BulkColumn(column.name(), column.kind())),
                        List.of(new BulkColumn(uuid.name(), FieldKind.TEXT)),
                        List.of(List.of(value, Value.of(entry.toString()))));
    }

    private String update(String key) {
        return "update %s set %s = %s where %s = ? and %s"
                .formatted(
                        tx.dialect().table(history.table()),
                        tx.dialect().quote(history.name(HistoryPart.TABLE_KEY)),
                        key,
                        tx.dialect().quote(history.name(HistoryPart.TABLE_NAME)),
                        key());
    }

    private String key() {
        return Columns.of(
                tx.dialect(), history.name(HistoryPart.TABLE_KEY), tx.dialect().table(history.table()));
    }
}
