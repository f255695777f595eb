package dev.parley.sim;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must hold once the faults have stopped and all sites have talked. */
final class Checks {

    private static final Set<String> KINDS =
            Set.of("conflict", "held", "restored", "drift", "clock", "module", "damage");

    private final World world;
    private final Reach reach;
    private final Map<SimSite, View> views = new LinkedHashMap<>();

    Checks(World world) {
        this.world = world;
        this.reach = world.reach();
        Map<SimSite, Log> logs = new LinkedHashMap<>();
        world.sites().forEach(site -> logs.put(site, Log.of(site)));
        world.sites().forEach(site -> views.put(site, new View(world, site, logs)));
    }

    void all() {
        world.sites().forEach(this::sound);
        world.sites().forEach(this::discreet);
        views.values().forEach(this::mapped);
        views.values().forEach(this::reached);
        views.values().forEach(this::history);
        views.values().forEach(this::people);
        views.values().forEach(this::kept);
        views.values().forEach(this::records);
    }

    /** A site by itself: foreign keys hold, nothing is left over. */
    private void sound(SimSite site) {
        Sql sql = site.sql();
        empty("foreign-keys", site, sql.rows("pragma foreign_key_check"));
        empty("held-back", site, sql.rows("select object, record, reason from parley_held"));
        empty("incomplete", site, sql.rows("select object, record, heads from parley_record where incomplete <> 0"));
        empty("comparing", site, sql.rows("select name from parley_link where partial_due <> 0"));
        empty("session", site, sql.rows("select * from parley_session where applying <> 0 or user_name <> ''"));
        for (String table :
                sql.column("select name from sqlite_master where name like 'parley_capture_%' and type = 'table'")) {
            empty("captured", site, sql.rows("select * from %s where op <> 'R'".formatted(table)));
        }
        for (List<@Nullable String> problem :
                sql.rows("select kind, object, record, message from parley_problem where state = 'open'")) {
            if (!KINDS.contains(String.valueOf(problem.get(0)))) {
                throw new Failure("problem", "%s has the problem %s".formatted(site, problem));
            }
        }
    }

    private static void empty(String kind, SimSite site, List<List<@Nullable String>> found) {
        if (!found.isEmpty()) {
            throw new Failure(kind, "%s has %s".formatted(site, found));
        }
    }

    /** Nothing of the business that only the first site serves is anywhere else. */
    private void discreet(SimSite site) {
        if (site == world.sites().get(0)) {
            return;
        }
        Sql sql = site.sql();
        for (String table : sql.column("select name from sqlite_master where type = 'table'")) {
            for (List<@Nullable String> row : sql.rows("select * from " + table)) {
                String text = row.toString();
                if (text.contains(World.OTHER)
                        || text.contains(world.otherBusiness().toString())) {
                    throw new Failure("leak", "%s has in %s: %s".formatted(site, table, text));
                }
            }
        }
    }

    /** What is known by key is one where its keys are. */
    private void mapped(View view) {
        if (!view.untrueMaps().isEmpty()) {
            throw new Failure("mapped", "%s takes for one %s".formatted(view.site(), view.untrueMaps()));
        }
    }

    /** Nothing went against the direction of a link: neither a change, nor a value in any of the tables. */
    private void reached(View view) {
        SimSite site = view.site();
        Set<SimSite> sources = reach.sources(site);
        Set<String> strangers = new HashSet<>();
        world.sites().stream()
                .filter(other -> !sources.contains(other))
                .forEach(other -> strangers.add(other.uuid().toString()));
        for (Log.Change change : view.log().changes()) {
            if (strangers.contains(change.site())) {
                throw new Failure("direction", "%s has %s".formatted(site, change));
            }
        }
        for (String token : site.allTokens()) {
            Set<SimSite> origins = world.ledger().origins(token);
            if (!origins.isEmpty() && origins.stream().noneMatch(sources::contains)) {
                throw new Failure("direction", "%s has %s of %s".formatted(site, token, origins));
            }
        }
    }

    /**
     * A site holds all changes that can come to it, of records that it shares. A row that nobody has touched stands for its baseline. So sites
     * between which information goes both ways hold the same.
     */
    private void history(View view) {
        Set<String> held = view.held();
        Set<String> touched = view.touched();
        for (Log.Change change : view.union()) {
            boolean implied = change.action().equals("baseline") && !touched.contains(view.name(change));
            if (!held.contains(change.uuid()) && !implied && !View.isOfPerson(change)) {
                throw new Failure("history", "%s lacks %s".formatted(view.site(), change));
            }
        }
    }

