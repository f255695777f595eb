package dev.parley.sync;

import dev.parley.wire.Foretold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sync would do, in numbers.
 *
 * @param type what it would look at in the end
 * @param objects sums by full name of the object, parents first; those of which nothing would change are left out
 * @param played whether it was read off the sync itself, played and undone; else it was computed from what both sites hold
 * @param notes what a person should know, such as a module that is left out; a sentence each
 */
public record PlanReport(SyncType type, Map<String, Sums> objects, boolean played, List<String> notes) {

    /** Takes copies that nobody can alter, in their order. */
    public PlanReport {
        objects = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(objects));
        notes = List.copyOf(new ArrayList<>(notes));
    }

    /** The sums of all objects. */
    public Sums total() {
        return objects.values().stream().reduce(Sums.NONE, Sums::plus);
    }

    /**
     * How many records.
     *
     * @param records of which there is something to tell
     * @param here what would happen to rows here
     * @param there what would happen to rows there
     * @param conflicts how many conflicts would be settled
     * @param problems how many other problems would be told
     */
    public record Sums(long records, Rows here, Rows there, long conflicts, long problems) {

        /** Nothing. */
        public static final Sums NONE = new Sums(0, Rows.NONE, Rows.NONE, 0, 0);

        /** These and those. */
        public Sums plus(Sums more) {
            return new Sums(
                    records + more.records,
                    here.plus(more.here),
                    there.plus(more.there),
                    conflicts + more.conflicts,
                    problems + more.problems);
        }

        static Sums of(PlannedRecord planned) {
            return new Sums(
                    1,
                    Rows.of(planned.here()),
                    Rows.of(planned.there()),
                    planned.conflicts().size(),
                    planned.problems());
        }
    }

    /** How many rows would be made, altered and removed. */
    public record Rows(long added, long updated, long deleted) {

        /** None. */
        public static final Rows NONE = new Rows(0, 0, 0);

        /** These and those. */
        public Rows plus(Rows more) {
            return new Rows(added + more.added, updated + more.updated, deleted + more.deleted);
        }

        /** All of them. */
        public long all() {
            return added + updated + deleted;
        }

        private static Rows of(Foretold.Outlook outlook) {
            return switch (outlook.effect()) {
                case NONE -> NONE;
                case ADD -> new Rows(1, 0, 0);
                case UPDATE -> new Rows(0, 1, 0);
                case DELETE -> new Rows(0, 0, 1);
            };
        }
    }
}
