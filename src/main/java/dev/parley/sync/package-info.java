/**
 * The engine: a sync of one business over one link, incremental, partial or full, and applying what came.
 * May use store, wire, merge, digest and catalogue; speaks to a {@code Peer}, never to HTTP.
 * Start reading at {@code Sync}.
 */
@NullMarked
package dev.parley.sync;

import org.jspecify.annotations.NullMarked;
