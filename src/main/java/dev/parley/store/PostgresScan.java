package dev.parley.store;

import dev.parley.catalogue.Cells;
import dev.parley.catalogue.FieldKind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/** Reads rows as the server wrote them, some at a time. Nothing is made of a value but what its canonical form needs. */
final class PostgresScan {

    /** How the server calls char(n), whose values come filled up with blanks. */
    static final String PADDED = "bpchar";

    private static final int FIRST_ROWS = 8;
    private static final int MOST_ROWS = 1000;
    private static final int GROWTH = 4;

    /** How many bytes of rows are fetched at once, as far as the rows before tell how large rows are. */
    private static final long BYTES_AT_ONCE = 1 << 20;

    private final List<FieldKind> kinds;
    private final Cells cells;

    PostgresScan(List<FieldKind> kinds) {
        this.kinds = kinds;
        this.cells = new Cells(kinds.size());
    }

    /** Like {@link Dialect#scan}. */
    void run(Tx tx, String sql, List<Object> arguments, RowSink sink) throws SQLException {
        try (PreparedStatement statement = tx.connection().prepareStatement(sql)) {
            statement.setFetchSize(FIRST_ROWS);
            tx.bind(statement, arguments.toArray());
            try (ResultSet row = statement.executeQuery()) {
                boolean[] padded = padded(row.getMetaData());
                Fetching fetching = new Fetching();
                boolean more = true;
                while (more && row.next()) {
                    long bytes = 0;
                    for (int i = 0; i < padded.length; i++) {
                        read(tx, row, i, padded[i]);
                        bytes += cells.length(i);
                    }
                    fetching.saw(bytes, row);
                    more = sink.take(cells);
                }
            }
        }
    }

    /** Fetches few rows first, since any text may be long, then more and more, as far as the largest one so far allows. */
    private static final class Fetching {
        private int rows = FIRST_ROWS;
        private int left = FIRST_ROWS;
        private long largest = 1;

        void saw(long bytes, ResultSet result) throws SQLException {
            largest = Math.max(largest, bytes);
            if (--left == 0) {
                long fitting = Math.max(1, BYTES_AT_ONCE / largest);
                rows = (int) Math.min(fitting, Math.min(MOST_ROWS, (long) GROWTH * rows));
                left = rows;
                result.setFetchSize(rows);
            }
        }
    }

    private static boolean[] padded(ResultSetMetaData columns) throws SQLException {
        boolean[] padded = new boolean[columns.getColumnCount()];
        for (int i = 0; i < padded.length; i++) {
            padded[i] = columns.getColumnTypeName(i + 1).equals(PADDED);
        }
        return padded;
    }

    private void read(Tx tx, ResultSet row, int column, boolean padded) throws SQLException {
        byte[] bytes = row.getBytes(column + 1);
        if (bytes == null) {
            cells.setNull(column);
            return;
        }
        cells.set(column, bytes, 0, bytes.length);
        FieldKind kind = kinds.get(column);
        switch (kind) {
            case INTEGER, DATE, BINARY -> {
                // As the server writes it.
            }
            case DECIMAL -> {
                if (has(bytes, '$')) {
                    CellValues.write(cells, column, tx.dialect().read(row, column + 1, kind), kind);
                } else {
                    CellValues.number(cells, column);
                }
            }
            case DATETIME -> {
                if (has(bytes, '+')) {
                    CellValues.write(cells, column, tx.dialect().read(row, column + 1, kind), kind);
                } else {
                    CellValues.time(cells, column);
                }
            }
            case TEXT -> {
                if (padded) {
                    cells.set(column, bytes, 0, unpadded(bytes));
                }
            }
            default -> CellValues.write(cells, column, tx.dialect().read(row, column + 1, kind), kind);
        }
    }

    private static int unpadded(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == ' ') {
            end--;
        }
        return end;
    }

    private static boolean has(byte[] bytes, char sign) {
        for (byte b : bytes) {
            if (b == sign) {
                return true;
            }
        }
        return false;
    }
}
