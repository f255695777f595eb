package dev.parley.store;

import java.util.UUID;

/** Where new uuids come from. Passed in everywhere, so that a run can be played again. */
@FunctionalInterface
public interface Ids {

    /** From the machine's clock and its secure random numbers. */
    Ids RANDOM = () -> atTime(TimeSource.SYSTEM.micros(), UUID.randomUUID());

    /** A uuid that nobody has had before. */
    UUID next();

    /**
     * That uuid with the time in front (RFC 9562, version 7: milliseconds in 48 bits, 74 random ones). What is made one after the other is then at
     * the end of each index, and not all over it.
     */
    static UUID atTime(long micros, UUID random) {
        long high = (micros / 1000) << 16 | 0x7000L | (random.getMostSignificantBits() & 0x0fffL);
        return new UUID(high, random.getLeastSignificantBits());
    }
}
