package dev.parley.sync;

import dev.parley.merge.Change;
import dev.parley.merge.Conflict;
import dev.parley.merge.Reason;
import dev.parley.merge.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    /** What would become of a row. */
    public enum Effect {
        NONE,
        ADD,
        UPDATE,
        DELETE;

        /** The word for it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What would happen at one site.
     *
     * @param fields those that would change, in order of name; of a record that would go, what it holds
     * @param deletedBy the change that deletes it, where it would go
     */
    public record Outlook(Effect effect, List<FieldPlan> fields, Optional<Change> deletedBy) {

        /** Nothing. */
        public static final Outlook NOTHING = new Outlook(Effect.NONE, List.of(), Optional.empty());

        /** Takes a copy that nobody can alter. */
        public Outlook {
            fields = List.copyOf(fields);
        }
    }

    /**
     * What would become of a field.
     *
     * @param from what it holds; absent where there is no row
     * @param to what it would hold; absent where the row would go
     * @param by the change whose value stands
     * @param why why that one
     */
    public record FieldPlan(String name, Optional<Value> from, Optional<Value> to, Optional<Change> by, Reason why) {}

    /**
     * Something to know.
     *
     * @param here whether it is about this site, or else about the other
     * @param text a sentence
     */
    public record Remark(Kind kind, boolean here, String text) {}

    /** What a remark is about. */
    public enum Kind {
        /** The record is another one of the other site, by its natural key. */
        MAPPED(false),
        /** Both sites had it before Parley came, and not the same. */
        DRIFT(false),
        /** A value has to wait for what it points to, or for its column. */
        WAITS(false),
        /** The row could not be written. */
        HELD(true),
        /** It was deleted, and has to come back, since something refers to it. */
        RESTORED(true),
        /** A change is from too far in the future, and would be kept for later. */
        CLOCK(true),
        /** It belongs to another business at this site. */
        FOREIGN(true);

        private final boolean problem;

        Kind(boolean problem) {
            this.problem = problem;
        }

        /** Whether it would be on the list of problems. */
        public boolean isProblem() {
            return problem;
        }

        /** The word for it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
