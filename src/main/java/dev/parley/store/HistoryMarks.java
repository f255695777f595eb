package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.HistoryPart;
import dev.parley.catalogue.HistoryTable;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Which entries of an application's own history have not been taken in: {@code parley_entry}. A trigger marks each entry as it comes, and
 * what is marked is taken, so that a late commit is never passed over, whatever its number.
 *
 * @param table the history
 * @param number the history's number in {@code parley_object}
 * @param tables the tables of the objects whose history it is, in lower case
 */
record HistoryMarks(HistoryTable table, int number, Set<String> tables) {

    /** How much is kept of names and keys. */
    private static final int LENGTH = 190;

    /** What an entry is that has not been taken in. */
    enum Kind {
        /** Written while it was watched. */
        LIVE(0),
        /** Found when the history was first looked at. */
        FOUND(1),
        /** Left where it is, since its row is not here: nobody knows whether it was deleted, or never came. */
        ASIDE(2);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        static Kind of(int number) {
            return number == LIVE.number ? LIVE : number == FOUND.number ? FOUND : ASIDE;
        }
    }

    HistoryMarks {
        tables = new TreeSet<>(tables);
    }

    static String nameOf(HistoryTable history) {
        return "history " + history.table();
    }

    /** The histories of a catalogue, each once. */
    static Collection<HistoryTable> tables(Catalogue catalogue) {
        Map<String, HistoryTable> tables = new LinkedHashMap<>();
        for (CatalogueObject object : catalogue.objects()) {
            object.history().ifPresent(history -> tables.putIfAbsent(nameOf(history), history));
        }
        return tables.values();
    }

    static HistoryMarks of(Catalogue catalogue, HistoryTable history, int number) {
        Set<String> tables = new LinkedHashSet<>();
        for (CatalogueObject object : catalogue.objects()) {
            if (object.history()
                    .filter(own -> own.table().equals(history.table()))
                    .isPresent()) {
                tables.add(tableOf(object));
            }
        }
        return new HistoryMarks(history, number, tables);
    }

    /** The marks of an object's entries as they are kept in that database; empty where they are not. */
    static Optional<HistoryMarks> installed(Tx tx, CatalogueObject object) throws SQLException {
        return object.history().isEmpty() ? Optional.empty() : installed(InstalledCapture.all(tx), object);
    }

    static Optional<HistoryMarks> installed(Map<String, InstalledCapture> installed, CatalogueObject object) {
        return object.history().flatMap(history -> Optional.ofNullable(installed.get(nameOf(history)))
                .map(found -> new HistoryMarks(history, found.number(), Set.of(tableOf(object)))));
    }

    /** How the table of an object is named among the marks. */
    static String tableOf(CatalogueObject object) {
        return object.table().toLowerCase(Locale.ROOT);
    }

    /** What holds of an entry of these tables. */
    String condition(Dialect dialect, String alias) {
        List<String> names =
                tables.stream().map(name -> "'" + name.replace("'", "''") + "'").toList();
        return "lower(%s) in (%s)".formatted(column(dialect, alias, HistoryPart.TABLE_NAME), String.join(", ", names));
    }

    /** The values of an entry's mark: history, entry, table_name, table_key, kind. */
    String values(Dialect dialect, String alias, Kind kind) {
        return "%d, %s, lower(substr(%s, 1, %d)), substr(%s, 1, %d), %d"
                .formatted(
                        number,
                        column(dialect, alias, HistoryPart.ID),
                        column(dialect, alias, HistoryPart.TABLE_NAME),
                        LENGTH,
                        column(dialect, alias, HistoryPart.TABLE_KEY),
                        LENGTH,
                        kind.number);
    }

    private String column(Dialect dialect, String alias, HistoryPart part) {
        return Columns.of(dialect, table.name(part), alias);
    }

    /** Marks what stands in the history already; what of it the log knows is found out as it is taken. Comes after the trigger, which waits for who writes. */
    void find(Tx tx) throws SQLException {
        Dialect dialect = tx.dialect();
        tx.update(
                """
                insert into parley_entry (history, entry, table_name, table_key, kind)
                select %s from %s h
                where %s and not exists (select 1 from parley_entry m where m.history = ? and m.entry = %s)""".formatted(
                                values(dialect, "h", Kind.FOUND),
                                dialect.table(table.table()),
                                condition(dialect, "h"),
                                column(dialect, "h", HistoryPart.ID)),
                number);
    }

    /** The condition that marks of these keys are not taken in; takes history, table and the keys as arguments. */
    static String waiting(Tx tx, Collection<String> keys) {
        return "m.history = ? and m.table_name = ? and m.kind in (0, 1) and m.table_key" + tx.anyOf(keys);
    }

    /** A condition that holds while anything of the object waits; without arguments. */
    String pending() {
        return "exists (select 1 from parley_entry where history = %d and table_name = '%s' and kind in (0, 1))"
                .formatted(number, tables.iterator().next().replace("'", "''"));
    }

    /** The keys of rows of which entries wait; at most so many. */
    List<String> keys(Tx tx, int limit) throws SQLException {
        return tx.list("""
                select distinct table_key from parley_entry
                where history = ? and table_name = ? and kind in (0, 1) order by table_key limit ?""", row -> row.getString(1), number, tables.iterator().next(), limit);
    }

    /** Forgets the marks of what was taken in. */
    void take(Tx tx, Collection<Long> entries) throws SQLException {
        for (List<Long> part : tx.parts(entries)) {
            tx.update("delete from parley_entry where history = ? and entry" + tx.anyOf(part), number, part);
        }
    }

    /** Forgets the marks of rows with these keys whose entries are not in the history any more. */
    void forgetVanished(Tx tx, Collection<String> keys) throws SQLException {
        tx.update(
                """
                delete from parley_entry
                where history = ? and table_name = ? and kind in (0, 1)
                  and not exists (select 1 from %s h where %s = parley_entry.entry)
                  and table_key""".formatted(tx.dialect().table(table.table()), column(tx.dialect(), "h", HistoryPart.ID))
                        + tx.anyOf(keys),
                number,
                tables.iterator().next(),
                keys);
    }

    /** Whether anything of the object was put aside. */
    boolean anyAside(Tx tx) throws SQLException {
        return tx.first(
                        "select 1 from parley_entry where history = ? and table_name = ? and kind = 2 limit 1",
                        row -> true,
                        number,
                        tables.iterator().next())
                .isPresent();
    }

    /** Those of the entries with these uuids that were put aside, by number. */
    Map<Long, String> aside(Tx tx, Collection<UUID> uuids) throws SQLException {
        Map<Long, String> aside = new HashMap<>();
        String uuid = column(tx.dialect(), "h", HistoryPart.UUID);
        tx.each(
                """
                select m.entry, %s from parley_entry m join %s h on %s = m.entry
                where m.history = ? and m.table_name = ? and m.kind = 2 and %s""".formatted(uuid, tx.dialect().table(table.table()), column(tx.dialect(), "h", HistoryPart.ID), uuid)
                        + tx.anyOf(uuids),
                row -> aside.put(row.getLong(1), row.getString(2)),
                number,
                tables.iterator().next(),
                uuids);
        return aside;
    }

    /** Puts aside what can't be taken in. */
    void putAside(Tx tx, Collection<Long> entries) throws SQLException {
        for (List<Long> part : tx.parts(entries)) {
            tx.update("update parley_entry set kind = 2 where history = ? and entry" + tx.anyOf(part), number, part);
        }
    }
}
