package dev.parley.store;

import dev.parley.catalogue.Canonical;
import dev.parley.catalogue.Cells;
import dev.parley.catalogue.FieldKind;
import dev.parley.merge.Value;
import dev.parley.store.Dialect.BulkColumn;
import java.io.InputStream;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads many rows as a stream, and writes many with LOAD DATA out of one. */
final class MariaDbBulk {

    private static final int ROWS_AT_ONCE = 500;
    private static final int CHUNK = 1 << 16;
    // The server, or who runs it, does not let clients load data.
    private static final Set<Integer> NOT_ALLOWED = Set.of(1148, 3948, 4166);
    private static final Set<String> TEXT =
            Set.of("CHAR", "VARCHAR", "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT", "BLOB", "LONGBLOB", "VARBINARY");

    private static final String BESIDE = "parley_rows";

    private MariaDbBulk() {}

    /** Like {@link Dialect#scan}. The rest of the rows is not sent where the sink has enough. */
    static void scan(Tx tx, String sql, List<FieldKind> kinds, boolean large, List<Object> arguments, RowSink sink)
            throws SQLException {
        Cells cells = new Cells(kinds.size());
        try (PreparedStatement statement = tx.connection().prepareStatement(sql)) {
            statement.setFetchSize(large ? 1 : ROWS_AT_ONCE);
            tx.bind(statement, arguments.toArray());
            try (ResultSet row = statement.executeQuery()) {
                boolean[] bytes = new boolean[kinds.size()];
                for (int i = 0; i < bytes.length; i++) {
                    String type = row.getMetaData().getColumnTypeName(i + 1);
                    bytes[i] =
                            kinds.get(i) == FieldKind.BINARY || (kinds.get(i) == FieldKind.TEXT && TEXT.contains(type));
                }
                while (row.next()) {
                    for (int i = 0; i < bytes.length; i++) {
                        read(tx, row, i, bytes[i], kinds.get(i), cells);
                    }
                    if (!sink.take(cells)) {
                        statement.cancel();
                        return;
                    }
                }
            }
        }
    }

    private static void read(Tx tx, ResultSet row, int column, boolean bytes, FieldKind kind, Cells cells)
            throws SQLException {
        if (!bytes) {
            CellValues.write(cells, column, tx.dialect().read(row, column + 1, kind), kind);
            return;
        }
        byte[] cell = row.getBytes(column + 1);
        if (cell == null) {
            cells.setNull(column);
        } else {
            cells.set(column, cell, 0, cell.length);
        }
    }

    /**
     * Like {@link Dialect#load}. What LOAD DATA passes over or alters with a warning, since it can't stop the stream, is made a failure: the
     * caller undoes it.
     */
    static boolean load(Tx tx, String table, List<BulkColumn> columns, RowStream rows) throws SQLException {
        return load(tx, table, columns, rows, 1);
    }

    /** The same of rows that take the place of those with their primary key: the server counts a row twice that is not what was there. */
    static boolean replace(Tx tx, String table, List<BulkColumn> columns, RowStream rows) throws SQLException {
        return load(tx, table, columns, rows, 2);
    }

