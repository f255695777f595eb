package dev.parley.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Capture as it was installed for an object: what {@code parley_object} says.
 *
 * @param number makes the names of its capture table and triggers
 * @param name the object's full name
 * @param table its table
 * @param signature of the statements that installed it
 * @param columns the columns that are kept, in their order
 * @param pointed those of them whose target's uuid is kept too
 */
record InstalledCapture(
        int number, String name, String table, String signature, List<String> columns, Set<String> pointed) {

    private static final String POINTED = "+";
    private static final String PLAIN = " ";

    InstalledCapture {
        columns = List.copyOf(columns);
        pointed = Set.copyOf(pointed);
    }

    CaptureNames names() {
        return new CaptureNames(CaptureNames.PREFIX + number, columns);
    }

    private record Installed(Map<String, InstalledCapture> byName) {}

    /** All that is installed, by name; looked up once in a transaction. */
    static Map<String, InstalledCapture> all(Tx tx) throws SQLException {
        return tx.kept(Installed.class, InstalledCapture::read).byName();
    }

    private static Installed read(Tx tx) throws SQLException {
        Map<String, InstalledCapture> all = new LinkedHashMap<>();
        tx.each(
                "select number, object, table_name, signature, kept from parley_object order by number",
                row -> all.put(
                        row.getString(2),
                        of(row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5))));
        return new Installed(all);
    }

    void write(Tx tx) throws SQLException {
        List<String> lines = new ArrayList<>();
        columns.forEach(column -> lines.add((pointed.contains(column) ? POINTED : PLAIN) + column));
        tx.forget(Installed.class);
        tx.update("delete from parley_object where object = ?", name);
        tx.update(
                "insert into parley_object (number, object, table_name, signature, kept) values (?, ?, ?, ?, ?)",
                number,
                name,
                table,
                signature,
                String.join("\n", lines));
    }

    /** Says that it is not installed any more. */
    void remove(Tx tx) throws SQLException {
        tx.forget(Installed.class);
        tx.update("delete from parley_object where number = ?", number);
    }

    private static InstalledCapture of(int number, String name, String table, String signature, String kept) {
        List<String> columns = new ArrayList<>();
        Set<String> pointed = new HashSet<>();
        kept.lines().forEach(line -> {
            columns.add(line.substring(1));
            if (line.startsWith(POINTED)) {
                pointed.add(line.substring(1));
            }
        });
        return new InstalledCapture(number, name, table, signature, columns, pointed);
    }
}
