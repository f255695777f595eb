package dev.parley.site;

import dev.parley.wire.Taken;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What went over a link while the other site synced: how this site's log of the link tells it, and adds it up.
 *
 * @param taken records that were made, altered or removed here
 * @param given packets and rows that went there
 * @param conflicts those that were settled here
 * @param problems those that were met here
 */
record Answered(long taken, long given, long conflicts, long problems) {

    private static final Pattern TEXT =
            Pattern.compile("([0-9]+) taken, ([0-9]+) given(?:, ([0-9]+) conflicts?)?(?:, ([0-9]+) problems?)?");

    static Answered taken(Taken taken) {
        return new Answered(taken.records(), 0, taken.conflicts(), taken.problems());
    }

    static Answered given(long given) {
        return new Answered(0, given, 0, 0);
    }

    Answered plus(Answered other) {
        return new Answered(
                taken + other.taken, given + other.given, conflicts + other.conflicts, problems + other.problems);
    }

    /** Whether nothing went either way. */
    boolean isNothing() {
        return taken + given + conflicts + problems == 0;
    }

    String text() {
        return "%d taken, %d given".formatted(taken, given)
                + (conflicts > 0 ? ", %d conflict%s".formatted(conflicts, conflicts == 1 ? "" : "s") : "")
                + (problems > 0 ? ", %d problem%s".formatted(problems, problems == 1 ? "" : "s") : "");
    }

    /** Reads {@link #text}; empty where it is anything else. */
    static Optional<Answered> ofText(String text) {
        Matcher said = TEXT.matcher(text);
        return said.matches()
                ? Optional.of(new Answered(number(said, 1), number(said, 2), number(said, 3), number(said, 4)))
                : Optional.empty();
    }

    private static long number(Matcher said, int group) {
        return Long.parseLong(Optional.ofNullable(said.group(group)).orElse("0"));
    }
}
