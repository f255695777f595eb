package dev.parley.cli;

import dev.parley.site.ProblemDesk;
import dev.parley.site.Site;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley problems retry}. */
@Command(
        name = "retry",
        description = {
            "Tries now what could not be written, or was held back, instead of at the next sync. Exits with 3 if some"
                    + " of it still can't be."
        })
final class ProblemsRetryCommand extends SiteCommand {

    @Parameters(paramLabel = "ID", arity = "0..1", description = "Only this problem (default: all that are held).")
    private Optional<UUID> id = Optional.empty();

    ProblemsRetryCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        ProblemDesk desk = new ProblemDesk(site);
        ProblemDesk.Retried retried = id.isPresent() ? desk.retry(id.get()) : desk.retry();
        List<String> still = retried.still().stream().map(UUID::toString).toList();
        Json json = new Json().with("written", retried.written()).with("still_held", still);
        shell().print(json, () -> {
            say("%s written.".formatted(Plural.of(retried.written(), "record")));
            if (!still.isEmpty()) {
                say("%s still can't be: parley problems tells why.".formatted(Plural.of(still.size(), "record")));
            }
        });
        return still.isEmpty() ? Exit.OK : Exit.FINDINGS;
    }
}
