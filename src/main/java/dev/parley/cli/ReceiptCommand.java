package dev.parley.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code parley receipt}. */
@Command(
        name = "receipt",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Checks what two sites have signed together. Needs no site of its own.")
final class ReceiptCommand implements Callable<Integer> {

    private final Shell shell;

    private ReceiptCommand(Shell shell) {
        this.shell = shell;
    }

    static CommandLine with(Shell shell) {
        CommandLine line = new CommandLine(new ReceiptCommand(shell));
        line.addSubcommand(new ReceiptCheckCommand(shell));
        return line;
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, shell.terminal().err());
        return Exit.USAGE;
    }
}
