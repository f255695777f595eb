package dev.parley.remote;

import java.util.concurrent.atomic.LongAdder;

/** Counts what went over the wire. Safe for use by many threads. */
public final class Traffic {

    private final LongAdder requests = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();

    /** Requests, those that failed and were tried again too. */
    public long requests() {
        return requests.sum();
    }

    /** Bytes of bodies as sent, and of headers (about: what the HTTP client adds by itself is estimated). */
    public long bytesSent() {
        return bytesSent.sum();
    }

    /** Bytes of bodies as received, and of headers. */
    public long bytesReceived() {
        return bytesReceived.sum();
    }

    void request() {
        requests.increment();
    }

    void sent(long bytes) {
        bytesSent.add(bytes);
    }

    void received(long bytes) {
        bytesReceived.add(bytes);
    }
}
