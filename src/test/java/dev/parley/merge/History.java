package dev.parley.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What some sites did to one record, each with its own clock and knowing only part of the others' work. It is played from a list of
 * steps, and keeps a book of its own on who knew what, so that tests need not believe the parents.
 */
final class History {

    static final String OBJECT = "winery.wines.wine";
    static final String LAST_UPDATED = "last_updated";
    static final List<String> FIELDS = List.of("name", "price", "note");
    static final Set<String> QUIET = Set.of(LAST_UPDATED);

    private static final List<Value> VALUES =
            List.of(Value.NULL, Value.of(""), Value.of("Merlot"), Value.of("129.5"), Value.of("Łódź"));

    /** How the sites began. */
    enum Start {
        /** Nobody had the record. */
        NOTHING,
        /** All started from the same dump, before Parley. */
        SAME,
        /** All had the row before Parley, but with content of their own. */
        DRIFTED,
        /** The same was entered at each site, under a uuid of its own. */
        ENTERED_TWICE
    }

    /** What a site does in a step. */
    enum Deed {
        EDIT,
        DELETE,
        RESTORE,
        SEND
    }

    /**
     * @param pause microseconds since the step before
     * @param choice of fields and values, or of how much is sent
     */
    record Step(Deed deed, int site, int other, int choice, int pause) {}

    /** A site: its clock's error in microseconds, and what it holds in the order in which it came. */
    static final class Site {
        final UUID name;
        final UUID record;
        final long skew;
        final Map<UUID, Change> held = new LinkedHashMap<>();
        final Set<UUID> told = new HashSet<>();

        Site(int number, UUID record, long skew) {
            this.name = Uuids.derived("site", Integer.toString(number));
            this.record = record;
            this.skew = skew;
        }

        RecordState state() {
            return RecordState.of(held.values());
        }

        private void take(List<Change> changes) {
            Set<UUID> fresh = new HashSet<>();
            for (Change change : changes) {
                if (held.putIfAbsent(change.uuid(), change) == null) {
                    fresh.add(change.uuid());
                }
            }
            Conflicts.find(held.values(), fresh, QUIET).forEach(conflict -> told.add(conflict.uuid()));
        }
    }

    private final List<Site> sites = new ArrayList<>();
    private final Map<UUID, Change> all = new LinkedHashMap<>();
    private final Map<UUID, Set<UUID>> known = new HashMap<>();
    private long now = 1_296_000_000_000_000L;

    History(Start start, List<Long> skews, List<Step> steps) {
        for (int i = 0; i < skews.size(); i++) {
            UUID record = Uuids.derived("record", Integer.toString(start == Start.ENTERED_TWICE ? i : 0));
            sites.add(new Site(i, record, skews.get(i)));
        }
        sites.forEach(site -> begin(start, site));
        steps.forEach(this::play);
    }

    private void begin(Start start, Site site) {
        if (start == Start.NOTHING) {
            return;
        }
        int content = start == Start.SAME ? 0 : sites.indexOf(site);
        // Every third site has the content of the first: drifted rows are not different in everything.
        Map<String, Value> fields = fields(content % 3, 0b111, now - content * 1_000_000L);
        write(site, Derived.baseline(OBJECT, site.record, now - content * 1_000_000L, fields), Set.of());
    }

    private void play(Step step) {
        now += step.pause();
        Site site = sites.get(step.site() % sites.size());
        switch (step.deed()) {
            case EDIT -> edit(site, step.choice());
            case DELETE -> delete(site);
            case RESTORE -> restore(site);
            case SEND -> send(site, sites.get(step.other() % sites.size()), step.choice());
        }
    }

    /** Sets some fields, or makes the record anew where it is not there. */
    Change edit(Site site, int choice) {
        RecordState state = site.state();
        int mask = state.exists() ? 1 + choice % 7 : 0b111;
        Map<String, Value> fields = fields(choice / 7, mask, now + site.skew);
        return author(site, state.exists() ? Action.UPDATE : Action.ADD, fields);
    }

    private void delete(Site site) {
        if (site.state().exists()) {
            author(site, Action.DELETE, Map.of());
        }
    }

    private void restore(Site site) {
        RecordState state = site.state();
        if (!state.exists()) {
            state.lastDelete().ifPresent(delete -> {
                Set<UUID> knew = new HashSet<>(known.getOrDefault(delete.uuid(), Set.of()));
                knew.add(delete.uuid());
                write(site, Derived.restore(delete), knew);
            });
        }
    }

    private Change author(Site site, Action action, Map<String, Value> fields) {
        RecordState state = site.state();
        UUID uuid = Uuids.derived("change", Integer.toString(all.size()));
        long at = Clock.at(now + site.skew, state.newest());
        Author author = new Author("", "", site.name);
        Change change = new Change(uuid, action, OBJECT, site.record, fields, at, author, state.heads());
        Set<UUID> knew = new HashSet<>();
        for (Change held : site.held.values()) {
            if (held.action() != Action.MAP) {
                knew.add(held.uuid());
            }
        }
        write(site, change, knew);
        return change;
    }

    /** Gives the other site all that this one holds, or at times the first part of it, as when the line breaks. */
    private void send(Site from, Site to, int choice) {
        int count = choice % 3 == 0 ? choice % (from.held.size() + 1) : from.held.size();
        List<Change> sent = new ArrayList<>(from.held.values()).subList(0, count);
        if (!from.record.equals(to.record)) {
            Change map = Derived.map(OBJECT, from.record, to.record);
            write(from, map, Set.of());
            write(to, map, Set.of());
        }
        to.take(List.copyOf(sent));
    }

    private void write(Site site, Change change, Set<UUID> knew) {
        all.put(change.uuid(), change);
        known.put(change.uuid(), knew);
        site.take(List.of(change));
    }

    private static Map<String, Value> fields(int values, int mask, long time) {
        Map<String, Value> fields = new TreeMap<>();
        for (int i = 0; i < FIELDS.size(); i++) {
            if ((mask & (1 << i)) != 0) {
                fields.put(FIELDS.get(i), VALUES.get((values + i) % VALUES.size()));
            }
        }
        fields.put(LAST_UPDATED, Value.of(Long.toString(time)));
        return fields;
    }

    List<Site> sites() {
        return sites;
    }

    /** Every change that any site made. */
    List<Change> all() {
        return List.copyOf(all.values());
    }

    /** Whether the author of the later change knew the earlier one, by the book. */
    boolean knew(Change later, Change earlier) {
        return known.getOrDefault(later.uuid(), Set.of()).contains(earlier.uuid());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("History");
        for (Change change : all.values()) {
            text.append("\n  ").append(change);
        }
        for (Site site : sites) {
            text.append("\n  site ").append(site.name).append(" holds ").append(site.held.keySet());
        }
        return text.toString();
    }
}
