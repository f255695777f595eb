package dev.parley.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** When a request last moved, and how far it got. Written by the HTTP client's threads, read by the one that waits. */
final class Progress {

    private final AtomicLong moved = new AtomicLong(System.nanoTime());
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private volatile boolean answering;

    /** Nanoseconds since anything moved. */
    long idleNanos() {
        return System.nanoTime() - moved.get();
    }

    long sent() {
        return sent.get();
    }

    long received() {
        return received.get();
    }

    /** Whether the answer's headers have come. */
    boolean answering() {
        return answering;
    }

    void answerBegins() {
        answering = true;
        moved.set(System.nanoTime());
    }

    void received(long bytes) {
        received.addAndGet(bytes);
        moved.set(System.nanoTime());
    }

    /** The stream, watched as it is sent. */
    InputStream watch(InputStream body) {
        return new FilterInputStream(body) {
            @Override
            public int read() throws IOException {
                int b = super.read();
                count(b < 0 ? 0 : 1);
                return b;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                int got = super.read(bytes, from, length);
                count(Math.max(got, 0));
                return got;
            }

            private void count(int bytes) {
                sent.addAndGet(bytes);
                moved.set(System.nanoTime());
            }
        };
    }
}
