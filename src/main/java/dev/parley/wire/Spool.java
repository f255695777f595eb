package dev.parley.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way: in memory while it is small, then in a temporary file, so that a large one costs no memory. It has to be somewhere as a
 * whole, since a signature covers all of it: nothing of what was received is looked at before the signature is checked, and a signature
 * stands before what is sent. Not for use by several threads at once.
 */
public final class Spool extends OutputStream {

    private static final int IN_MEMORY = 1 << 20;

    private final long limit;
    private final MessageDigest sha256;
    private byte[] memory = new byte[1024];
    private long size;
    private @Nullable FileChannel file;
    private @Nullable String digest;

    /** That takes at most so many bytes. */
    public Spool(long limit) {
        this.limit = limit;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /**
     * Adds bytes.
     *
     * @throws TooLargeException if that would be more than are taken
     */
    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (digest != null) {
            throw new IllegalStateException("the body is complete, nothing can be added");
        }
        if (size + length > limit) {
            throw new TooLargeException(limit);
        }
        sha256.update(bytes, from, length);
        if (file == null && size + length > IN_MEMORY) {
            file = overflow();
        }
        if (file != null) {
            writeFully(file, ByteBuffer.wrap(bytes, from, length), size);
        } else {
            int needed = (int) size + length;
            if (needed > memory.length) {
                memory = Arrays.copyOf(memory, Math.min(IN_MEMORY, Math.max(needed, 2 * memory.length)));
            }
            System.arraycopy(bytes, from, memory, (int) size, length);
        }
        size += length;
    }

    /** How many bytes there are. */
    public long size() {
        return size;
    }

    /** The SHA-256 of all bytes, in hexadecimal. Nothing can be added after. */
    public String sha256() {
        if (digest == null) {
            digest = HexFormat.of().formatHex(sha256.digest());
        }
        return digest;
    }

    /** The bytes from the start; may be asked for again. Ends where this is closed. */
    public InputStream open() {
        return file == null ? new ByteArrayInputStream(memory, 0, (int) size) : new FileStream(file, size);
    }

    /** Forgets the bytes. */
    @Override
    public void close() throws IOException {
        memory = new byte[0];
        if (file != null) {
            file.close();
        }
    }

    private FileChannel overflow() throws IOException {
        Path path = Files.createTempFile("parley-", ".body");
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        writeFully(channel, ByteBuffer.wrap(memory, 0, (int) size), 0);
        memory = new byte[0];
        return channel;
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    /** Reads the file from its start, independently of others that read it. */
    private static final class FileStream extends InputStream {
        private final FileChannel file;
        private final long size;
        private long position;

        FileStream(FileChannel file, long size) {
            this.file = file;
            this.size = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (position >= size) {
                return -1;
            }
            int wanted = (int) Math.min(length, size - position);
            int read = file.read(ByteBuffer.wrap(bytes, from, wanted), position);
            if (read < 0) {
                throw new IOException("the temporary file of a body is shorter than what was written to it");
            }
            position += read;
            return read;
        }
    }
}
