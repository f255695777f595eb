package dev.parley.store;

import dev.parley.catalogue.FieldKind;
import dev.parley.merge.Value;
import dev.parley.store.Dialect.BulkColumn;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes many rows with COPY, in its text format: straight into the table, or beside it for one statement over all of them. */
final class PostgresCopy {

    private static final int CHUNK = 1 << 16;

    private PostgresCopy() {}

    static void insert(Tx tx, String table, List<BulkColumn> columns, List<List<Value>> rows) throws SQLException {
        String sql =
                "copy %s (%s) from stdin".formatted(tx.dialect().quote(table), BulkSql.names(tx.dialect(), columns));
        CopyIn copy = tx.connection().unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            StringBuilder text = new StringBuilder(CHUNK + CHUNK / 4);
            for (List<Value> row : rows) {
                for (int i = 0; i < columns.size(); i++) {
                    text.append(i == 0 ? "" : "\t");
                    write(text, row.get(i), columns.get(i).kind());
                }
                text.append('\n');
                if (text.length() >= CHUNK) {
                    send(copy, text);
                }
            }
            send(copy, text);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Like {@link Dialect#update}. */
    static void update(Tx tx, String table, List<BulkColumn> set, List<BulkColumn> where, List<List<Value>> rows)
            throws SQLException {
        String sets = IntStream.range(0, set.size())
                .mapToObj(i ->
                        "%s = r.v%d".formatted(tx.dialect().quote(set.get(i).name()), i))
                .collect(Collectors.joining(", "));
        beside(
                tx,
                table,
                BulkSql.both(set, where),
                rows,
                "update %s t set %s from parley_rows r where %s"
                        .formatted(tx.dialect().quote(table), sets, matches(tx, where, set.size())));
    }

    /** Like {@link Dialect#delete}. */
    static void delete(Tx tx, String table, List<BulkColumn> where, List<List<Value>> rows) throws SQLException {
        beside(
                tx,
                table,
                where,
                rows,
                "delete from %s t using parley_rows r where %s"
                        .formatted(tx.dialect().quote(table), matches(tx, where, 0)));
    }

    private static String matches(Tx tx, List<BulkColumn> where, int from) {
        return IntStream.range(0, where.size())
                .mapToObj(i ->
                        "t.%s = r.v%d".formatted(tx.dialect().quote(where.get(i).name()), from + i))
                .collect(Collectors.joining(" and "));
    }

    /** The rows go into a temporary table whose columns have the types of those that they are for. */
    private static void beside(Tx tx, String table, List<BulkColumn> columns, List<List<Value>> rows, String statement)
            throws SQLException {
        List<BulkColumn> beside = new ArrayList<>();
        List<String> typed = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            beside.add(new BulkColumn("v" + i, columns.get(i).kind()));
            typed.add("%s as v%d".formatted(tx.dialect().quote(columns.get(i).name()), i));
        }
        tx.update("create temporary table parley_rows on commit drop as select %s from %s limit 0"
                .formatted(String.join(", ", typed), tx.dialect().quote(table)));
        insert(tx, "parley_rows", beside, rows);
        tx.update(statement);
        tx.update("drop table parley_rows");
    }

    private static void send(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    private static void write(StringBuilder to, Value value, FieldKind kind) {
        if (value.isNull()) {
            to.append("\\N");
            return;
        }
        String text = value.text();
        PostgresDialect.check(value, kind);
        switch (kind) {
            case TEXT -> escape(to, text);
            case BINARY ->
                to.append("\\\\x")
                        .append(HexFormat.of().formatHex(Base64.getDecoder().decode(text)));
            default -> to.append(text);
        }
    }

    private static void escape(StringBuilder to, String text) {
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            String instead =
                    switch (text.charAt(i)) {
                        case '\\' -> "\\\\";
                        case '\t' -> "\\t";
                        case '\n' -> "\\n";
                        case '\r' -> "\\r";
                        default -> "";
                    };
            if (!instead.isEmpty()) {
                to.append(text, done, i).append(instead);
                done = i + 1;
            }
        }
        to.append(text, done, text.length());
    }
}
