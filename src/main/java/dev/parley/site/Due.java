package dev.parley.site;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a link is to be synced next. A value; each event gives the next one.
 *
 * @param at microseconds UTC
 * @param failures how often in a row it failed
 */
record Due(long at, int failures) {

    /** How soon a link is synced after something changed here: what one person saves in one go should travel in one go. */
    static final Duration SETTLING = Duration.ofMillis(150);

    /** However often it failed, it is tried again after this. */
    static final Duration LONGEST = Duration.ofMinutes(15);

    /** At once. */
    static Due now(long now) {
        return new Due(now, 0);
    }

    boolean isNow(long now) {
        return at <= now;
    }

    /** After it went well, or somebody else did it. */
    Due succeeded(long now, Duration interval, RandomGenerator random) {
        return new Due(now + jittered(interval, random), 0);
    }

    /** After it failed: each time twice as long, so that a site that is down is left alone more and more. */
    Due failed(long now, Duration interval, RandomGenerator random) {
        long doubled = interval.toMillis() << Math.min(failures, 16);
        Duration pause = Duration.ofMillis(Math.min(LONGEST.toMillis(), Math.max(doubled, 1000)));
        return new Due(now + jittered(pause, random), failures + 1);
    }

    /** After something changed here: soon, unless the other site failed and is left alone for a while. */
    Due changed(long now) {
        return failures > 0 ? this : new Due(Math.min(at, now + micros(SETTLING)), 0);
    }

    /** Spread by a fifth either way, so that many sites that were started together do not call together. */
    private static long jittered(Duration pause, RandomGenerator random) {
        return (long) (micros(pause) * (0.8 + 0.4 * random.nextDouble()));
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
