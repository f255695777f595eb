package dev.parley.remote;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The pause before a request is tried again: doubles each time, and is spread at random so that many who failed together do not come back together. */
final class Backoff {

    /** No pause is longer, whatever the other site asks for: whoever waits here holds a sync open. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private final Duration first;
    private final RandomGenerator random;

    Backoff(Duration first, RandomGenerator random) {
        this.first = first;
        this.random = random;
    }

    /**
     * How long to pause.
     *
     * @param failed how many attempts have failed, from 1
     * @param asked how long the other site asked to be left alone
     */
    Duration after(int failed, Duration asked) {
        double spread = 0.5 + random.nextDouble() / 2;
        long millis = (long) (first.toMillis() * Math.scalb(1.0, Math.min(failed, 16) - 1) * spread);
        return Duration.ofMillis(Math.min(LONGEST.toMillis(), Math.max(millis, asked.toMillis())));
    }
}
