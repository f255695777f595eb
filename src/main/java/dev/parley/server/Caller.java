package dev.parley.server;

import dev.parley.wire.LinkAccess;

/**
 * Who asks, proven by a signature.
 *
 * @param access what the key opens
 * @param nonce of the request; the answer is signed over it
 */
record Caller(LinkAccess access, String nonce) {}
