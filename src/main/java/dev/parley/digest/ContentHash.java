package dev.parley.digest;

import java.util.UUID;

/**
 * The 128 bits that stand for a record's content, made of its fields one after the other. The same bytes give the same bits everywhere;
 * docs/protocol.md describes how, with test vectors. Used again for each record, so nothing is made for a field. Not safe for use by several
 * threads.
 */
public final class ContentHash {

    private static final long FIRST = 0x243f6a8885a308d3L;
    private static final long SECOND = 0x13198a2e03707344L;
    private static final long NULL = -1;
    private static final int HALF = 32;

    private long a;
    private long b;

    /** Of nothing so far. */
    public ContentHash() {
        clear();
    }

    /** Begins anew. */
    public void clear() {
        a = FIRST;
        b = SECOND;
    }

    /** Adds a field that is null. */
    public void addNull() {
        word(NULL);
    }

    /** Adds a field of those bytes. */
    public void add(byte[] bytes, int start, int length) {
        word(length);
        int whole = length & -Long.BYTES;
        for (int i = 0; i < whole; i += Long.BYTES) {
            word(number(bytes, start + i, Long.BYTES));
        }
        if (whole < length) {
            word(number(bytes, start + whole, length - whole));
        }
    }

    /** Adds a field of those bytes. */
    public void add(byte[] bytes) {
        add(bytes, 0, bytes.length);
    }

    /** That record, with what was added. */
    public Entry entry(UUID record) {
        return new Entry(record, a, b);
    }

    private void word(long word) {
        a = Fingerprint.mix(a ^ word);
        b = Fingerprint.mix(b + Long.rotateLeft(word, HALF));
    }

    /** Bytes as a number, the first of them the highest; zeros follow where they are fewer than eight. */
    private static long number(byte[] bytes, int start, int length) {
        long number = 0;
        for (int i = 0; i < length; i++) {
            number = number << Byte.SIZE | (bytes[start + i] & 0xff);
        }
        return number << (Byte.SIZE * (Long.BYTES - length));
    }
}
