package dev.parley.cli;

import dev.parley.catalogue.Spelling;
import dev.parley.site.UnknownException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Plays two sites with a sample business on this machine: links them, syncs, edits both sides, syncs again,"
                    + " and tells what happens. Needs nothing and leaves nothing."
        })
final class DemoCommand implements Callable<Integer> {

    private final Shell shell;

    @Option(names = "--keep", description = "Keep both sites, and serve them until Ctrl-C, to look around.")
    private boolean keep;

    @Option(
            names = "--sample",
            paramLabel = "coffee|business",
            description = {
                "coffee: a small shop (the default).",
                "business: a winery in a dozen modules of two packages, with images, settings and syncs in parts."
            })
    private String sample = DemoScript.SAMPLES.get(0);

    DemoCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        if (!DemoScript.SAMPLES.contains(sample)) {
            throw new UnknownException(
                    "There is no sample `%s`%s".formatted(sample, Spelling.didYouMean(sample, DemoScript.SAMPLES)),
                    "The samples are " + String.join(" and ", DemoScript.SAMPLES) + ".");
        }
        Path folder = Files.createTempDirectory("parley-demo-");
        try {
            Demo demo = new Demo(shell, folder, DemoScript.of(sample));
            boolean equal = demo.play(keep);
            if (equal && keep) {
                serve(demo, folder);
            }
            return equal ? Exit.OK : Exit.FAILED;
        } finally {
            if (!keep) {
                remove(folder);
            }
        }
    }

    private void serve(Demo demo, Path folder) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ServeCommand.stop(stopped, closed), "stop"));
        try (DemoSite shop = DemoSite.reopen(folder.resolve(Demo.SHOP));
                DemoSite hosted = DemoSite.reopen(folder.resolve(Demo.HOSTED))) {
            demo.lookAround(shop, hosted);
            stopped.await();
        } finally {
            closed.countDown();
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
