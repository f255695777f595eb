package dev.parley.wire;

import dev.parley.merge.Version;
import java.util.List;
import java.util.UUID;

/**
 * A page of the plain list of an object's records: what is held, and which version of it.
 *
 * @param entries in order of uuid; deleted records that are still known are among them
 * @param more whether there is more after the last entry
 */
public record Listing(List<Entry> entries, boolean more) {

    /** Takes a copy that nobody can alter. */
    public Listing {
        entries = List.copyOf(entries);
    }

    /** A record, by canonical uuid, and its version. */
    public record Entry(UUID record, Version version) {}
}
