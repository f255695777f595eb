package dev.parley.remote;

import java.time.Duration;

/** Waits. Passed in, so that tests need not. */
@FunctionalInterface
public interface Pause {

    /** Lets the thread sleep. */
    Pause SLEEP = duration -> Thread.sleep(duration.toMillis());

    /** Waits so long. */
    void of(Duration duration) throws InterruptedException;
}
