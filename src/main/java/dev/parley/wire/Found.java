package dev.parley.wire;

import java.util.List;
import java.util.OptionalInt;

/**
 * What was asked for by uuid.
 *
 * @param packets the records, whole; those that are not there are left out
 * @param answered how many of the uuids this answers, from the first on, where there was no room for all; empty where it answers all
 */
public record Found(List<Packet> packets, OptionalInt answered) {

    /** Takes a copy that nobody can alter. */
    public Found {
        packets = List.copyOf(packets);
        if (answered.isPresent() && answered.getAsInt() < 1) {
            throw new IllegalArgumentException("an answer that leaves some out answers one at least");
        }
    }

    /** That answers all that was asked. */
    public static Found all(List<Packet> packets) {
        return new Found(packets, OptionalInt.empty());
    }

    /** How many are answered of so many that were asked. */
    public int answered(int asked) {
        return Math.min(asked, answered.orElse(asked));
    }
}
