/**
 * The engine: handshake, incremental and partial sync, taking in what arrives, and serving the other side. Speaks to a
 * {@link dev.parley.wire.Peer}. May use store, wire, merge, digest and catalogue. Start with {@link dev.parley.sync.Sync}.
 */
@NullMarked
package dev.parley.sync;

import org.jspecify.annotations.NullMarked;
