package dev.parley.merge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A uuid that is derived from content, as {@link Uuids#derived(Iterable)} says; the content is given part by part. */
final class DerivedUuid {

    private static final int NULL = -1;
    private static final int SMALL = 512;
    private static final int MOST = 2048;

    /** For content that fits into a chunk, which most does. Is as new whenever it has given a digest. */
    private static final ThreadLocal<MessageDigest> WHOLE = ThreadLocal.withInitial(DerivedUuid::sha);

    private byte[] chunk = new byte[SMALL];
    private int filled;
    private @Nullable MessageDigest begun;

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    DerivedUuid add(Value part) {
        if (part.isNull()) {
            length(NULL);
            return this;
        }
        return add(part.text());
    }

    DerivedUuid add(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        length(bytes.length);
        if (!hasRoom(bytes.length)) {
            flush();
        }
        if (!hasRoom(bytes.length)) {
            begun().update(bytes);
        } else {
            System.arraycopy(bytes, 0, chunk, filled, bytes.length);
            filled += bytes.length;
        }
        return this;
    }

    private void length(int length) {
        if (!hasRoom(Integer.BYTES)) {
            flush();
        }
        for (int shift = 24; shift >= 0; shift -= 8) {
            chunk[filled++] = (byte) (length >> shift);
        }
    }

    private boolean hasRoom(int bytes) {
        if (bytes > MOST - filled) {
            return false;
        }
        if (bytes > chunk.length - filled) {
            chunk = Arrays.copyOf(chunk, MOST);
        }
        return true;
    }

    private void flush() {
        begun().update(chunk, 0, filled);
        filled = 0;
    }

    private MessageDigest begun() {
        MessageDigest sha = begun == null ? sha() : begun;
        begun = sha;
        return sha;
    }

    UUID uuid() {
        MessageDigest sha = begun == null ? WHOLE.get() : begun;
        sha.update(chunk, 0, filled);
        byte[] digest = sha.digest();
        long high = (number(digest, 0) & 0xffff_ffff_ffff_0fffL) | 0x8000L;
        long low = (number(digest, Long.BYTES) & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static long number(byte[] bytes, int from) {
        long number = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            number = number << 8 | (bytes[from + i] & 0xff);
        }
        return number;
    }
}
