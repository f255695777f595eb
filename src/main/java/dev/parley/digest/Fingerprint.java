package dev.parley.digest;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/**
 * What a set of entries comes to: how many there are, and the sum modulo 2^128 of a hash of each. Equal sets have equal fingerprints, whatever
 * order they were added in; sets can be added and taken away from one another. It is made to find differences between two sites that mean
 * well, not to withstand someone who makes up records so that their hashes cancel out.
 *
 * @param count how many entries
 * @param high the upper half of the sum
 * @param low the lower half
 */
public record Fingerprint(long count, long high, long low) {

    /** Of no entries. */
    public static final Fingerprint NONE = new Fingerprint(0, 0, 0);

    private static final int SUM_BYTES = 16;

    /** Of these entries. */
    public static Fingerprint of(Iterable<Entry> entries) {
        Fingerprint sum = NONE;
        for (Entry entry : entries) {
            sum = sum.plus(entry);
        }
        return sum;
    }

    /** This set with one entry more. */
    public Fingerprint plus(Entry entry) {
        long lower = lower(entry);
        long upper = upper(entry, lower);
        return plus(new Fingerprint(1, upper, lower));
    }

    /** Both sets, which have no entry in common. */
    public Fingerprint plus(Fingerprint other) {
        long sum = low + other.low;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        return new Fingerprint(count + other.count, high + other.high + carry, sum);
    }

    /** The lower half of an entry's hash: its four halves, mixed in one after the other. */
    private static long lower(Entry entry) {
        UUID record = entry.record();
        long a = mix(record.getMostSignificantBits() + 0x9e3779b97f4a7c15L);
        long b = mix(record.getLeastSignificantBits() ^ a);
        long c = mix(entry.high() ^ Long.rotateLeft(b, 29));
        return mix(entry.low() ^ c);
    }

    /** The upper half: the lower one, mixed once more with where the record's hash began. */
    private static long upper(Entry entry, long lower) {
        long a = mix(entry.record().getMostSignificantBits() + 0x9e3779b97f4a7c15L);
        long b = mix(entry.record().getLeastSignificantBits() ^ a);
        return mix(b ^ Long.rotateLeft(lower, 29));
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** {@code 244 4bD…}: the count, and the 16 bytes of the sum in base64url. */
    public String toText() {
        byte[] sum = ByteBuffer.allocate(SUM_BYTES).putLong(high).putLong(low).array();
        return count + " " + Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
    }

    /**
     * Reads what {@link #toText} wrote as two words.
     *
     * @throws IllegalArgumentException where they are not a count and a sum
     */
    static Fingerprint ofWords(String count, String sum) {
        byte[] bytes = Base64.getUrlDecoder().decode(sum);
        long number = Long.parseLong(count);
        if (bytes.length != SUM_BYTES || number < 0) {
            throw new IllegalArgumentException("a fingerprint is a count and 16 bytes, not: " + count + " " + sum);
        }
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        return new Fingerprint(number, halves.getLong(), halves.getLong());
    }
}
