package dev.parley.cli;

import dev.parley.cli.Terminal.Look;
import dev.parley.site.Site;
import dev.parley.site.UnknownException;
import dev.parley.store.Link;
import dev.parley.store.Problem;
import dev.parley.store.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley problems}. */
@Command(
        name = "problems",
        description = {
            "Lists what a person should look at: settled conflicts, records that could not be written, modules that"
                    + " can't be synced. Exits with 3 if there is any."
        })
final class ProblemsCommand extends SiteCommand {

    @Option(names = "--all", description = "Also those that are resolved.")
    private boolean all;

    @Option(names = "--resolve", paramLabel = "ID", description = "Takes a problem off the list.")
    private Optional<UUID> resolve = Optional.empty();

    ProblemsCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        Map<Long, String> links = new HashMap<>();
        for (Link link : site.links()) {
            links.put(link.id(), link.name());
        }
        if (resolve.isPresent()) {
            return resolve(site, resolve.get());
        }
        List<Problem.Listed> problems = site.database().reading(tx -> {
            Problems list = new Problems(tx, site.time());
            return all ? list.all() : list.open();
        });
        Json json = new Json()
                .with(
                        "problems",
                        problems.stream().map(listed -> json(listed, links)).toList());
        shell().print(json, () -> tell(problems, links));
        return problems.stream().anyMatch(Problem.Listed::open) ? Exit.FINDINGS : Exit.OK;
    }

    private int resolve(Site site, UUID id) {
        int resolved = site.database().inTransaction(tx -> new Problems(tx, site.time()).resolve(id));
        if (resolved == 0) {
            throw new UnknownException(
                    "There is no open problem %s.".formatted(id), "parley problems lists those that there are.");
        }
        shell().print(new Json().with("resolved", id), () -> say("Problem %s is off the list.".formatted(id)));
        return Exit.OK;
    }

    private static Json json(Problem.Listed listed, Map<Long, String> links) {
        Problem problem = listed.problem();
        return new Json()
                .with("id", problem.id())
                .with("kind", problem.kind())
                .with("link", link(problem, links))
                .with("business", problem.business())
                .with("object", problem.object())
                .with("record", problem.record())
                .with("field", problem.field())
                .with("message", problem.message())
                .with("detail", problem.detail())
                .with("first_seen", Moment.iso(listed.firstSeen()))
                .with("last_seen", Moment.iso(listed.lastSeen()))
                .with("times", listed.times())
                .with("open", listed.open());
    }

    private static Optional<String> link(Problem problem, Map<Long, String> links) {
        return problem.link().isPresent()
                ? Optional.of(links.getOrDefault(problem.link().getAsLong(), "a link that was removed"))
                : Optional.empty();
    }

    private void tell(List<Problem.Listed> problems, Map<Long, String> links) {
        if (problems.isEmpty()) {
            say("No problems.");
            return;
        }
        for (Problem.Listed listed : problems) {
            Problem problem = listed.problem();
            StringBuilder head = new StringBuilder(terminal().styled(Look.YELLOW, problem.kind()));
            head.append("  ").append(Moment.plain(listed.lastSeen()));
            link(problem, links).ifPresent(link -> head.append("  over ").append(link));
            if (listed.times() > 1) {
                head.append("  met ").append(listed.times()).append(" times");
            }
            say(head.append(listed.open() ? "" : "  resolved").toString());
            if (!problem.object().isEmpty()) {
                say("  %s %s %s"
                        .formatted(problem.object(), problem.record(), problem.field())
                        .stripTrailing());
            }
            say("  " + problem.message());
            say(terminal().styled(Look.DIM, "  " + problem.id()));
        }
    }
}
