package dev.parley.sync;

import dev.parley.wire.Taken;
import java.util.List;

/**
 * What a sync did.
 *
 * @param type what it looked at in the end: an incremental one goes partial by itself where checkpoints tell nothing
 * @param pulled what became of what came from the other site
 * @param pushed what became at the other site of what was sent to it
 * @param notes what a person should know, such as a module that was left out; a sentence each
 */
public record SyncReport(SyncType type, Taken pulled, Taken pushed, List<String> notes) {

    /** Takes a copy that nobody can alter. */
    public SyncReport {
        notes = List.copyOf(notes);
    }
}
