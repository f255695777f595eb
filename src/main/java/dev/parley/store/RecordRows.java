package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Identity;
import dev.parley.catalogue.Scope;
import dev.parley.merge.Change;
import dev.parley.merge.Derived;
import dev.parley.merge.Value;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads rows of the application's tables as records: references as canonical uuids, what waits laid over. */
public final class RecordRows {

    /**
     * A row, as the record that it is.
     *
     * @param uuid the uuid by which its table knows it, or its derived one
     * @param record its canonical uuid
     * @param id its local id, null where its table has none
     * @param fields every field
     */
    public record Row(UUID uuid, UUID record, Value id, Map<String, Value> fields) {

        /** The change that the row stands for as long as it is untouched. */
        public Change baseline(CatalogueObject object) {
            return Derived.baseline(object.name(), uuid, updated(object), fields);
        }

        /** Its last_updated in microseconds, 0 where its table has none. */
        public long updated(CatalogueObject object) {
            return Moments.updated(object, fields);
        }
    }

    private final Tx tx;
    private final Catalogue catalogue;
    private final UuidMaps maps;
    private final ScopeSql scopes;
    private final NamedReferences named;
    private final WaitingOverlay overlay;

    /** The rows, in that transaction. */
    public RecordRows(Tx tx, Catalogue catalogue, UuidMaps maps) {
        this.tx = tx;
        this.catalogue = catalogue;
        this.maps = maps;
        this.scopes = new ScopeSql(tx.dialect(), catalogue);
        this.named = new NamedReferences(catalogue, maps, new TargetUuids(tx, catalogue));
        this.overlay = new WaitingOverlay(tx, maps);
    }

    /**
     * Locks the rows of these uuids, as their table knows them, until commit.
     *
     * @return the rows that are there, by uuid, with the local id of the business that each one's own column names; null where there is none
     */
    public Map<UUID, Value> lock(CatalogueObject object, Collection<UUID> uuids) throws SQLException {
        Map<UUID, Value> locked = new HashMap<>();
        if (tx.dialect().forUpdate().isEmpty() || !(object.identity() instanceof Identity.UuidColumn)) {
            return locked;
        }
        String column = Columns.uuid(tx.dialect(), object, "");
        String owner = object.scope() instanceof Scope.Column business
                ? Columns.of(tx.dialect(), business.column(), "")
                : "null";
        for (List<UUID> part : tx.parts(uuids)) {
            tx.each(
                    "select %s, %s from %s where %s%s%s"
                            .formatted(
                                    column,
                                    owner,
                                    table(object),
                                    column,
                                    tx.anyOf(part),
                                    tx.dialect().forUpdate()),
                    row -> {
                        String business = row.getString(2);
                        locked.put(
                                UUID.fromString(row.getString(1)), business == null ? Value.NULL : Value.of(business));
                    },
                    part);
        }
        return locked;
    }

