package dev.parley.store;

import dev.parley.catalogue.FieldKind;
import dev.parley.merge.Value;
import dev.parley.store.Dialect.BulkColumn;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes rows with COPY, in its text format. */
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
        String text = PostgresText.of(value, kind);
        if (kind == FieldKind.TEXT || kind == FieldKind.BINARY) {
            escape(to, text);
        } else {
            to.append(text);
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
