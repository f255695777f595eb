package dev.parley.store;

import dev.parley.merge.Change;
import java.util.OptionalLong;
import java.util.UUID;

/** What stands at a place of the feed. */
public sealed interface FeedEntry {

    /** What is the same for all. */
    Place place();

    /**
     * Where it stands.
     *
     * @param seq its place in the feed of this site
     * @param uuid the change's uuid, or the mark's own
     * @param via id of the link over which it came; empty where it was made here
     */
    record Place(long seq, UUID uuid, OptionalLong via) {}

    /** A change. */
    record OfChange(Place place, Change change) implements FeedEntry {}

    /** Send this record whole. */
    record Whole(Place place, String object, UUID record) implements FeedEntry {}

    /** A first load came: other links compare all records. */
    record Load(Place place) implements FeedEntry {}

    /** A comparison of all records began. */
    record Comparing(Place place) implements FeedEntry {}
}
