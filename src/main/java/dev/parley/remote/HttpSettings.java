package dev.parley.remote;

import dev.parley.wire.BodyLimits;
import dev.parley.wire.Encoding;
import java.time.Duration;

/**
 * How requests are made.
 *
 * @param connect how long a connection may take
 * @param idle how long nothing may move in either direction before a request is given up; the other site's thinking counts
 * @param attempts how often a request is tried at most, where trying again is safe
 * @param backoff the longest pause before the second attempt; doubles with each
 * @param encoding how large requests are packed
 * @param limits how large requests and answers may be
 */
public record HttpSettings(
        Duration connect, Duration idle, int attempts, Duration backoff, Encoding encoding, BodyLimits limits) {

    /** 10 s to connect, 60 s idle, 3 attempts, 400 ms backoff, zstd. */
    public static final HttpSettings DEFAULT = new HttpSettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            3,
            Duration.ofMillis(400),
            Encoding.ZSTD,
            BodyLimits.DEFAULT);

    /** Checks that there is at least one attempt. */
    public HttpSettings {
        if (attempts < 1) {
            throw new IllegalArgumentException("a request is tried at least once");
        }
    }
}
