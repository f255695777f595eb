package dev.parley.wire;

/**
 * What became of packets that arrived.
 *
 * @param records records that were made, altered or removed here
 * @param changes changes that were new to the log here, and rows that were loaded
 * @param conflicts conflicts that were found and settled
 * @param problems records and changes that were held back
 */
public record Taken(int records, int changes, int conflicts, int problems) {

    /** Nothing. */
    public static final Taken NOTHING = new Taken(0, 0, 0, 0);

    /** Both together. */
    public Taken plus(Taken other) {
        return new Taken(
                records + other.records,
                changes + other.changes,
                conflicts + other.conflicts,
                problems + other.problems);
    }
}
