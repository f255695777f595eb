package dev.parley.sim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every value that an application has committed; each is unlike any other. */
final class Ledger {

    private static final Pattern TOKEN = Pattern.compile("\\bv\\d+\\b|" + World.OTHER + "v\\d+\\b");

    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> excused = new HashSet<>();

    /**
     * A committed value.
     *
     * @param user who wrote it; empty where the application did not say
     */
    record Entry(SimSite site, int step, Tables.Table table, String value, String user) {}

    void add(List<Entry> committed) {
        entries.addAll(committed);
    }

    /**
     * A site was put back to a backup. What stands in no database any more is lost: nobody is left who could know of it. Whether its own site
     * or another held the last copy makes no difference.
     *
     * @param standing every {@link #token} that stands in a database still
     */
    void restored(Set<String> standing) {
        for (Entry entry : entries) {
            if (!standing.contains(token(entry.value()))) {
                excused.add(entry.value());
            }
        }
    }

    /** The part of a value that no other value has. */
    static String token(String value) {
        Matcher matcher = TOKEN.matcher(value);
        if (!matcher.find()) {
            throw new IllegalArgumentException("a value that is not unlike all others: " + value);
        }
        return matcher.group();
    }

    /** The tokens in a text. */
    static Set<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    /** What must be in every site's history. */
    List<Entry> due() {
        return entries.stream()
                .filter(entry -> !excused.contains(entry.value()))
                .toList();
    }
}
