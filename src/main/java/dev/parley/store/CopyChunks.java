package dev.parley.store;

import dev.parley.catalogue.Cells;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** What goes to the server of a COPY, a chunk at a time: rows in one of its formats. */
abstract class CopyChunks {

    private static final int CHUNK = 1 << 16;

    private final CopyIn copy;
    private final byte[] chunk = new byte[CHUNK];
    private int filled;

    /** Of that COPY. */
    CopyChunks(CopyIn copy) {
        this.copy = copy;
    }

    /** Sends a row, sooner or later. */
    abstract void row(Cells cells) throws SQLException;

    /** Sends what is left. */
    abstract void end() throws SQLException;

    /** One byte. */
    final void put(char c) throws SQLException {
        if (filled == CHUNK) {
            send();
        }
        chunk[filled++] = (byte) c;
    }

    /** Bytes as they are. */
    final void plain(byte[] bytes, int start, int end) throws SQLException {
        int from = start;
        while (from < end) {
            if (filled == CHUNK) {
                send();
            }
            int length = Math.min(end - from, CHUNK - filled);
            System.arraycopy(bytes, from, chunk, filled, length);
            filled += length;
            from += length;
        }
    }

    final void send() throws SQLException {
        copy.writeToCopy(chunk, 0, filled);
        filled = 0;
    }
}
