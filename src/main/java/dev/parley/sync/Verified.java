package dev.parley.sync;

import java.util.List;

/**
 * What a comparison of content found.
 *
 * @param objects full names of the objects that were compared
 * @param here what this site holds
 * @param there what the other site holds
 * @param differences how many records differ
 * @param notes what a person should know, such as a module that was left out; a sentence each
 */
public record Verified(
        List<String> objects, ContentSummary here, ContentSummary there, long differences, List<String> notes) {

    /** Takes a copy that nobody can alter. */
    public Verified {
        objects = List.copyOf(objects);
        notes = List.copyOf(notes);
    }

    /** Whether both sites hold the same. */
    public boolean isEqual() {
        return differences == 0 && here.agrees(there);
    }
}
