package dev.parley.cli;

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

    DemoCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        Path folder = Files.createTempDirectory("parley-demo-");
        try {
            boolean equal = new Demo(shell, folder).play(keep);
            if (equal && keep) {
                serve(folder);
            }
            return equal ? Exit.OK : Exit.FAILED;
        } finally {
            if (!keep) {
                remove(folder);
            }
        }
    }

    private void serve(Path folder) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ServeCommand.stop(stopped, closed), "stop"));
        try (DemoSite shop = DemoSite.reopen(folder.resolve(Demo.SHOP));
                DemoSite hosted = DemoSite.reopen(folder.resolve(Demo.HOSTED))) {
            Demo.lookAround(new DemoStory(shell.terminal()), shop, hosted);
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
