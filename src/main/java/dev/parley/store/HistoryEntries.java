package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.HistoryPart;
import dev.parley.catalogue.HistoryTable;
import dev.parley.merge.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the entries of an object's history that have not been taken in. */
final class HistoryEntries {

    private static final List<HistoryPart> PARTS = List.of(HistoryPart.values());
    private static final HistoryTable.Column NONE = new HistoryTable.Column("", FieldKind.TEXT, true);

    private final Tx tx;
    private final Catalogue catalogue;
    private final HistoryTable history;
    private final HistoryMarks marks;

    HistoryEntries(Tx tx, Catalogue catalogue, HistoryMarks marks) {
        this.tx = tx;
        this.catalogue = catalogue;
        this.history = marks.table();
        this.marks = marks;
    }

    /** The entries of rows with these keys, in their order; those of columns that are not synced are passed over for good. */
    List<HistoryEntry> of(Collection<String> keys) throws SQLException {
        List<HistoryEntry> entries = new ArrayList<>();
        for (List<String> part : tx.parts(keys)) {
            tx.each(
                    select() + HistoryMarks.waiting(tx, part) + " order by m.entry",
                    row -> entries.add(entry(row)),
                    marks.number(),
                    marks.tables().iterator().next(),
                    part);
        }
        return entries;
    }

    /** The uuid that its entries tell of a row that is not here. */
    Optional<UUID> told(String key, String uuidField) throws SQLException {
        Dialect dialect = tx.dialect();
        return tx.first(
                        "select %s from %s h where lower(%s) = ? and %s = ? and %s = ? order by %s desc limit 1"
                                .formatted(
                                        column(HistoryPart.NEW_VALUE),
                                        dialect.table(history.table()),
                                        column(HistoryPart.TABLE_NAME),
                                        column(HistoryPart.TABLE_KEY),
                                        column(HistoryPart.TABLE_FIELD),
                                        column(HistoryPart.ID)),
                        row -> dialect.read(row, 1, FieldKind.TEXT).text(),
                        marks.tables().iterator().next(),
                        key,
                        uuidField)
                .flatMap(HistoryEntry::uuid);
    }

    private String select() {
        Dialect dialect = tx.dialect();
        String join = "";
        String person = "null";
        if (history.users().isPresent() && history.column(HistoryPart.USER_ID).isPresent()) {
            RowSource users =
                    RowSource.of(dialect, catalogue.require(history.users().get()), "u");
            person = users.uuid();
            join = users.leftJoin(users.id() + " = " + column(HistoryPart.USER_ID));
        }
        List<String> columns = new ArrayList<>(List.of("m.kind", person));
        for (HistoryPart part : PARTS) {
            columns.add(history.column(part).isPresent() ? column(part) : "null");
        }
        return "select %s from parley_entry m join %s h on %s = m.entry%s where "
                .formatted(String.join(", ", columns), dialect.table(history.table()), column(HistoryPart.ID), join);
    }

    private String column(HistoryPart part) {
        return Columns.of(tx.dialect(), history.name(part), "h");
    }

    private HistoryEntry entry(ResultSet row) throws SQLException {
        String person = row.getString(2);
        String user = person == null ? read(row, HistoryPart.USER_ID).text() : person;
        return new HistoryEntry(
                Long.parseLong(read(row, HistoryPart.ID).text()),
                HistoryMarks.Kind.of(row.getInt(1)),
                HistoryEntry.uuid(read(row, HistoryPart.UUID).text().strip()),
                user,
                read(row, HistoryPart.SESSION).text(),
                action(read(row, HistoryPart.ACTION).text()),
                read(row, HistoryPart.TABLE_KEY).text(),
                read(row, HistoryPart.BUSINESS),
                read(row, HistoryPart.TABLE_FIELD).text(),
                read(row, HistoryPart.NEW_VALUE),
                Moments.micros(read(row, HistoryPart.LOG_DATE), FieldKind.DATETIME));
    }

    private static int action(String text) {
        return text.length() > 0 && text.length() < 9 ? Integer.parseInt(text) : 0;
    }

    private Value read(ResultSet row, HistoryPart part) throws SQLException {
        FieldKind kind = history.column(part).orElse(NONE).kind();
        return tx.dialect().read(row, 3 + PARTS.indexOf(part), kind);
    }
}
