package dev.parley.site;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a link is to be synced next. A value; each event gives the next one.
 *
 * @param at microseconds UTC
 * @param failures how often in a row it failed
 * @param ended when the last sync ended, microseconds UTC; 0 where there was none
 */
record Due(long at, int failures, long ended) {

    /** How soon a link is synced again after something changed, where it was synced a moment ago: a burst travels in few goes. */
    static final Duration SETTLING = Duration.ofMillis(150);

    /** However often it failed, it is tried again after this. */
    static final Duration LONGEST = Duration.ofMinutes(15);

    /** At once. */
    static Due now(long now) {
        return new Due(now, 0, 0);
    }

    boolean isNow(long now) {
        return at <= now;
    }

    /** After it went well, or somebody else did it. */
    Due succeeded(long now, Duration interval, RandomGenerator random) {
        return new Due(now + jittered(interval, random), 0, now);
    }

    /** After it failed: each time twice as long, so that a site that is down is left alone more and more. */
    Due failed(long now, Duration interval, RandomGenerator random) {
        long doubled = interval.toMillis() << Math.min(failures, 16);
        Duration pause = Duration.ofMillis(Math.min(LONGEST.toMillis(), Math.max(doubled, 1000)));
        return new Due(now + jittered(pause, random), failures + 1, now);
    }

    /** After something changed, here or there: at once, unless it was synced a moment ago, or the other site failed and is left alone for a while. */
    Due changed(long now) {
        return failures > 0 ? this : new Due(Math.min(at, Math.max(now, ended + micros(SETTLING))), 0, ended);
    }

    /** Not later than after that interval. */
    Due within(long now, Duration interval, RandomGenerator random) {
        return failures > 0 ? this : new Due(Math.min(at, now + jittered(interval, random)), 0, ended);
    }

    /** Spread by a fifth either way, so that many sites that were started together do not call together. */
    private static long jittered(Duration pause, RandomGenerator random) {
        return (long) (micros(pause) * (0.8 + 0.4 * random.nextDouble()));
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
