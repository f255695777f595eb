package dev.parley.wire;

import java.util.Map;

/**
 * The start of a partial sync at the answering site.
 *
 * @param head where its feed stands before anything is listed: once all is compared, everything up to here is known
 * @param records for each object how many records it would list
 */
public record Comparison(Checkpoint head, Map<String, Long> records) {

    /** Takes a copy that nobody can alter. */
    public Comparison {
        records = Map.copyOf(records);
    }
}
