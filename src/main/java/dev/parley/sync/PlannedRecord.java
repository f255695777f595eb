package dev.parley.sync;

import dev.parley.merge.Conflict;
import dev.parley.wire.Foretold.Effect;
import dev.parley.wire.Foretold.Kind;
import dev.parley.wire.Foretold.Outlook;
import java.util.List;
import java.util.UUID;

/**
 * What a sync would do with one record.
 *
 * @param object full name
 * @param record the uuid by which it would travel
 * @param names every uuid by which it would be known, that one first
 * @param here what would happen at this site
 * @param there what would happen at the other
 * @param conflicts what would be settled and told
 * @param remarks what else a person should know
 */
public record PlannedRecord(
        String object,
        UUID record,
        List<UUID> names,
        Outlook here,
        Outlook there,
        List<Conflict> conflicts,
        List<Remark> remarks) {

    /** Takes copies that nobody can alter. */
    public PlannedRecord {
        names = List.copyOf(names);
        conflicts = List.copyOf(conflicts);
        remarks = List.copyOf(remarks);
    }

    /** Whether there is nothing to tell. */
    public boolean isQuiet() {
        return here.effect() == Effect.NONE
                && there.effect() == Effect.NONE
                && conflicts.isEmpty()
                && remarks.isEmpty();
    }

    /** How many of the remarks would be problems. */
    public int problems() {
        return (int)
                remarks.stream().filter(remark -> remark.kind().isProblem()).count();
    }

    /**
     * Something to know.
     *
     * @param here whether it is about this site, or else about the other
     * @param text a sentence
     */
    public record Remark(Kind kind, boolean here, String text) {}
}
