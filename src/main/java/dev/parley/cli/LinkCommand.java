package dev.parley.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code parley link}. */
@Command(
        name = "link",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Makes links to other sites, and shows, pauses and removes them.")
final class LinkCommand implements Callable<Integer> {

    private final Shell shell;

    private LinkCommand(Shell shell) {
        this.shell = shell;
    }

    static CommandLine with(Shell shell) {
        CommandLine line = new CommandLine(new LinkCommand(shell));
        line.addSubcommand(new LinkInviteCommand(shell));
        line.addSubcommand(new LinkAcceptCommand(shell));
        line.addSubcommand(new LinkListCommand(shell));
        line.addSubcommand(new LinkShowCommand(shell));
        line.addSubcommand(new LinkLogCommand(shell));
        line.addSubcommand(new LinkPauseCommand(shell));
        line.addSubcommand(new LinkResumeCommand(shell));
        line.addSubcommand(new LinkRemoveCommand(shell));
        return line;
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, shell.terminal().err());
        return Exit.USAGE;
    }
}
