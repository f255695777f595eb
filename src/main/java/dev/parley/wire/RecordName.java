package dev.parley.wire;

import java.util.UUID;

/** A record of an object, by its uuid. */
public record RecordName(String object, UUID record) {}
