package dev.parley.merge;

import java.util.HexFormat;
import java.util.UUID;

/**
 * What a site knows of a record, in 128 bits: the sum modulo 2^128 of a hash of each of its changes' uuids, so equal versions mean equal
 * history whatever order it came in. An untouched row's version is its last_updated, with a high half of zero, which a sum has once in 2^64.
 */
public record Version(long high, long low) {

    private static final HexFormat HEX = HexFormat.of();

    /** Of a record without changes. */
    public static final Version NONE = new Version(0, 0);

    /** The version of an untouched row: its last_updated in microseconds, 0 where its table has none. */
    public static Version untouched(long lastUpdated) {
        return new Version(0, lastUpdated);
    }

    /** This version with one more change. */
    public Version plus(UUID change) {
        long[] hash = hash(change);
        return plus(new Version(hash[0], hash[1]));
    }

    /** The version of the changes of both, which have none in common. */
    public Version plus(Version other) {
        long sum = low + other.low;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        return new Version(high + other.high + carry, sum);
    }

    /** The version of exactly these changes. */
    public static Version of(Iterable<Change> changes) {
        Version version = NONE;
        for (Change change : changes) {
            version = version.plus(change.uuid());
        }
        return version;
    }

    /** 32 hexadecimal digits, in lower case. */
    public String toText() {
        return HEX.toHexDigits(high) + HEX.toHexDigits(low);
    }

    /**
     * Reads what {@link #toText} wrote.
     *
     * @throws IllegalArgumentException if it is not 32 hexadecimal digits
     */
    public static Version ofText(String text) {
        if (text.length() != 32) {
            throw new IllegalArgumentException("a version is 32 hexadecimal digits, not: " + text);
        }
        return new Version(HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32));
    }

    /** Mixes 128 bits to 128 bits (the finalizer of SplitMix64, Steele, Lea and Flood 2014, over both halves). */
    private static long[] hash(UUID uuid) {
        long a = mix(uuid.getMostSignificantBits() + 0x9e3779b97f4a7c15L);
        long b = mix(uuid.getLeastSignificantBits() ^ a);
        return new long[] {mix(a ^ Long.rotateLeft(b, 29)), b};
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
