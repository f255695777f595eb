package dev.parley.cli;

import dev.parley.cli.Terminal.Look;
import dev.parley.site.Remotes;
import dev.parley.wire.LinkKey;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows on a terminal how much goes over a link, for as long as it is open. Elsewhere it shows nothing. */
final class WatchedRemotes implements Remotes, AutoCloseable {

    private static final long FIRST_MILLIS = 400;
    private static final long EACH_MILLIS = 200;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Remotes remotes;
    private final Terminal terminal;
    private final String link;
    private volatile Supplier<Traffic> current = () -> new Traffic(0, 0, 0);
    private final ScheduledExecutorService clock;

    WatchedRemotes(Remotes remotes, Terminal terminal, String link) {
        this.remotes = remotes;
        this.terminal = terminal;
        this.link = link;
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
        if (terminal.interactive()) {
            // What it returns is only for cancelling; the executor is shut down as a whole.
            var unused = clock.scheduleAtFixedRate(this::show, FIRST_MILLIS, EACH_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public Remote at(URI url, UUID business, LinkKey key) {
        Remote remote = remotes.at(url, business, key);
        current = remote::traffic;
        return remote;
    }

    private void show() {
        Traffic traffic = current.get();
        String text = "%s: %s, %s out, %s in …"
                .formatted(
                        link,
                        Plural.of(traffic.requests(), "request"),
                        Plural.bytes(traffic.bytesSent()),
                        Plural.bytes(traffic.bytesReceived()));
        terminal.err().print(CLEAR_LINE + terminal.styled(Look.DIM, text));
        terminal.err().flush();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        try {
            clock.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (terminal.interactive()) {
            terminal.err().print(CLEAR_LINE);
            terminal.err().flush();
        }
    }
}
