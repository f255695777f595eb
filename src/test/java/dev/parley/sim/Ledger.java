package dev.parley.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every value that an application has committed; each is unlike any other. */
final class Ledger {

    private static final Pattern TOKEN = Pattern.compile("\\bv\\d+\\b|" + World.OTHER + "v\\d+\\b");

    private final List<Entry> entries = new ArrayList<>();
    private final Map<SimSite, Set<String>> excused = new HashMap<>();
    private final Map<String, Set<SimSite>> origins = new HashMap<>();

    /**
     * A committed value.
     *
     * @param user who wrote it; empty where the application did not say
     */
    record Entry(SimSite site, int step, Tables.Table table, String value, String user) {}

    void add(List<Entry> committed) {
        entries.addAll(committed);
        committed.forEach(entry -> origin(token(entry.value()), entry.site()));
    }

    /** What stands in a site's tables before Parley comes. */
    void began(SimSite site, Set<String> tokens) {
        tokens.forEach(token -> origin(token, site));
    }

    private void origin(String token, SimSite site) {
        origins.computeIfAbsent(token, of -> new LinkedHashSet<>()).add(site);
    }

    /** The sites where that token was first written. */
    Set<SimSite> origins(String token) {
        return origins.getOrDefault(token, Set.of());
    }

    /**
     * A site was put back to a backup. What stands in no database any more from which it could come to a site is lost to that: nobody is left who
     * could tell. Whether its own site or another held the last copy makes no difference.
     *
     * @param within every {@link #token} that stands still where it could come to that site from, or there
     */
    void restored(SimSite site, Set<String> within) {
        for (Entry entry : entries) {
            if (!within.contains(token(entry.value()))) {
                excused.computeIfAbsent(site, of -> new HashSet<>()).add(entry.value());
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

    /** What must be in a site's history, once it has come there. */
    List<Entry> due(SimSite site) {
        Set<String> lost = excused.getOrDefault(site, Set.of());
        return entries.stream().filter(entry -> !lost.contains(entry.value())).toList();
    }
}
