package dev.parley.wire;

import java.util.List;
import java.util.UUID;

/**
 * The command {@code wait}: asks to be told when there is something new, for whoever can't be called.
 *
 * @param since what the sender has of the receiver's feed
 * @param seconds how long to wait at most, 1 to {@link #LONGEST}
 * @param beside other links of the same two sites, which wait along; at most {@link #MOST_BESIDE}
 */
public record Wait(Checkpoint since, int seconds, List<Beside> beside) {

    /** No longer, since what stands between two sites often cuts a connection that is silent for a minute. */
    public static final int LONGEST = 50;

    /** So many, and each is looked up and proven before the first one waits. */
    public static final int MOST_BESIDE = 1000;

    /** Checks that the time is one that may be waited. */
    public Wait {
        beside = List.copyOf(beside);
        if (seconds < 1 || seconds > LONGEST) {
            throw new IllegalArgumentException("\"seconds\" should be from 1 to " + LONGEST);
        }
        if (beside.size() > MOST_BESIDE) {
            throw new IllegalArgumentException("\"beside\" should name at most " + MOST_BESIDE + " links");
        }
    }

    /** For one link. */
    public Wait(Checkpoint since, int seconds) {
        this(since, seconds, List.of());
    }

    /**
     * Another link that waits.
     *
     * @param since what the sender has of the receiver's feed
     * @param signature that of {@link Signature.Beside}, made with the link's own key
     */
    public record Beside(String keyId, UUID business, Checkpoint since, String signature) {}

    /** The same with these links beside it. */
    public Wait with(List<Beside> others) {
        return new Wait(since, seconds, others);
    }
}
