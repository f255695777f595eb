package dev.parley.sim;

import dev.parley.catalogue.Part;
import dev.parley.merge.Value;
import dev.parley.sim.Fates.Became;
import dev.parley.sim.Fates.Name;
import dev.parley.store.Sequencer;
import dev.parley.sync.LocalPeer;
import dev.parley.sync.PlannedRecord;
import dev.parley.sync.Sync;
import dev.parley.sync.SyncPlan;
import dev.parley.sync.SyncType;
import dev.parley.wire.Foretold.Effect;
import dev.parley.wire.Foretold.Outlook;
import dev.parley.wire.Peer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Asks for a plan of a sync, looks that nothing was altered by it, and holds it against what a sync without faults then does. What comes of it is
 * undone by whoever asks for it.
 */
final class Foresight {

    private final World world;
    private final SimLink link;
    private final SimSite here;
    private final SimSite there;

    Foresight(World world, SimLink link, SimSite here) {
        this.world = world;
        this.link = link;
        this.here = here;
        this.there = link.from(here);
    }

    void check(SyncType type, Part part) {
        List<SimSite> both = List.of(here, there);
        both.forEach(Foresight::drain);
        List<String> before = both.stream().map(Foresight::content).toList();
        Map<Name, PlannedRecord> plan = new HashMap<>();
        Peer peer = new LocalPeer(there.context(), link.idAt(there));
        SyncType seen = new SyncPlan(here.context(), link.idAt(here), peer)
                .run(type, part, planned -> {
                    if (plan.put(new Name(planned.object(), planned.record()), planned) != null) {
                        throw new Failure("plan", "it tells twice of " + planned);
                    }
                })
                .type();
        for (int i = 0; i < both.size(); i++) {
            if (!content(both.get(i)).equals(before.get(i))) {
                throw new Failure("plan", "it altered something at " + both.get(i));
            }
        }
        List<Set<String>> known = both.stream().map(Foresight::conflicts).toList();
        List<Fates> fates = both.stream().map(site -> new Fates(world, site)).toList();
        new Sync(here.context(), link.idAt(here), peer).run(type, part);
        Set<String> settled = new HashSet<>();
        for (int i = 0; i < both.size(); i++) {
            Set<String> now = conflicts(both.get(i));
            now.removeAll(known.get(i));
            now.forEach(told -> settled.add(told.substring(0, told.indexOf(' '))));
        }
        Set<String> planned = new HashSet<>();
        plan.values().forEach(record -> record.conflicts().forEach(conflict -> planned.add(conflict.uuid() + "")));
        if (!planned.equals(settled)) {
            throw new Failure(
                    "plan",
                    "%s of %s from %s over %s: it tells of the conflicts %s, and %s were settled: %s"
                            .formatted(seen, part.words(), here, link, planned, settled, told(both, planned, settled)));
        }
        for (int i = 0; i < both.size(); i++) {
            compare(
                    "%s of %s".formatted(seen, part.words()),
                    both.get(i),
                    plan,
                    fates.get(i).now());
        }
    }

    private static String told(List<SimSite> both, Set<String> planned, Set<String> settled) {
        Set<String> differing = new HashSet<>(settled);
        differing.removeAll(planned);
        StringBuilder told = new StringBuilder();
        for (SimSite site : both) {
            for (String id : differing) {
                site.sql()
                        .rows("select message, detail, state, record from parley_problem where id = '%s'".formatted(id))
                        .forEach(
                                row -> told.append(site).append(' ').append(row).append("; "));
            }
        }
        return told.toString();
    }

    /** Each with how often it was met. */
    private static Set<String> conflicts(SimSite site) {
        return new HashSet<>(
                site.sql().column("select id || ' ' || times from parley_problem where kind = 'conflict'"));
    }

    private static void drain(SimSite site) {
        new Sequencer(site.context().catalogue(), site.context().origin())
                .drain(site.context().database());
    }

    private static String content(SimSite site) {
        StringBuilder content = new StringBuilder();
        for (String table : site.sql().column("select name from sqlite_master where type = 'table' order by name")) {
            content.append(table)
                    .append(site.sql().rows("select * from " + table))
                    .append('\n');
        }
        return content.toString();
    }

    private void compare(String sync, SimSite site, Map<Name, PlannedRecord> plan, Map<Name, Became> actual) {
        Set<Name> names = new HashSet<>(actual.keySet());
        names.addAll(plan.keySet());
        for (Name name :
                names.stream().sorted(Comparator.comparing(Name::toString)).toList()) {
            Optional<PlannedRecord> planned = Optional.ofNullable(plan.get(name));
            Became expected = planned.map(of -> expected(site == here ? of.here() : of.there()))
                    .orElse(Became.SAME);
            Became is = actual.getOrDefault(name, Became.SAME);
            if (!is.equals(expected)) {
                throw new Failure(
                        "plan",
                        sync
                                + " from %s over %s, at %s %s %s: planned %s, became %s; remarks %s; states %s; problems %s"
                                        .formatted(
                                                here,
                                                link,
                                                site,
                                                name.object(),
                                                name.record(),
                                                expected,
                                                is,
                                                planned.map(of -> of.names() + " " + of.remarks())
                                                        .orElse("not in the plan"),
                                                site.sql()
                                                        .rows(
                                                                "select record, state, incomplete from parley_record where record in "
                                                                        + in(name, planned)),
                                                site.sql()
                                                        .rows(
                                                                "select message, state from parley_problem where record in "
                                                                        + in(name, planned))));
            }
        }
    }

    private static String in(Name name, Optional<PlannedRecord> planned) {
        return planned.map(PlannedRecord::names).orElse(List.of(name.record())).stream()
                .map(uuid -> "'" + uuid + "'")
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static Became expected(Outlook outlook) {
        Map<String, String> fields = new TreeMap<>();
        if (outlook.effect() != Effect.DELETE) {
            outlook.fields()
                    .forEach(field ->
                            fields.put(field.name(), Fates.text(field.to().orElse(Value.NULL))));
        }
        fields.values().removeIf(value -> outlook.effect() == Effect.ADD && value.equals("null"));
        return new Became(outlook.effect(), fields);
    }
}
