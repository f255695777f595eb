package dev.parley.store;

import dev.parley.catalogue.Cells;
import dev.parley.catalogue.FieldKind;
import dev.parley.merge.Value;
import dev.parley.store.Dialect.BulkColumn;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes many rows with COPY, in its text format: straight into the table, or beside it for one statement over all of them. */
final class PostgresCopy {

    private static final int CHUNK = 1 << 16;

    private PostgresCopy() {}

    static void insert(Tx tx, String table, List<BulkColumn> columns, RowStream rows) throws SQLException {
        String sql =
                "copy %s (%s) from stdin".formatted(tx.dialect().table(table), BulkSql.names(tx.dialect(), columns));
        CopyIn copy = tx.connection().unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            Cells cells = new Cells(columns.size());
            Text text = new Text(copy);
            while (rows.next(cells)) {
                for (int i = 0; i < columns.size(); i++) {
                    if (i > 0) {
                        text.put('\t');
                    }
                    text.cell(cells, i, columns.get(i).kind());
                }
                text.put('\n');
            }
            text.send();
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
                        .formatted(tx.dialect().table(table), sets, matches(tx, where, set.size())));
    }

    /** Like {@link Dialect#delete}. */
    static void delete(Tx tx, String table, List<BulkColumn> where, List<List<Value>> rows) throws SQLException {
        beside(
                tx,
                table,
                where,
                rows,
                "delete from %s t using parley_rows r where %s"
                        .formatted(tx.dialect().table(table), matches(tx, where, 0)));
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
                .formatted(String.join(", ", typed), tx.dialect().table(table)));
        insert(tx, "parley_rows", beside, BulkSql.source(beside, rows));
        tx.update(statement);
        tx.update("drop table parley_rows");
    }

    /** What goes to the server, a chunk at a time. */
    private static final class Text {
        private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

        private final CopyIn copy;
        private final byte[] chunk = new byte[CHUNK];
        private int filled;

        Text(CopyIn copy) {
            this.copy = copy;
        }

        void cell(Cells cells, int column, FieldKind kind) throws SQLException {
            if (cells.isNull(column)) {
                put('\\');
                put('N');
                return;
            }
            if (kind != FieldKind.TEXT && kind != FieldKind.BINARY) {
                PostgresDialect.check(Value.of(cells.text(column)), kind);
            }
            byte[] bytes = cells.array(column);
            int start = cells.start(column);
            int end = start + cells.length(column);
            switch (kind) {
                case TEXT -> escaped(bytes, start, end);
                case BINARY -> hexadecimal(bytes, start, end);
                default -> plain(bytes, start, end);
            }
        }

        void put(char c) throws SQLException {
            room(1);
            chunk[filled++] = (byte) c;
        }

        private void plain(byte[] bytes, int start, int end) throws SQLException {
            int from = start;
            while (from < end) {
                room(1);
                int length = Math.min(end - from, CHUNK - filled);
                System.arraycopy(bytes, from, chunk, filled, length);
                filled += length;
                from += length;
            }
        }

        private void escaped(byte[] bytes, int start, int end) throws SQLException {
            int done = start;
            for (int i = start; i < end; i++) {
                byte c = bytes[i];
                if (c == '\\' || c == '\t' || c == '\n' || c == '\r') {
                    plain(bytes, done, i);
                    put('\\');
                    put(c == '\\' ? '\\' : c == '\t' ? 't' : c == '\n' ? 'n' : 'r');
                    done = i + 1;
                }
            }
            plain(bytes, done, end);
        }

        private void hexadecimal(byte[] bytes, int start, int end) throws SQLException {
            put('\\');
            put('\\');
            put('x');
            for (int i = start; i < end; i++) {
                room(2);
                chunk[filled++] = HEX[(bytes[i] >> 4) & 15];
                chunk[filled++] = HEX[bytes[i] & 15];
            }
        }

        private void room(int bytes) throws SQLException {
            if (filled + bytes > CHUNK) {
                send();
            }
        }

        void send() throws SQLException {
            copy.writeToCopy(chunk, 0, filled);
            filled = 0;
        }
    }
}
