package dev.parley.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which of the changes of a record that arrive may be taken now. One that is too far ahead of our clock has to wait, unless what is known of the
 * record is that far ahead already.
 *
 * @param admitted those that may be taken
 * @param kept those that have to wait
 */
public record Admission(List<Change> admitted, List<Change> kept) {

    /** Takes copies that nobody can alter. */
    public Admission {
        admitted = List.copyOf(admitted);
        kept = List.copyOf(kept);
    }

    /**
     * Sorts what arrived, in the order in which it came.
     *
     * @param now our clock, microseconds UTC
     * @param newest the newest that is known of the record, or {@link Long#MIN_VALUE}
     */
    public static Admission of(Collection<Change> changes, long now, long newest) {
        List<Change> admitted = new ArrayList<>();
        List<Change> kept = new ArrayList<>();
        long known = newest;
        for (Change change : changes) {
            if (change.action() != Action.BASELINE && Clock.isAhead(change.at(), Math.max(now, known))) {
                kept.add(change);
            } else {
                admitted.add(change);
                known = Math.max(known, change.at());
            }
        }
        return new Admission(admitted, kept);
    }
}
