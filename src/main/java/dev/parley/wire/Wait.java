package dev.parley.wire;

/**
 * The command {@code wait}: asks to be told when there is something new, for whoever can't be called.
 *
 * @param since what the sender has of the receiver's feed
 * @param seconds how long to wait at most, 1 to {@link #LONGEST}
 */
public record Wait(Checkpoint since, int seconds) {

    /** No longer, since what stands between two sites often cuts a connection that is silent for a minute. */
    public static final int LONGEST = 50;

    /** Checks that the time is one that may be waited. */
    public Wait {
        if (seconds < 1 || seconds > LONGEST) {
            throw new IllegalArgumentException("\"seconds\" should be from 1 to " + LONGEST);
        }
    }
}
