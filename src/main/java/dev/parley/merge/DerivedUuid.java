package dev.parley.merge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** A uuid that is derived from content, as {@link Uuids#derived(Iterable)} says; the content is given part by part. */
final class DerivedUuid {

    private static final int NULL = -1;

    private final MessageDigest sha;
    private final byte[] chunk = new byte[2048];
    private int filled;

    DerivedUuid() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
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
        if (bytes.length > chunk.length - filled) {
            flush();
        }
        if (bytes.length > chunk.length) {
            sha.update(bytes);
        } else {
            System.arraycopy(bytes, 0, chunk, filled, bytes.length);
            filled += bytes.length;
        }
        return this;
    }

    private void length(int length) {
        if (Integer.BYTES > chunk.length - filled) {
            flush();
        }
        for (int shift = 24; shift >= 0; shift -= 8) {
            chunk[filled++] = (byte) (length >> shift);
        }
    }

    private void flush() {
        sha.update(chunk, 0, filled);
        filled = 0;
    }

    UUID uuid() {
        flush();
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
