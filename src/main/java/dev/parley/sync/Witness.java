package dev.parley.sync;

import dev.parley.merge.Conflict;
import dev.parley.store.Problem;
import java.util.Collection;
import java.util.UUID;

/** Hears what the engine does with records, where somebody wants to tell of it. What is undone afterwards was heard all the same. */
public interface Witness {

    /** Does not listen. */
    Witness NONE = new Witness() {};

    /** Something was noted of the record, or its row was written. */
    default void touched(String object, UUID record) {}

    /** Of many. */
    default void touched(String object, Collection<UUID> records) {
        records.forEach(record -> touched(object, record));
    }

    /** A baseline is written down that an untouched row stood for. */
    default void stoodFor(UUID baseline) {}

    /** A conflict was settled. */
    default void conflict(String object, UUID record, Conflict conflict) {}

    /** The two sites had the record before Parley came, and not the same. */
    default void drifted(String object, UUID record) {}

    /** Something was put on the list for a person. */
    default void problem(Problem problem) {}
}
