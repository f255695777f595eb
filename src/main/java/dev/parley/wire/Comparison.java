package dev.parley.wire;

import java.util.Map;

/**
 * The start of a partial sync at the answering site.
 *
 * @param head where its feed stands before anything is listed: once all is compared, everything up to here is known
 * @param records for each object how many records it would list
 * @param loaded for each object of which a first load over the link was cut off, where its next block begins, in words of the other site
 */
public record Comparison(Checkpoint head, Map<String, Long> records, Map<String, String> loaded) {

    /** Takes a copy that nobody can alter. */
    public Comparison {
        records = Map.copyOf(records);
        loaded = Map.copyOf(loaded);
    }
}
