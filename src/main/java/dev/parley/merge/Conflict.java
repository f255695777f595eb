package dev.parley.merge;

import java.util.UUID;

/**
 * Two changes of one record of which neither author knew the other's, and which can't both stand.
 *
 * @param field the field that both set, or {@link #WHOLE} where one deleted what the other wrote
 * @param winner the greater of the two in the order of changes
 * @param loser the lesser, which stays in the history
 */
public record Conflict(String field, Change winner, Change loser) {

    /** Stands for the field where a delete met a write. */
    public static final String WHOLE = "*";

    /** The same at each site that finds this conflict, so it is told once. */
    public UUID uuid() {
        return Uuids.derived(
                "conflict", field, winner.uuid().toString(), loser.uuid().toString());
    }
}
