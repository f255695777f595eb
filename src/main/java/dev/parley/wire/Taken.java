package dev.parley.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of packets that arrived.
 *
 * @param records records that were made, altered or removed here
 * @param changes changes that were new to the log here, and rows that were loaded
 * @param conflicts conflicts that were found and settled
 * @param problems records and changes that were held back
 * @param doubts records that were left until the sender has said what they are
 */
public record Taken(int records, int changes, int conflicts, int problems, List<Doubt> doubts) {

    /** Nothing. */
    public static final Taken NOTHING = new Taken(0, 0, 0, 0);

    /** Takes a copy that nobody can alter. */
    public Taken {
        doubts = List.copyOf(doubts);
    }

    /** Where nothing was in doubt. */
    public Taken(int records, int changes, int conflicts, int problems) {
        this(records, changes, conflicts, problems, List.of());
    }

    /** Both together. */
    public Taken plus(Taken other) {
        List<Doubt> both = new ArrayList<>(doubts);
        both.addAll(other.doubts);
        return new Taken(
                records + other.records,
                changes + other.changes,
                conflicts + other.conflicts,
                problems + other.problems,
                both);
    }

    /** The same, the doubts settled. */
    public Taken withoutDoubts() {
        return new Taken(records, changes, conflicts, problems);
    }
}
