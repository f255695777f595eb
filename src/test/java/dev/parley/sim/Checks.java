package dev.parley.sim;

import dev.parley.sim.Tables.Column;
import dev.parley.sim.Tables.Kind;
import dev.parley.sim.Tables.Table;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What must hold once the faults have stopped and all sites have talked. */
final class Checks {

    private static final Set<String> KINDS =
            Set.of("conflict", "held", "restored", "drift", "clock", "module", "damage");

    private final World world;
    private final Map<SimSite, Log> logs = new LinkedHashMap<>();
    private final Map<String, Log.Change> union = new TreeMap<>();
    private final Model model;
    private final Map<String, Map<String, @Nullable String>> expected = new TreeMap<>();

    Checks(World world) {
        this.world = world;
        for (SimSite site : world.sites()) {
            Log log = Log.of(site);
            logs.put(site, log);
            log.changes().stream().filter(this::isOurs).forEach(change -> union.put(change.uuid(), change));
        }
        this.model = new Model(union.values());
        model.states().forEach((name, state) -> {
            if (state.exists()) {
                expected.put(name, state.fields());
            }
        });
    }

    /** Whether the change may be of the business: people's changes stand under none. */
    private boolean isOurs(Log.Change change) {
        return change.business().equals(world.business().toString())
                || change.business().isEmpty();
    }

