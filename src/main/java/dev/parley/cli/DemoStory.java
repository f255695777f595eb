package dev.parley.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.cli.Terminal.Look;
import dev.parley.merge.Action;
import dev.parley.merge.Change;
import dev.parley.site.LinkRun;
import dev.parley.site.Site;
import dev.parley.store.ChangeLog;
import dev.parley.store.Problem;
import dev.parley.store.Problems;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tells what happens in the demo, in lines of at most 80 columns. */
final class DemoStory {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Terminal terminal;
    private int step;

    DemoStory(Terminal terminal) {
        this.terminal = terminal;
    }

    void title(String text) {
        line("");
        line(terminal.styled(Look.BOLD, text));
    }

    void step(String text) {
        line("");
        line(terminal.styled(Look.BLUE, Integer.toString(++step)) + "  " + terminal.styled(Look.BOLD, text));
    }

    void text(String... lines) {
        for (String text : lines) {
            line(("   " + text).stripTrailing());
        }
    }

    /** A word of what it is about, and what there is to say. */
    void point(String word, String... lines) {
        for (int i = 0; i < lines.length; i++) {
            line("   %-11s%s".formatted(i == 0 ? word : "", lines[i]));
        }
    }

    void good(String text) {
        line("   " + terminal.styled(Look.GREEN, "= " + text));
    }

    void bad(String text) {
        line("   " + terminal.styled(Look.RED, "≠ " + text));
    }

    /** How many records each side has of what. */
    void counts(DemoContent shop, DemoContent hosted, boolean byModule) {
        line(terminal.styled(Look.DIM, "   %-18s%8s%8s".formatted("records of", "shop", "hosted")));
        if (byModule) {
            shop.modules()
                    .forEach((module, count) ->
                            count(module, count, hosted.modules().getOrDefault(module, 0)));
            return;
        }
        for (String table : shop.tables().keySet()) {
            count(table.replace('_', ' '), shop.count(table), hosted.count(table));
        }
    }

    private void count(String what, int shop, int hosted) {
        line("   %-22s%4d%8d".formatted(what, shop, hosted));
    }

    /** What a sync that the shop started moved, and what it cost. */
    void moved(LinkRun run) {
        point(
                "went over",
                "%s to the shop, %s to the hosted site".formatted(Plural.of(run.pulled(), "record"), run.pushed()));
        point(
                "cost",
                "%s, %s out, %s in, %.2f s"
                        .formatted(
                                Plural.of(run.traffic().requests(), "request"),
                                Plural.bytes(run.traffic().bytesSent()),
                                Plural.bytes(run.traffic().bytesReceived()),
                                run.took().toNanos() / 1e9));
    }

    /** The conflicts that a site has on its list: who, when, both values, which won and why. */
    void conflicts(Site site, DemoNames names) {
        List<Problem.Listed> open = site.database().reading(tx -> new Problems(tx, site.time()).open());
        for (Problem.Listed listed : open) {
            if (listed.problem().kind().equals("conflict")) {
                conflict(listed.problem(), names);
            }
        }
    }

    private void conflict(Problem problem, DemoNames names) {
        JsonNode detail;
        try {
            detail = JSON.readTree(problem.detail());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a conflict whose detail is no JSON", e);
        }
        point(
                terminal.styled(Look.YELLOW, "conflict") + "   ",
                "%s of %s, set at both sites:".formatted(problem.field(), names.record(problem.record())),
                "%s  %s"
                        .formatted(
                                side(detail.path("winner"), names),
                                terminal.styled(Look.GREEN, "stands: it is the later one")),
                "%s  stays in the history".formatted(side(detail.path("loser"), names)));
    }

    /** Who did what to a record, the oldest first: {@code table uuid}. */
    void history(Site site, String record, DemoNames names) {
        UUID uuid = UUID.fromString(record.substring(record.indexOf(' ') + 1));
        String object = names.object(record.substring(0, record.indexOf(' ')));
        List<String> lines = new ArrayList<>();
        HistoryNames people = new HistoryNames(site);
        site
                .database()
                .reading(tx -> new ChangeLog(tx).ofRecords(object, List.of(uuid)))
                .getOrDefault(uuid, List.of())
                .stream()
                .sorted(Change.ORDER)
                .filter(change -> change.action() == Action.UPDATE)
                .forEach(change -> lines.add("%s at %s: %s"
                        .formatted(
                                people.person(change.author().user()),
                                names.site(change.author().site().toString()),
                                change.fields().keySet().stream()
                                        .filter(field -> !field.equals("last_updated"))
                                        .sorted()
                                        .collect(Collectors.joining(", ")))));
        point("history", lines.toArray(String[]::new));
    }

    private static String side(JsonNode side, DemoNames names) {
        Instant at = Instant.EPOCH.plus(side.path("at").asLong(), ChronoUnit.MICROS);
        return "%-7s %s at %s, %s"
                .formatted(
                        side.path("value").asText(),
                        side.path("user").asText(),
                        names.site(side.path("site").asText()),
                        MILLIS.format(at));
    }

    void line(String text) {
        terminal.out().println(text);
    }
}
