package dev.parley.merge;

/**
 * The hybrid logical clock of changes (Kulkarni et al., "Logical Physical Clocks", 2014), one a record: never less than the site's UTC
 * clock, always greater than what the record's author had seen.
 */
public final class Clock {

    /** How far ahead of us a change may be before it is held back, in microseconds. */
    public static final long AHEAD = 60_000_000L;

    private Clock() {}

    /**
     * The {@code at} of a new change.
     *
     * @param now the site's clock when the change was made, microseconds UTC
     * @param newest the record's newest known change, or {@link Long#MIN_VALUE} for none
     */
    public static long at(long now, long newest) {
        return Math.max(now, after(newest));
    }

    /** The least {@code at} above that one. Nothing is above {@link Long#MAX_VALUE}, the year 294247: there it stays. */
    static long after(long at) {
        return at == Long.MAX_VALUE ? at : at + 1;
    }

    /** Whether a change's {@code at} is too far ahead of our clock to be believed. */
    public static boolean isAhead(long at, long now) {
        return at > now + AHEAD;
    }
}
