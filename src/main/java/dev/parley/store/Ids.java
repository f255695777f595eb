package dev.parley.store;

import java.util.UUID;

/** Where new uuids come from. Passed in everywhere, so that a run can be played again. */
@FunctionalInterface
public interface Ids {

    /** From the machine's secure random numbers. */
    Ids RANDOM = UUID::randomUUID;

    /** A uuid that nobody has had before. */
    UUID next();
}
