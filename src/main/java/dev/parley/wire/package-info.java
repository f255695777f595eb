/**
 * What goes over a link: messages, canonical values, signatures. docs/protocol.md describes the same.
 * May use merge and catalogue.
 * Start reading at {@code Message}.
 */
@NullMarked
package dev.parley.wire;

import org.jspecify.annotations.NullMarked;
