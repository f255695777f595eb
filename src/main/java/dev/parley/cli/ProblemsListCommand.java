package dev.parley.cli;

import dev.parley.cli.Terminal.Look;
import dev.parley.site.Site;
import dev.parley.store.Problem;
import dev.parley.store.Problems;
import dev.parley.sync.OpenConflicts;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley problems list}. */
@Command(name = "list", description = "Lists what a person should look at. Exits with 3 if there is any.")
final class ProblemsListCommand extends SiteCommand {

    @Option(names = "--all", description = "Also those that are resolved.")
    private boolean all;

    ProblemsListCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        return list(this, site, all);
    }

    /** Lists, on behalf of that command; gives the exit code. */
    static int list(SiteCommand command, Site site, boolean all) {
        ProblemText text = new ProblemText(site);
        site.takeIn();
        new OpenConflicts(site.context()).review();
        List<Problem.Listed> problems = site.database().reading(tx -> {
            Problems list = new Problems(tx, site.time());
            return all ? list.all() : list.open();
        });
        Json json =
                new Json().with("problems", problems.stream().map(text::json).toList());
        command.shell().print(json, () -> tell(command, problems, text));
        return problems.stream().anyMatch(Problem.Listed::open) ? Exit.FINDINGS : Exit.OK;
    }

    private static void tell(SiteCommand command, List<Problem.Listed> problems, ProblemText text) {
        if (problems.isEmpty()) {
            command.say("No problems.");
            return;
        }
        for (Problem.Listed listed : problems) {
            Problem problem = listed.problem();
            command.say(command.terminal().styled(Look.YELLOW, problem.kind()) + text.circumstances(listed));
            if (!problem.object().isEmpty()
                    && !problem.message().startsWith(problem.object() + " " + problem.record())) {
                command.say("  " + ProblemText.about(problem));
            }
            command.say("  " + problem.message());
            command.say(command.terminal().styled(Look.DIM, "  " + problem.id()));
        }
    }
}
