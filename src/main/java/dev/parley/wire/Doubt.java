package dev.parley.wire;

import java.util.UUID;

/**
 * A record that arrived and was left, since it may be one that was here, entered a second time.
 *
 * @param record the one that arrived
 * @param like the one that was here
 */
public record Doubt(UUID record, UUID like) {}
