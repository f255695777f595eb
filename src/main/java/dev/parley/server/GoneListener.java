package dev.parley.server;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Notices that whoever waits for an answer has gone away. */
record GoneListener(Runnable gone) implements AsyncListener {

    @Override
    public void onError(AsyncEvent event) {
        gone.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        gone.run();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        gone.run();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // The same request goes on.
    }
}
