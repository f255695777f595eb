package dev.parley.sync;

import dev.parley.merge.Change;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Keeps back changes that must not be taken yet. */
@FunctionalInterface
interface HoldBack {

    /**
     * Those of a record's changes that may be taken now; the others are kept for later.
     *
     * @param newest the newest that is known of the record, microseconds, or {@link Long#MIN_VALUE}
     */
    List<Change> admit(UUID record, List<Change> changes, long newest) throws SQLException;
}
