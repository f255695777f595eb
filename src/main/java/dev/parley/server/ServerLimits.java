package dev.parley.server;

import dev.parley.wire.BodyLimits;
import java.time.Duration;

/**
 * What the endpoints take at most.
 *
 * @param bodies how large requests and answers may be
 * @param concurrent how many requests are served at once; more are asked to come back
 * @param arrival how long a request may take to arrive
 * @param idle how long a connection may be silent
 */
public record ServerLimits(BodyLimits bodies, int concurrent, Duration arrival, Duration idle) {

    /** 64 MB, 16 requests, 10 minutes to arrive, 60 s of silence. */
    public static final ServerLimits DEFAULT =
            new ServerLimits(BodyLimits.DEFAULT, 16, Duration.ofMinutes(10), Duration.ofSeconds(60));

    /** Checks that at least one request is served. */
    public ServerLimits {
        if (concurrent < 1) {
            throw new IllegalArgumentException("at least one request is served at a time");
        }
    }
}
