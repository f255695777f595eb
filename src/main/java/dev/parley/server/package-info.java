/**
 * The HTTP endpoints that other sites call: checks signatures, asks the link's peer, streams.
 * May use sync, store and wire.
 * Start reading at {@link dev.parley.server.SyncEndpoints}.
 */
@NullMarked
package dev.parley.server;

import org.jspecify.annotations.NullMarked;
