/**
 * What sites say to each other: messages and their form on the wire, signatures, invitations. May use merge and catalogue. Start with
 * {@link dev.parley.wire.Peer}; docs/protocol.md is its specification.
 */
@NullMarked
package dev.parley.wire;

import org.jspecify.annotations.NullMarked;
