package dev.parley.cli;

import dev.parley.site.Site;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley problems}, and the commands below it. Alone it lists. */
@Command(
        name = "problems",
        synopsisSubcommandLabel = "[COMMAND]",
        description = {
            "What a person should look at: settled conflicts, records that could not be written, modules that"
                    + " can't be synced. Alone it lists them, like parley problems list."
        })
final class ProblemsCommand extends SiteCommand {

    @Option(names = "--all", description = "Also those that are resolved.")
    private boolean all;

    private ProblemsCommand(Shell shell) {
        super(shell);
    }

    /** The command with those below it. */
    static CommandLine with(Shell shell) {
        CommandLine line = new CommandLine(new ProblemsCommand(shell));
        line.addSubcommand(new ProblemsListCommand(shell));
        line.addSubcommand(new ProblemsShowCommand(shell));
        line.addSubcommand(new ProblemsRetryCommand(shell));
        line.addSubcommand(new ProblemsResolveCommand(shell));
        return line;
    }

    @Override
    int run(Site site) {
        return ProblemsListCommand.list(this, site, all);
    }
}