    void all() {
        world.sites().forEach(this::sound);
        world.sites().forEach(this::discreet);
        history();
        world.ledger().due().forEach(this::kept);
        records();
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

    /** All sites hold the same changes of all records that they share. A row that nobody has touched stands for its baseline. */
    private void history() {
        logs.forEach((site, log) -> {
            Set<String> held = new HashSet<>();
            Set<String> touched = new HashSet<>();
            log.changes().forEach(change -> {
                held.add(change.uuid());
                touched.add(model.name(change));
            });
            for (Log.Change change : union.values()) {
                boolean implied = change.action().equals("baseline") && !touched.contains(model.name(change));
                if (!held.contains(change.uuid()) && !implied && isShared(change)) {
                    throw new Failure("history", "%s lacks %s".formatted(site, change));
                }
            }
        });
    }

    /** People who have left the business are no longer kept the same. */
    private boolean isShared(Log.Change change) {
        return !change.object().equals(Tables.USERS.object())
                || isMember(model.canonical(change.object(), change.record()));
    }

    private boolean isMember(String user) {
        return isThere(Tables.MEMBERS.object() + " " + user);
    }

    private boolean isThere(String name) {
        if (model.states().containsKey(name)) {
            return expected.containsKey(name);
        }
        return world.sites().stream()
                .anyMatch(
                        site -> Rows.of(site, world.business(), model).records().containsKey(name));
    }

    /** A committed value is in every history, under the name of who wrote it. */
    private void kept(Ledger.Entry entry) {
        boolean other = entry.value().startsWith(World.OTHER);
        for (SimSite site : world.sites()) {
            boolean origin = site == entry.site();
            if (other && !origin) {
                continue;
            }
            Optional<Log.Change> found = find(site, entry.value());
            if (found.isEmpty()) {
                boolean left = world.sites().stream()
                        .flatMap(any -> find(any, entry.value()).stream())
                        .anyMatch(change -> !isShared(change));
                if (!left) {
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
                    && !entry.user().equals(found.get().user())) {
                throw new Failure(
                        "author",
                        "%s has %s, which %s wrote at %s in step %d, in %s"
                                .formatted(site, entry.value(), entry.user(), entry.site(), entry.step(), found.get()));
            }
        }
    }

    private Optional<Log.Change> find(SimSite site, String value) {
        return Objects.requireNonNull(logs.get(site)).changes().stream()
                .filter(change -> change.values().contains(value))
                .filter(change -> !change.action().equals("delete"))
                .findFirst();
    }

    /** The rows are what the model says, at every site. */
    private void records() {
        Map<SimSite, Rows> rows = new LinkedHashMap<>();
        world.sites().forEach(site -> rows.put(site, Rows.of(site, world.business(), model)));
        // Records that nobody has touched are the same everywhere: any site tells what they are.
        rows.values().forEach(of -> of.records().forEach((name, fields) -> {
            if (!model.states().containsKey(name)) {
                expected.putIfAbsent(name, fields);
            }
        }));
        expected.keySet()
                .removeIf(name -> name.startsWith(Tables.USERS.object() + " ")
                        && !expected.containsKey(Tables.MEMBERS.object() + " " + name));
        rows.forEach(this::records);
    }

    private void records(SimSite site, Rows rows) {
        Set<String> held = held(site);
        Set<String> names = new TreeSet<>(expected.keySet());
        names.addAll(rows.records().keySet());
        for (String name : names) {
            Map<String, @Nullable String> is = rows.records().get(name);
            Map<String, @Nullable String> should = expected.get(name);
            Map<String, @Nullable String> here = should == null ? null : here(name, should, rows);
            if (Objects.equals(is, here)) {
                continue;
            }
            boolean excused = held.contains(name) && here != null && isImpossible(site, name, here, rows);
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

    /** References to what is not there are null, where they may be. */
    private static Map<String, @Nullable String> here(String name, Map<String, @Nullable String> should, Rows rows) {
        Map<String, @Nullable String> here = new TreeMap<>(should);
        for (Column column : table(name).columns()) {
            String target = should.get(column.name());
            if (column.kind() == Kind.REFERENCE
                    && column.nullable()
                    && target != null
                    && !rows.there().contains(target)) {
                here.put(column.name(), null);
            }
        }
        return here;
    }

    private static Table table(String name) {
        String object = name.substring(0, name.indexOf(' '));
        return Tables.ALL.stream()
                .filter(table -> table.object().equals(object))
                .findFirst()
                .orElseThrow();
    }

    /** The records that the site says it can't write, each with an open problem. */
    private Set<String> held(SimSite site) {
        Set<String> held = new HashSet<>();
        for (List<@Nullable String> row : site.sql().rows("""
                select r.object, r.record,
                  (select count(*) from parley_problem p
                   where p.object = r.object and p.record = r.record and p.kind = 'held' and p.state = 'open')
                from parley_record r where r.state = 'held'""")) {
            if ("0".equals(row.get(2))) {
                throw new Failure("untold", "%s holds %s and tells nobody".formatted(site, row));
            }
            String record = String.valueOf(row.get(1));
            held.add(name(site, String.valueOf(row.get(0)), record));
        }
        return held;
    }

    private String name(SimSite site, String object, String record) {
        return Objects.requireNonNull(logs.get(site)).changes().stream()
                .filter(change -> change.object().equals(object)
                        && change.record().equals(record)
                        && !change.action().equals("map"))
                .findFirst()
                .map(model::name)
                .orElse(object + " " + record);
    }

    /** Whether the database can't hold the record: what it must refer to is not there, or a unique value is taken. */
    private boolean isImpossible(SimSite site, String name, Map<String, @Nullable String> fields, Rows rows) {
        for (Column column : table(name).columns()) {
            String target = fields.get(column.name());
            if (column.kind() == Kind.REFERENCE
                    && target != null
                    && !rows.there().contains(target)) {
                return true;
            }
        }
        String email = fields.get("email");
        return email != null && world.features().contains(Feature.UNIQUE_EMAILS) && isTaken(site, name, email);
    }

    /** Whether another record has that address: is to have it, or still has it since it can't be written or is not synced. */
    private boolean isTaken(SimSite site, String name, String email) {
        Table table = table(name);
        boolean planned = expected.entrySet().stream()
                .anyMatch(other -> !other.getKey().equals(name)
                        && table(other.getKey()).equals(table)
                        && email.equals(other.getValue().get("email")));
        return planned
                || site.sql().column("select uuid from %s where email = ?".formatted(table.name()), email).stream()
                        .anyMatch(uuid -> !model.canonical(table.object(), uuid).equals(name));
    }
}
