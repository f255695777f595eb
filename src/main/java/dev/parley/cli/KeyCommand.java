package dev.parley.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code parley key}. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows the keys with which sites sign receipts, and renews them.")
final class KeyCommand implements Callable<Integer> {

    private final Shell shell;

    private KeyCommand(Shell shell) {
        this.shell = shell;
    }

    static CommandLine with(Shell shell) {
        CommandLine line = new CommandLine(new KeyCommand(shell));
        line.addSubcommand(new KeyShowCommand(shell));
        line.addSubcommand(new KeyRenewCommand(shell));
        line.addSubcommand(new KeyTrustCommand(shell));
        return line;
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, shell.terminal().err());
        return Exit.USAGE;
    }
}
