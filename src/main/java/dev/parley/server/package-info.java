/**
 * The HTTP endpoints that other sites call: checks signatures, answers from the store, streams.
 * May use sync, store and wire.
 * Start reading at {@code Server}, which lists the endpoints.
 */
@NullMarked
package dev.parley.server;

import org.jspecify.annotations.NullMarked;
