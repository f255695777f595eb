package dev.parley.wire;

import java.util.List;

/**
 * A site at which a sync is rehearsed. Each request is answered as it would be after all those before it, and nothing of what they do stays. Not
 * for use by several threads.
 */
public interface Rehearsal extends Peer {

    /** What all requests so far would change there, record by record. */
    List<Foretold> effects();
}
