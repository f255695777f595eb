package dev.parley.store;

import dev.parley.catalogue.Cells;
import dev.parley.catalogue.FieldKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Reads rows with COPY: the server sends them one by one as they come, and nothing is made of a value but what its canonical form needs. What
 * is unescaped or trimmed stays in the bytes that came.
 */
final class PostgresScan {

    /** How the server calls char(n), whose values come filled up with blanks. */
    static final String PADDED = "bpchar";

    private final List<FieldKind> kinds;
    private final RowSink sink;
    private final Cells cells;

    PostgresScan(List<FieldKind> kinds, RowSink sink) {
        this.kinds = kinds;
        this.sink = sink;
        this.cells = new Cells(kinds.size());
    }

    /** The query with its arguments in it: COPY takes none. Only numbers and uuids, which are the same in every quoting. */
    static String inlined(String sql, List<Object> arguments) {
        StringBuilder whole = new StringBuilder();
        String[] parts = sql.split("\\?", -1);
        for (int i = 0; i < parts.length; i++) {
            whole.append(parts[i]);
            if (i < arguments.size()) {
                whole.append(literal(arguments.get(i)));
            }
        }
        return whole.toString();
    }

    private static String literal(Object argument) {
        if (argument instanceof Long number) {
            return number.toString();
        }
        if (argument instanceof UUID uuid) {
            return "'" + uuid + "'";
        }
        throw new IllegalArgumentException("only numbers and uuids are put into a query");
    }

    void run(Connection connection, String sql) throws SQLException {
        boolean[] padded = padded(connection, sql);
        Savepoint before = connection.setSavepoint();
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + sql + ") to stdout");
        boolean enough = false;
        try {
            for (byte @Nullable [] row = copy.readFromCopy(); row != null && !enough; row = copy.readFromCopy()) {
                split(row);
                for (int i = 0; i < kinds.size(); i++) {
                    canonical(i, padded[i]);
                }
                enough = !sink.take(cells);
                if (enough) {
                    break;
                }
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        if (enough) {
            connection.rollback(before);
        } else {
            connection.releaseSavepoint(before);
        }
    }

    private static boolean[] padded(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ResultSetMetaData columns = statement.getMetaData();
            boolean[] padded = new boolean[columns.getColumnCount()];
            for (int i = 0; i < padded.length; i++) {
                padded[i] = columns.getColumnTypeName(i + 1).equals(PADDED);
            }
            return padded;
        }
    }

    private void split(byte[] row) {
        int end = row.length;
        if (end > 0 && row[end - 1] == '\n') {
            end--;
        }
        int column = 0;
        int start = 0;
        boolean escaped = false;
        for (int i = 0; i <= end; i++) {
            if (i == end || row[i] == '\t') {
                cell(column++, row, start, i, escaped);
                start = i + 1;
                escaped = false;
            } else if (row[i] == '\\') {
                escaped = true;
            }
        }
    }

    private void cell(int column, byte[] row, int start, int end, boolean escaped) {
        if (!escaped) {
            cells.set(column, row, start, end - start);
        } else if (end - start == 2 && row[start + 1] == 'N') {
            cells.setNull(column);
        } else if (kinds.get(column) == FieldKind.BINARY) {
            cells.set(column, row, start, bytes(row, start + 3, end, start) - start);
        } else {
            cells.set(column, row, start, unescaped(row, start, end) - start);
        }
    }

    /** Of {@code \\x48…}, what the digits say; gives the end. */
    private static int bytes(byte[] row, int from, int end, int start) {
        int to = start;
        for (int i = from; i + 1 < end; i += 2) {
            row[to++] = (byte) (Character.digit(row[i], 16) << 4 | Character.digit(row[i + 1], 16));
        }
        return to;
    }

    private static int unescaped(byte[] row, int start, int end) {
        int to = start;
        for (int i = start; i < end; i++) {
            byte c = row[i];
            if (c == '\\') {
                c = meant(row[++i]);
            }
            row[to++] = c;
        }
        return to;
    }

    private static byte meant(byte letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'v' -> 11;
            default -> letter;
        };
    }

    /** The same as {@link PostgresDialect#read} makes of a value. */
    private void canonical(int column, boolean padded) {
        if (cells.isNull(column)) {
            return;
        }
        switch (kinds.get(column)) {
            case DECIMAL, REAL -> CellValues.number(cells, column);
            case BOOLEAN -> {
                String text = cells.ascii(column);
                cells.set(column, text.equals("t") || text.equals("1") || text.equals("true") ? "1" : "0");
            }
            case DATETIME -> {
                int length = cells.length(column);
                if (length > 3 && cells.ascii(column).endsWith("+00")) {
                    cells.set(column, cells.array(column), cells.start(column), length - 3);
                }
                CellValues.time(cells, column);
            }
            case TEXT -> {
                if (padded) {
                    unpad(column);
                }
            }
            default -> {
                // As the server writes it.
            }
        }
    }

    private void unpad(int column) {
        byte[] bytes = cells.array(column);
        int start = cells.start(column);
        int end = start + cells.length(column);
        while (end > start && bytes[end - 1] == ' ') {
            end--;
        }
        cells.set(column, bytes, start, end - start);
    }
}
