package dev.parley.wire;

import java.util.UUID;

/**
 * A place in a site's feed, and the uuid of what stands there: if they no longer match, the site was restored from a backup.
 *
 * @param seq the place; 0 before the first
 * @param uuid what stands there; all zeros where {@code seq} is 0
 */
public record Checkpoint(long seq, UUID uuid) {

    /** Before the first entry. */
    public static final Checkpoint START = new Checkpoint(0, new UUID(0, 0));
}
