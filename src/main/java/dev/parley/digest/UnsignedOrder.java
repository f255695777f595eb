package dev.parley.digest;

import java.util.UUID;

/** The order of records in every list: that of their uuids as unsigned bytes, which is that of their text in lower case. */
final class UnsignedOrder {

    private UnsignedOrder() {}

    /** Negative where the first comes before the second, zero where they are the same. */
    static int compare(UUID a, UUID b) {
        return compare(
                a.getMostSignificantBits(),
                a.getLeastSignificantBits(),
                b.getMostSignificantBits(),
                b.getLeastSignificantBits());
    }

    /** The same, of uuids in halves. */
    static int compare(long aHigh, long aLow, long bHigh, long bLow) {
        int high = Long.compareUnsigned(aHigh, bHigh);
        return high != 0 ? high : Long.compareUnsigned(aLow, bLow);
    }
}
