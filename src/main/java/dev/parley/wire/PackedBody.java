package dev.parley.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A body ready to be sent: packed where that is worth it, with its length and hash. May be sent again. */
public final class PackedBody implements AutoCloseable {

    /** Below this, packing costs more than it saves. */
    private static final int WORTH_PACKING = 1024;

    private final Spool spool;
    private final Encoding encoding;

    private PackedBody(Spool spool, Encoding encoding) {
        this.spool = spool;
        this.encoding = encoding;
    }

    /** Writes the body that is to be sent. */
    @FunctionalInterface
    public interface Content {
        /** Writes it whole, and leaves the stream open. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * A body with that content.
     *
     * @param encoding how to pack it if it is not small
     * @param limit how many bytes it may have, packed
     */
    public static PackedBody of(Encoding encoding, long limit, Content content) throws IOException {
        Spool spool = new Spool(limit);
        try {
            Packing packing = new Packing(spool, encoding);
            content.writeTo(packing);
            return new PackedBody(spool, packing.finish());
        } catch (IOException | RuntimeException | Error e) {
            spool.close();
            throw e;
        }
    }

    /** A request without body. */
    public static PackedBody empty() {
        return new PackedBody(new Spool(0), Encoding.IDENTITY);
    }

    /** How it is packed. */
    public Encoding encoding() {
        return encoding;
    }

    /** How many bytes are sent. */
    public long size() {
        return spool.size();
    }

    /** Hash of what is sent, in hexadecimal. */
    public String sha256() {
        return spool.sha256();
    }

    /** What is sent, from the start. */
    public InputStream open() {
        return spool.open();
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }

    /** Holds the beginning back until it is known whether there is enough to be worth packing. */
    private static final class Packing extends OutputStream {
        private final Spool spool;
        private final Encoding encoding;
        private final ByteArrayOutputStream beginning = new ByteArrayOutputStream(WORTH_PACKING);
        private @Nullable OutputStream packed;

        Packing(Spool spool, Encoding encoding) {
            this.spool = spool;
            this.encoding = encoding;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (packed == null && beginning.size() + length <= WORTH_PACKING) {
                beginning.write(bytes, from, length);
                return;
            }
            if (packed == null) {
                packed = encoding.pack(new KeptOpen(spool));
                beginning.writeTo(packed);
            }
            packed.write(bytes, from, length);
        }

        Encoding finish() throws IOException {
            if (packed == null) {
                beginning.writeTo(spool);
                return Encoding.IDENTITY;
            }
            packed.close();
            return encoding;
        }
    }

    /** Passes everything on but the end, since the bytes are needed after. */
    private static final class KeptOpen extends OutputStream {
        private final OutputStream out;

        KeptOpen(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }
    }
}
