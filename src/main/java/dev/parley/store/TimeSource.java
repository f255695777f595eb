package dev.parley.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where the time comes from. Passed in everywhere, so that time can be played. */
@FunctionalInterface
public interface TimeSource {

    /** The machine's clock. */
    TimeSource SYSTEM = () -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());

    /** Microseconds since 1970 UTC. */
    long micros();
}