    private static boolean load(Tx tx, String table, List<BulkColumn> columns, RowStream rows, int mostARow)
            throws SQLException {
        // Parley's own columns are UTF-8, which needs no reading character by character.
        String characters = SchemaReader.isOwn(table) && !table.equals(BESIDE) ? "binary" : "utf8mb4";
        String sql = """
                load data local infile 'parley' %sinto table %s character set %s
                fields terminated by '\\t' escaped by '\\\\' lines terminated by '\\n' (%s)""".formatted(
                        mostARow > 1 ? "replace " : "",
                        tx.dialect().quote(table),
                        characters,
                        BulkSql.names(tx.dialect(), columns));
        Lines lines = new Lines(columns, rows);
        try (org.mariadb.jdbc.Statement statement =
                tx.connection().unwrap(org.mariadb.jdbc.Connection.class).createStatement()) {
            statement.setLocalInfileInputStream(lines);
            int written = statement.executeUpdate(sql);
            if (lines.refused != null) {
                throw lines.refused;
            }
            int warnings =
                    tx.first("select @@warning_count", row -> row.getInt(1)).orElse(0);
            if (written < lines.count || written > mostARow * lines.count || warnings > 0) {
                throw new SQLException(
                        "%d of %d rows fitted, with %d warnings".formatted(written, lines.count, warnings));
            }
            return true;
        } catch (SQLException e) {
            if (lines.refused != null) {
                throw lines.refused;
            }
            if (NOT_ALLOWED.contains(e.getErrorCode()) && lines.count == 0) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Like {@link Dialect#update}: the rows go into a temporary table, whose columns have the types of those that they are for, for one statement
     * over all of them. That one reads them from the first to the last, and finds the row of each by its key.
     *
     * @param kept columns that are to stay as they are, which the database would set by itself
     */
    static void update(
            Tx tx,
            String table,
            List<BulkColumn> set,
            List<String> kept,
            List<BulkColumn> where,
            List<List<Value>> rows)
            throws SQLException {
        Dialect dialect = tx.dialect();
        List<BulkColumn> columns = BulkSql.both(set, where);
        List<BulkColumn> beside = new ArrayList<>();
        List<String> typed = new ArrayList<>();
        List<String> sets = new ArrayList<>();
        List<String> matches = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = dialect.quote(columns.get(i).name());
            beside.add(new BulkColumn(
                    "v" + i, columns.get(i).kind(), columns.get(i).type()));
            typed.add("%s as v%d".formatted(name, i));
            (i < set.size() ? sets : matches).add("t.%s = r.v%d".formatted(name, i));
        }
        kept.forEach(column -> sets.add("t.%1$s = t.%1$s".formatted(dialect.quote(column))));
        tx.update(dialect.dropTemporary(BESIDE));
        tx.update("create temporary table %s as select %s from %s limit 0"
                .formatted(BESIDE, String.join(", ", typed), dialect.quote(table)));
        dialect.load(tx, BESIDE, beside, BulkSql.source(beside, rows));
        tx.update("update %s r straight_join %s t on %s set %s"
                .formatted(BESIDE, dialect.quote(table), String.join(" and ", matches), String.join(", ", sets)));
        tx.update(dialect.dropTemporary(BESIDE));
    }

    /** The rows as LOAD DATA reads them. */
    private static final class Lines extends InputStream {
        private final RowStream rows;
        private final Cells cells;
        private final FieldKind[] kinds;
        private byte[] chunk = new byte[CHUNK];
        private int filled;
        private int given;
        private int count;
        private @Nullable IllegalArgumentException refused;

        Lines(List<BulkColumn> columns, RowStream rows) {
            this.rows = rows;
            this.cells = new Cells(columns.size());
            this.kinds = IntStream.range(0, columns.size())
                    .mapToObj(i -> columns.get(i).kind())
                    .toArray(FieldKind[]::new);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int from, int length) {
            if (given == filled && !fill()) {
                return -1;
            }
            int part = Math.min(length, filled - given);
            System.arraycopy(chunk, given, to, from, part);
            given += part;
            return part;
        }

        /** Puts rows into the chunk, at least one; gives false where there is none left. */
        private boolean fill() {
            given = 0;
            filled = 0;
            try {
                while (filled < CHUNK / 2 && refused == null && rows.next(cells)) {
                    for (int i = 0; i < kinds.length; i++) {
                        put(i > 0 ? "\t" : "");
                        cell(i);
                    }
                    put("\n");
                    count++;
                }
            } catch (IllegalArgumentException e) {
                // The driver would take it for a broken connection. What was written is undone by the caller.
                refused = e;
                return false;
            }
            return filled > 0;
        }

        private void cell(int column) {
            if (cells.isNull(column)) {
                put("\\N");
                return;
            }
            CellValues.check(cells, column, kinds[column]);
            boolean number = kinds[column] == FieldKind.DECIMAL || kinds[column] == FieldKind.REAL;
            if (number && Canonical.isBeyondNumbers(cells.ascii(column))) {
                throw new IllegalArgumentException("MariaDB has no number “" + cells.ascii(column) + "”");
            }
            byte[] bytes = cells.array(column);
            int end = cells.start(column) + cells.length(column);
            room(2 * cells.length(column));
            for (int i = cells.start(column); i < end; i++) {
                byte c = bytes[i];
                if (c == '\\' || c == '\t' || c == '\n' || c == 0) {
                    chunk[filled++] = '\\';
                    chunk[filled++] = (byte) (c == '\t' ? 't' : c == '\n' ? 'n' : c == 0 ? '0' : '\\');
                } else {
                    chunk[filled++] = c;
                }
            }
        }

        private void put(String ascii) {
            room(ascii.length());
            for (int i = 0; i < ascii.length(); i++) {
                chunk[filled++] = (byte) ascii.charAt(i);
            }
        }

        private void room(int bytes) {
            if (filled + bytes > chunk.length) {
                chunk = Arrays.copyOf(chunk, Math.max(2 * chunk.length, filled + bytes));
            }
        }
    }
}
