package dev.parley.store;

import dev.parley.merge.Value;
import dev.parley.store.Dialect.BulkColumn;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Updates and deletes many rows by one statement, to which each column's values are given as one array. */
final class PostgresArrays {

    /** Types without their length: text that is cast to {@code varchar(5)} would be cut, where it should be refused. */
    private static final String TYPES = """
            select a.attname, quote_ident(n.nspname) || '.' || quote_ident(t.typname)
            from pg_attribute a
            join pg_type t on t.oid = a.atttypid
            join pg_namespace n on n.oid = t.typnamespace
            where a.attrelid = ?::text::regclass and a.attnum > 0 and not a.attisdropped""";

    private final Tx tx;
    private final String table;
    private final Map<String, String> types = new HashMap<>();

    PostgresArrays(Tx tx, String table) throws SQLException {
        this.tx = tx;
        this.table = tx.dialect().quote(table);
        tx.each(TYPES, row -> types.put(row.getString(1), row.getString(2)), this.table);
    }

    void update(List<BulkColumn> set, List<BulkColumn> where, List<List<Value>> rows) throws SQLException {
        List<BulkColumn> all = BulkSql.both(set, where);
        String sql = "update %s t set %s from %s where %s"
                .formatted(table, equal("", set, 0, ", "), unnest(all.size()), equal("t.", where, set.size(), " and "));
        execute(sql, all, rows);
    }

    void delete(List<BulkColumn> where, List<List<Value>> rows) throws SQLException {
        String sql = "delete from %s t using %s where %s"
                .formatted(table, unnest(where.size()), equal("t.", where, 0, " and "));
        execute(sql, where, rows);
    }

    /** The columns equal to those of the arrays, from that array on. */
    private String equal(String alias, List<BulkColumn> columns, int from, String between) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i).name();
            String type = types.get(name);
            if (type == null) {
                throw new StoreException(
                        "The table %s has no column %s. Read its columns again.".formatted(table, name));
            }
            parts.add(alias + tx.dialect().quote(name) + " = v.c" + (from + i) + "::" + type);
        }
        return String.join(between, parts);
    }

    private static String unnest(int columns) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            names.add("c" + i);
        }
        String arrays = names.stream().map(name -> "?::text[]").collect(Collectors.joining(", "));
        return "unnest(%s) v (%s)".formatted(arrays, String.join(", ", names));
    }

    private void execute(String sql, List<BulkColumn> columns, List<List<Value>> rows) throws SQLException {
        try (PreparedStatement statement = tx.connection().prepareStatement(sql)) {
            for (int i = 0; i < columns.size(); i++) {
                StringBuilder array = new StringBuilder(16 * rows.size());
                for (List<Value> row : rows) {
                    array.append(array.length() == 0 ? '{' : ',');
                    append(
                            array,
                            PostgresText.of(row.get(i), columns.get(i).kind()),
                            row.get(i).isNull());
                }
                statement.setString(i + 1, array.append('}').toString());
            }
            statement.executeUpdate();
        }
    }

    /** An array of these values, as text. */
    static String of(Collection<?> values) {
        StringBuilder array = new StringBuilder(40 * values.size());
        for (Object value : values) {
            array.append(array.length() == 0 ? '{' : ',');
            append(array, value.toString(), false);
        }
        return array.append('}').toString();
    }

    private static void append(StringBuilder to, String text, boolean isNull) {
        if (isNull) {
            to.append("NULL");
            return;
        }
        to.append('"');
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                to.append(text, done, i).append('\\');
                done = i;
            }
        }
        to.append(text, done, text.length()).append('"');
    }
}
