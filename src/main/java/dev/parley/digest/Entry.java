package dev.parley.digest;

import java.util.Objects;
import java.util.UUID;

/**
 * A record and 128 bits that say what is held of it: its version, or a fingerprint of its content.
 *
 * @param record uuid of the record
 * @param high the upper half of those bits
 * @param low the lower half
 */
public record Entry(UUID record, long high, long low) {

    /** Checks that there is a record. */
    public Entry {
        Objects.requireNonNull(record, "record");
    }

    /** Whether both say the same of a record. */
    boolean agrees(Entry other) {
        return high == other.high && low == other.low;
    }
}