    /** What a site that gives knows of people who are with the business there, the taker knows too. */
    private void people(View view) {
        Set<String> held = view.held();
        Set<String> touched = view.touched();
        for (SimSite giver : reach.givers(view.site())) {
            View theirs = Objects.requireNonNull(views.get(giver));
            for (Log.Change change : theirs.log().changes()) {
                boolean implied = change.action().equals("baseline") && !touched.contains(view.name(change));
                if (View.isOfPerson(change) && theirs.isShared(change) && !held.contains(change.uuid()) && !implied) {
                    throw new Failure("history", "%s lacks of %s %s".formatted(view.site(), giver, change));
                }
            }
        }
    }

    /** A value that was committed where it can come from is in the history, under the name of who wrote it. */
    private void kept(View view) {
        SimSite site = view.site();
        Set<SimSite> sources = reach.sources(site);
        for (Ledger.Entry entry : world.ledger().due(site)) {
            boolean elsewhere = entry.value().startsWith(World.OTHER) && site != entry.site();
            if (elsewhere || !sources.contains(entry.site())) {
                continue;
            }
            List<Log.Change> found = find(view, entry.value()).toList();
            if (found.isEmpty()) {
                if (!isLeft(sources, entry.value())) {
                    throw new Failure(
                            "lost",
                            "%s has not %s, which %s wrote in step %d into %s"
                                    .formatted(
                                            site,
                                            entry.value(),
                                            entry.site(),
                                            entry.step(),
                                            entry.table().name()));
                }
            } else if (!entry.user().isEmpty()
                    && found.stream().noneMatch(change -> change.user().equals(entry.user()))) {
                throw new Failure(
                        "author",
                        "%s has %s, which %s wrote at %s in step %d, in %s"
                                .formatted(site, entry.value(), entry.user(), entry.site(), entry.step(), found));
            }
        }
    }

    /** Whether it was written of somebody who is not with the business somewhere on the way. */
    private boolean isLeft(Set<SimSite> sources, String value) {
        return sources.stream()
                .map(source -> Objects.requireNonNull(views.get(source)))
                .flatMap(view -> find(view, value))
                .anyMatch(change -> sources.stream().anyMatch(source -> !Objects.requireNonNull(views.get(source))
                        .isShared(change)));
    }

    private static Stream<Log.Change> find(View view, String value) {
        return view.log().changes().stream()
                .filter(change -> change.values().contains(value))
                .filter(change -> !change.action().equals("delete"));
    }

    /** The rows are what the model says. */
    private void records(View view) {
        SimSite site = view.site();
        if (!view.rows().twice().isEmpty()) {
            throw new Failure(
                    "twice",
                    "%s has two rows of each of %s".formatted(site, view.rows().twice()));
        }
        Set<String> held = held(view);
        Map<String, Map<String, @Nullable String>> rows = view.rows().records();
        Set<String> names = new TreeSet<>(view.expected().keySet());
        names.addAll(rows.keySet());
        for (String name : names) {
            Map<String, @Nullable String> is = rows.get(name);
            Map<String, @Nullable String> here = view.here(name);
            if (Objects.equals(is, here)) {
                continue;
            }
            boolean excused = held.contains(name) && here != null && view.isImpossible(name, here);
            if (!excused) {
                throw new Failure(
                        held.contains(name) ? "held" : "records",
                        "%s has of %s %s, expected %s"
                                .formatted(site, name, is, here == null ? null : differing(here, is)));
            }
            world.trace(() -> "%s rightly holds %s".formatted(site, name));
        }
    }

    private static Map<String, @Nullable String> differing(
            Map<String, @Nullable String> should, @Nullable Map<String, @Nullable String> is) {
        Map<String, @Nullable String> differing = new TreeMap<>(should);
        if (is != null) {
            differing.keySet().removeIf(field -> Objects.equals(should.get(field), is.get(field)));
        }
        return differing;
    }

    /** The records that the site says it can't write, each with an open problem. */
    private static Set<String> held(View view) {
        Set<String> held = new HashSet<>();
        for (List<@Nullable String> row : view.site().sql().rows("""
                select r.object, r.record,
                  (select count(*) from parley_problem p
                   where p.object = r.object and p.record = r.record and p.kind = 'held' and p.state = 'open')
                from parley_record r where r.state = 'held'""")) {
            if ("0".equals(row.get(2))) {
                throw new Failure("untold", "%s holds %s and tells nobody".formatted(view.site(), row));
            }
            held.add(view.name(String.valueOf(row.get(0)), String.valueOf(row.get(1))));
        }
        return held;
    }
}
