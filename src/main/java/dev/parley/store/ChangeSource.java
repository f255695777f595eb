package dev.parley.store;

import dev.parley.store.ChangeLog.Addition;
import java.sql.SQLException;
import java.util.List;

/** Where an object's changes come from: what its triggers wrote down alone, or together with the history that the application keeps. */
interface ChangeSource {

    /** Makes changes of what was captured of the object, for one round of the sequencer, and keeps the index of touched records. */
    Taken take(List<Captured> captured) throws SQLException;

    /**
     * What a round took in.
     *
     * @param captured what it took of what was captured; the rest waits for the next round
     * @param count how much it took, of whatever kind
     * @param writes changes of records that are there at the end of the round
     * @param deletes changes of records that are gone at the end of the round
     */
    record Taken(List<Captured> captured, int count, List<Addition> writes, List<Addition> deletes) {

        /** Where there was nothing. */
        static final Taken NOTHING = new Taken(List.of(), 0, List.of(), List.of());
    }
}
