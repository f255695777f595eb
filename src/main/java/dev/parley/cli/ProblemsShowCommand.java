package dev.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.cli.Terminal.Look;
import dev.parley.merge.Conflict;
import dev.parley.site.ProblemDesk;
import dev.parley.site.Site;
import dev.parley.store.Problem;
import dev.parley.sync.Settling;
import java.io.IOException;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley problems show}. */
@Command(name = "show", description = "Shows a problem with all that is known of it, and what can be done.")
final class ProblemsShowCommand extends SiteCommand {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(paramLabel = "ID", description = "The problem's id, as parley problems list shows it.")
    private UUID id = new UUID(0, 0);

    ProblemsShowCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) throws IOException {
        Problem.Listed listed = new ProblemDesk(site).find(id);
        ProblemText text = new ProblemText(site);
        JsonNode detail = JSON.readTree(listed.problem().detail());
        HistoryNames names = new HistoryNames(site);
        shell().print(text.json(listed), () -> tell(listed, text, detail, names));
        return Exit.OK;
    }

    private void tell(Problem.Listed listed, ProblemText text, JsonNode detail, HistoryNames names) {
        Problem problem = listed.problem();
        line("problem", problem.id());
        line("kind", problem.kind());
        line("state", listed.open() ? "open" : "resolved");
        text.link(problem).ifPresent(link -> line("link", link));
        if (!problem.object().isEmpty()) {
            line("about", ProblemText.about(problem));
        }
        line("first seen", Moment.plain(listed.firstSeen()));
        line(
                "last seen",
                Moment.plain(listed.lastSeen()) + (listed.times() > 1 ? ", " + listed.times() + " times" : ""));
        say("");
        say(problem.message());
        if (detail.has("winner")) {
            say("");
            side(detail.path("winner"), "stands", names);
            side(detail.path("loser"), "lost", names);
        }
        if (listed.open()) {
            say("");
            advice(problem).lines().forEach(line -> say(terminal().styled(Look.DIM, line)));
        }
    }

    private void side(JsonNode side, String word, HistoryNames names) {
        String user = side.path("user").asText();
        String site = names.site(UUID.fromString(side.path("site").asText(new UUID(0, 0).toString())));
        say("%-13s %s".formatted(word, shown(side)));
        say("%-13s by %s%s, %s"
                .formatted(
                        "",
                        names.person(user),
                        site.isEmpty() ? "" : " at " + site,
                        Moment.plain(side.path("at").asLong())));
    }

    private static String shown(JsonNode side) {
        JsonNode value = side.path("value");
        if (value.isMissingNode()) {
            return side.path("action").asText();
        }
        return value.isNull() ? "null" : value.asText();
    }

    private static String advice(Problem problem) {
        String command = "parley problems resolve " + problem.id();
        if (problem.kind().equals("conflict")) {
            String other = problem.field().equals(Conflict.WHOLE) ? "" : "\n" + command + " --value TEXT";
            return "%1$s --take local%n%1$s --take remote%2$s%n%1$s                 leaves it as it is"
                    .formatted(command, other);
        }
        if (Settling.canSettle(problem)) {
            return "%1$s --take local    what is here stays%n%1$s --take remote   what stands in its way here goes%n%1$s --value TEXT    it gets another value%nparley map add %2$s %3$s UUID   the two are one"
                    .formatted(command, problem.object(), problem.record());
        }
        if (problem.kind().equals("held")) {
            return "parley problems retry %s%n%s".formatted(problem.id(), command);
        }
        return command;
    }

    private void line(String what, Object value) {
        say("%-13s %s".formatted(what, value));
    }
}