    /** The rows of these uuids, as their table knows them. For objects with a uuid column. */
    public List<Row> byUuid(CatalogueObject object, Collection<UUID> uuids) throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (List<UUID> part : tx.parts(uuids)) {
            String condition = Columns.uuid(tx.dialect(), object, "t") + tx.anyOf(part);
            rows.addAll(select(object, Optional.empty(), condition, part));
        }
        return overlay.over(object, rows);
    }

    /** The business's rows of an object with a uuid column, in order of uuid, after that one; at most {@code limit}. */
    public List<Row> after(CatalogueObject object, Businesses.Business business, Optional<UUID> after, int limit)
            throws SQLException {
        String uuid = Columns.uuid(tx.dialect(), object, "t");
        String condition = scopes.condition(object, "t");
        List<Object> arguments = new ArrayList<>(List.of(business.id()));
        if (after.isPresent()) {
            condition += " and " + uuid + " > ?";
            arguments.add(after.get());
        }
        condition += " order by %s limit %d".formatted(uuid, limit);
        return overlay.over(object, select(object, Optional.of(business), condition, arguments.toArray()));
    }

    /** All rows of the business of an object that is known by key, in no order. */
    public List<Row> keyed(CatalogueObject object, Businesses.Business business) throws SQLException {
        String condition = scopes.condition(object, "t");
        return overlay.over(object, select(object, Optional.of(business), condition, business.id()));
    }

    /**
     * The rows of the business in which these fields have these values, whatever else they hold.
     *
     * @param values each with local ids for references, one a field
     */
    public List<Row> matching(
            CatalogueObject object, Businesses.Business business, List<String> fields, List<List<Value>> values)
            throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (List<List<Value>> part : Parts.of(values, 200)) {
            RowSelect select = new RowSelect(tx.dialect(), catalogue, maps, object);
            KeyCondition key = new KeyCondition(tx, scopes, object, fields, part);
            try (PreparedStatement statement = key.prepare(select.sql(""), business, "");
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(select.row(row, Optional.of(business)));
                }
            }
        }
        return overlay.over(object, named.resolved(object, rows));
    }

    /** Locks, until commit, the rows that {@link #matching} finds. */
    public void lockMatching(
            CatalogueObject object, Businesses.Business business, List<String> fields, List<List<Value>> values)
            throws SQLException {
        String lock = tx.dialect().forUpdate();
        if (lock.isEmpty()) {
            return;
        }
        for (List<List<Value>> part : Parts.of(values, 200)) {
            KeyCondition key = new KeyCondition(tx, scopes, object, fields, part);
            String select = "select 1 from " + table(object) + " t";
            try (PreparedStatement statement = key.prepare(select, business, lock);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    // Reading the row is what locks it.
                }
            }
        }
    }

    /** Those of the uuids, as their table knows them, whose record belongs to the business. */
    public List<UUID> inBusiness(CatalogueObject object, Businesses.Business business, Collection<UUID> uuids)
            throws SQLException {
        List<UUID> found = new ArrayList<>();
        String uuid = Columns.uuid(tx.dialect(), object, "t");
        for (List<UUID> part : tx.parts(uuids)) {
            tx.each(
                    "select %s from %s t where %s and %s%s"
                            .formatted(uuid, table(object), scopes.condition(object, "t"), uuid, tx.anyOf(part)),
                    row -> found.add(UUID.fromString(row.getString(1))),
                    business.id(),
                    part);
        }
        return found;
    }

    /** Those of the uuids that an object's table knows, whosever the rows are. They stand in their order, so that one look is enough where there are none. */
    public Set<UUID> known(CatalogueObject object, List<UUID> uuids) throws SQLException {
        Set<UUID> known = new HashSet<>();
        String uuid = Columns.uuid(tx.dialect(), object, "");
        String between = "select 1 from %s where %s >= ? and %s <= ? limit 1".formatted(table(object), uuid, uuid);
        if (uuids.isEmpty()
                || tx.first(between, row -> true, uuids.get(0), uuids.get(uuids.size() - 1))
                        .isEmpty()) {
            return known;
        }
        for (List<UUID> part : tx.parts(uuids)) {
            tx.each(
                    "select %s from %s where %s%s".formatted(uuid, table(object), uuid, tx.anyOf(part)),
                    row -> known.add(UUID.fromString(row.getString(1))),
                    part);
        }
        return known;
    }

    /** How many rows the business has. */
    public long count(CatalogueObject object, Businesses.Business business) throws SQLException {
        return tx.first(
                        "select count(*) from %s t where %s".formatted(table(object), scopes.condition(object, "t")),
                        row -> row.getLong(1),
                        business.id())
                .orElse(0L);
    }

    /** The uuid and last_updated (0 without) of the business's rows in order of uuid, after that one; at most {@code limit}. */
    public List<Stamp> stamps(CatalogueObject object, Businesses.Business business, Optional<UUID> after, int limit)
            throws SQLException {
        Dialect dialect = tx.dialect();
        String uuid = Columns.uuid(dialect, object, "t");
        String updated = object.updatedField()
                .map(name -> Columns.of(dialect, name, "t"))
                .orElse("null");
        List<Object> arguments = new ArrayList<>(List.of(business.id()));
        String more = "";
        if (after.isPresent()) {
            more = " and " + uuid + " > ?";
            arguments.add(after.get());
        }
        String sql = "select %s, %s from %s t where %s%s order by %s limit %d"
                .formatted(uuid, updated, table(object), scopes.condition(object, "t"), more, uuid, limit);
        return tx.list(sql, row -> stamp(object, row), arguments.toArray());
    }

    /** A row's uuid, as its table knows it, and last_updated in microseconds. */
    public record Stamp(UUID uuid, long updated) {}

    private Stamp stamp(CatalogueObject object, ResultSet row) throws SQLException {
        UUID uuid = UUID.fromString(row.getString(1));
        if (object.updatedField().isEmpty()) {
            return new Stamp(uuid, 0);
        }
        Field field = object.field(object.updatedField().get()).orElseThrow();
        Value updated = tx.dialect().read(row, 2, field.kind());
        // What stands for a date that is no day tells no more of when than that does.
        boolean none = !tx.dialect().hasZeroDates() && updated.equals(WaitingOverlay.standIn(field));
        return new Stamp(uuid, none ? 0 : Moments.micros(updated, field.kind()));
    }

    private String table(CatalogueObject object) {
        return tx.dialect().quote(object.table());
    }

    private List<Row> select(
            CatalogueObject object, Optional<Businesses.Business> business, String condition, Object... arguments)
            throws SQLException {
        RowSelect select = new RowSelect(tx.dialect(), catalogue, maps, object);
        return named.resolved(
                object, tx.list(select.sql("") + " where " + condition, row -> select.row(row, business), arguments));
    }
}
