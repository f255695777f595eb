package dev.parley.cli;

import dev.parley.site.Site;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** {@code parley serve}. */
@Command(
        name = "serve",
        description = {
            "Serves other sites, and syncs every link by itself: each after its interval, and soon after something"
                    + " changed here. Runs until it is stopped."
        })
final class ServeCommand extends SiteCommand {

    ServeCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Thread hook = new Thread(() -> stop(stopped, closed), "stop");
        try (Serving serving = Serving.start(site, shell().time())) {
            Runtime.getRuntime().addShutdownHook(hook);
            String url = serving.url();
            Json json = new Json()
                    .with("site", site.config().name())
                    .with("listening", url)
                    .with("links", site.links().size());
            shell().print(json, () -> {
                say("%s is served at %s, with %d links."
                        .formatted(site.config().name(), url, site.links().size()));
                terminal().hint("Ctrl-C stops it.");
            });
            stopped.await();
        } finally {
            closed.countDown();
        }
        return Exit.OK;
    }

    /** Lets the command end in order, before the process is gone. */
    static void stop(CountDownLatch stopped, CountDownLatch closed) {
        stopped.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
