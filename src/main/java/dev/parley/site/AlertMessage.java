package dev.parley.site;

import dev.parley.store.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What people are told of one problem, or of many at once.
 *
 * @param site name of the site
 * @param at when it is told
 * @param problems those that are told of one by one
 * @param more how many others there are of each kind
 */
record AlertMessage(String site, Instant at, List<Problem.Listed> problems, Map<String, Integer> more) {

    /** So many are told of one by one; the rest is counted. */
    private static final int SHOWN = 20;

    /** Takes copies that nobody can alter. */
    AlertMessage {
        problems = List.copyOf(problems);
        more = new TreeMap<>(more);
    }

    /** About these problems; {@code now} in microseconds UTC. */
    static AlertMessage of(String site, long now, List<Problem.Listed> problems) {
        Map<String, Integer> more = new TreeMap<>();
        problems.stream()
                .skip(SHOWN)
                .forEach(listed -> more.merge(listed.problem().kind(), 1, Integer::sum));
        return new AlertMessage(
                site, instant(now), problems.stream().limit(SHOWN).toList(), more);
    }

    /** How many problems it is about. */
    int count() {
        return problems.size()
                + more.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** One line. */
    String subject() {
        if (count() == 1) {
            Problem problem = problems.get(0).problem();
            String about = problem.object().isEmpty() ? "" : " of " + problem.object();
            return "[parley] %s: %s%s".formatted(site, problem.kind(), about);
        }
        return "[parley] %s: %d problems".formatted(site, count());
    }

    /** For people. */
    String text() {
        List<String> lines = new ArrayList<>();
        if (count() == 1) {
            lines.add("Something at " + site + " wants a look:");
        } else {
            lines.add("%d things at %s want a look:".formatted(count(), site));
        }
        for (Problem.Listed listed : problems) {
            lines.add("");
            lines.add(listed.problem().kind() + ", " + instant(listed.firstSeen()));
            lines.add(listed.problem().message());
            lines.add("  parley problems show " + listed.problem().id());
        }
        if (!more.isEmpty()) {
            lines.add("");
            lines.add("And more: "
                    + String.join(
                            ", ",
                            more.entrySet().stream()
                                    .map(kind -> kind.getValue() + " of kind " + kind.getKey())
                                    .toList()));
        }
        lines.add("");
        lines.add("parley problems lists all that is open. Each is told once.");
        return String.join("\n", lines) + "\n";
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).truncatedTo(ChronoUnit.SECONDS);
    }
}
