package dev.parley.cli;

import dev.parley.merge.Value;
import dev.parley.site.ProblemDesk;
import dev.parley.site.Site;
import dev.parley.site.UnknownException;
import dev.parley.store.Problem;
import dev.parley.sync.Settling;
import dev.parley.sync.Settling.Choice;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley problems resolve}. */
@Command(
        name = "resolve",
        description = {
            "Takes a problem off the list. Of a conflict, or of records that share what must be unique, --take says which"
                    + " side is to stand, or --value what else: that is a newer change, made here, and goes to the other"
                    + " sites like any other."
        })
final class ProblemsResolveCommand extends SiteCommand {

    @Parameters(paramLabel = "ID", description = "The problem's id, as parley problems list shows it.")
    private UUID id = new UUID(0, 0);

    @ArgGroup
    private @Nullable Wanted wanted;

    @Option(
            names = "--field",
            paramLabel = "NAME",
            description = "The field that gets the value, where several collide.")
    private Optional<String> field = Optional.empty();

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Who decides, as the history is to tell (default: the user of this machine).")
    private String user = System.getProperty("user.name", "");

    ProblemsResolveCommand(Shell shell) {
        super(shell);
    }

    /** Which side. */
    enum Side {
        LOCAL,
        REMOTE
    }

    /** What is to stand: one of these. */
    static final class Wanted {
        @Option(
                names = "--take",
                paramLabel = "local|remote",
                description = "What was done at this site, or at the other.")
        private Optional<Side> take = Optional.empty();

        @Option(names = "--value", paramLabel = "TEXT", description = "This value instead.")
        private Optional<String> value = Optional.empty();

        @Option(names = "--null", description = "No value instead.")
        private boolean empty;

        Choice choice(Optional<String> field) {
            if (take.isPresent()) {
                return take.get() == Side.LOCAL ? new Choice.Local() : new Choice.Remote();
            }
            return new Choice.Other(field, empty ? Value.NULL : Value.of(value.orElseThrow()));
        }
    }

    @Override
    int run(Site site) {
        ProblemDesk desk = new ProblemDesk(site);
        Problem.Listed listed = desk.find(id);
        if (!listed.open()) {
            throw new UnknownException(
                    "There is no open problem %s: it is resolved.".formatted(id),
                    "parley problems lists those that are open.");
        }
        Wanted chosen = wanted;
        if (chosen == null) {
            desk.dismiss(id);
            shell().print(new Json().with("resolved", id), () -> say("Problem %s is off the list.".formatted(id)));
            return Exit.OK;
        }
        Settling.Settled settled = desk.settle(listed.problem(), chosen.choice(field), user);
        Json json = new Json()
                .with("resolved", id)
                .with("change", settled.change().uuid())
                .with("written", settled.written());
        shell().print(json, () -> {
            say("%s is settled by a change of yours; the other sites get it at the next sync."
                    .formatted(ProblemText.about(listed.problem())));
            if (!settled.written()) {
                say("It could not be written here, though: parley problems tells why.");
            }
        });
        return settled.written() ? Exit.OK : Exit.FINDINGS;
    }
}
