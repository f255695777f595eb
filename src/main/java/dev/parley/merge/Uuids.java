package dev.parley.merge;

import java.util.Comparator;
import java.util.UUID;

/** The order of uuids, and uuids that are derived from content (RFC 9562, version 8). */
public final class Uuids {

    /** As unsigned bytes, which is also the order of their text in lower case. */
    public static final Comparator<UUID> ORDER = (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    };

    private Uuids() {}

    /** The lesser of two in {@link #ORDER}. */
    public static UUID lesser(UUID a, UUID b) {
        return ORDER.compare(a, b) <= 0 ? a : b;
    }

    /**
     * The uuid that these parts name: the first 128 bits of the SHA-256 over their UTF-8 bytes, each with its length before it (four bytes, the
     * greatest first; -1 for null), marked as
     * version 8. A null part differs from an empty one.
     */
    public static UUID derived(Iterable<Value> parts) {
        DerivedUuid uuid = new DerivedUuid();
        parts.forEach(uuid::add);
        return uuid.uuid();
    }

    /** Like {@link #derived(Iterable)}, of parts that are all text. */
    public static UUID derived(String... parts) {
        DerivedUuid uuid = new DerivedUuid();
        for (String part : parts) {
            uuid.add(part);
        }
        return uuid.uuid();
    }
}
