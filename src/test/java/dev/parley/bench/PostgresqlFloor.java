package dev.parley.bench;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/** {@code COPY to | COPY from}, table by table in one transaction. */
final class PostgresqlFloor implements Floor {

    private static final int CHUNK = 1 << 16;

    @Override
    public String what() {
        return "COPY to | COPY from";
    }

    @Override
    public void copy(BenchDatabase from, BenchDatabase to) throws SQLException {
        try (Connection source = from.connect();
                Connection target = to.connect()) {
            target.setAutoCommit(false);
            for (String table : BenchTables.NAMES) {
                copy(source.unwrap(PGConnection.class), target.unwrap(PGConnection.class), table);
            }
            target.commit();
        }
    }

    private static void copy(PGConnection source, PGConnection target, String table) throws SQLException {
        CopyOut out = source.getCopyAPI().copyOut("copy " + table + " to stdout");
        CopyIn in = target.getCopyAPI().copyIn("copy " + table + " from stdin");
        byte[] chunk = new byte[CHUNK];
        int filled = 0;
        for (byte @Nullable [] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
            if (filled + row.length > CHUNK) {
                in.writeToCopy(chunk, 0, filled);
                filled = 0;
            }
            if (row.length > CHUNK) {
                in.writeToCopy(row, 0, row.length);
            } else {
                System.arraycopy(row, 0, chunk, filled, row.length);
                filled += row.length;
            }
        }
        in.writeToCopy(chunk, 0, filled);
        in.endCopy();
    }
}
