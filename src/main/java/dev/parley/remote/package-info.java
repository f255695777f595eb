/**
 * The other end of a link over HTTP: signs requests, checks answers, retries within bounds.
 * May use wire.
 * Start reading at {@link dev.parley.remote.HttpPeer}.
 */
@NullMarked
package dev.parley.remote;

import org.jspecify.annotations.NullMarked;
