package dev.parley.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code parley demo}. */
@Command(name = "demo", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private final Shell shell;

    DemoCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        shell.terminal().hint("soon");
        return Exit.OK;
    }
}
