package dev.parley.wire;

import dev.parley.merge.Change;
import dev.parley.merge.Conflict;
import dev.parley.merge.Reason;
import dev.parley.merge.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What would become of a record at one site.
 *
 * @param object full name
 * @param record the uuid by which it would travel
 * @param names every uuid by which it would be known, that one first
 * @param outlook what would happen to its row
 * @param conflicts what would be settled and told
 * @param remarks what else a person should know
 */
public record Foretold(
        String object, UUID record, List<UUID> names, Outlook outlook, List<Conflict> conflicts, List<Remark> remarks) {

    /** Takes copies that nobody can alter. */
    public Foretold {
        names = List.copyOf(names);
        conflicts = List.copyOf(conflicts);
        remarks = List.copyOf(remarks);
    }

    /** Whether there is nothing to tell. */
    public boolean isQuiet() {
        return outlook.effect() == Effect.NONE && conflicts.isEmpty() && remarks.isEmpty();
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

        /** The effect of that word. */
        public static Optional<Effect> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(effect -> effect.word().equals(word))
                    .findFirst();
        }
    }

    /**
     * What would happen to a row.
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
     * @param text a sentence
     */
    public record Remark(Kind kind, String text) {}

    /** What a remark is about. */
    public enum Kind {
        /** The record is another one of the other site, by its natural key. */
        MAPPED(false),
        /** The record was taken for another one, and comes apart from it. */
        PARTED(false),
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
        FOREIGN(true),
        /** The application's own history could not be written. */
        HISTORY(true),
        /** It was altered behind Parley's back, or its log has lost an entry. */
        DAMAGE(true);

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

        /** The kind of that word. */
        public static Optional<Kind> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }
    }
}
