package dev.parley.digest;

import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/** What one side holds of one object: a set of entries in order of uuid. Read again, it may have changed in between. */
public interface Holding {

    /** What is in the range comes to. */
    Fingerprint fingerprint(Range range);

    /**
     * Where to cut the range, so that the parts hold about as many entries each.
     *
     * @param parts how many parts there are to be at most, two or more
     * @return in order; each within the range, none at its beginning; at least one where two entries or more are in the range
     */
    List<UUID> cuts(Range range, int parts);

    /** What is in the range, in order of uuid. */
    Iterator<Entry> entries(Range range);
}
