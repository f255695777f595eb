package dev.parley.cli;

import dev.parley.site.Site;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** A command that needs the site. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class SiteCommand implements Callable<Integer> {

    private final Shell shell;

    SiteCommand(Shell shell) {
        this.shell = shell;
    }

    final Shell shell() {
        return shell;
    }

    final Terminal terminal() {
        return shell.terminal();
    }

    final void say(String line) {
        terminal().out().println(line);
    }

    @Override
    public final Integer call() throws Exception {
        try (Site site = shell.open()) {
            return run(site);
        }
    }

    /** Does it; gives the exit code. */
    abstract int run(Site site) throws Exception;
}
