package dev.parley.sim;

import dev.parley.sim.Tables.Column;
import dev.parley.sim.Tables.Kind;
import dev.parley.sim.Tables.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is to be at one site: what the model makes of all that can come there. */
final class View {

    private final World world;
    private final SimSite site;
    private final Log log;
    private final Map<SimSite, Log> logs;
    private final Map<String, Log.Change> union = new TreeMap<>();
    private final Model model;
    private final Rows rows;
    private final Map<String, Map<String, @Nullable String>> expected = new TreeMap<>();

    View(World world, SimSite site, Map<SimSite, Log> logs) {
        this.world = world;
        this.site = site;
        this.log = Objects.requireNonNull(logs.get(site));
        this.logs = logs;
        Set<SimSite> sources = world.reach().sources(site);
        for (SimSite source : sources) {
            Objects.requireNonNull(logs.get(source)).changes().stream()
                    .filter(this::isOurs)
                    .filter(change -> source == site || !isOfPerson(change) || Model.isNaming(change))
                    .forEach(change -> union.put(change.uuid(), change));
        }
        this.model = new Model(union.values(), world.business());
        model.states().forEach((name, state) -> {
            if (state.exists()) {
                expected.put(name, state.fields());
            }
        });
        // Records that nobody has touched are the same everywhere, but for references to what has not come to a site:
        // all together tell what they are. Whether one is touched its own site knows: what is one there may be two
        // here.
        sources.stream().filter(source -> source != site).forEach(source -> untouched(rows(source)));
        this.rows = rows(site);
        untouched(rows);
        expected.keySet()
                .removeIf(name -> name.startsWith(Tables.USERS.object() + " ")
                        && !expected.containsKey(Tables.MEMBERS.object() + " " + name));
    }

    private Rows rows(SimSite of) {
        return Rows.of(of, world.business(), known(of), model);
    }

    /** What that site itself makes of what it has. */
    private Model known(SimSite of) {
        List<Log.Change> known = Objects.requireNonNull(logs.get(of)).changes().stream()
                .filter(this::isOurs)
                .toList();
        return new Model(known, world.business());
    }

    /** What is known by key and taken for one here, though by what is known here it is not. */
    List<String> untrueMaps() {
        return known(site).untrueMaps();
    }

    private void untouched(Rows of) {
        of.records().forEach((name, fields) -> {
            if (of.untouched().contains(name) && !model.states().containsKey(name)) {
                Map<String, @Nullable String> told = expected.computeIfAbsent(name, key -> new TreeMap<>());
                fields.forEach((field, value) -> {
                    if (told.get(field) == null) {
                        told.put(field, value);
                    }
                });
            }
        });
    }

    /** Whether the change may be of the business: people's changes stand under none. */
    private boolean isOurs(Log.Change change) {
        return change.business().equals(world.business().toString())
                || change.business().isEmpty();
    }

    static boolean isOfPerson(Log.Change change) {
        return change.object().equals(Tables.USERS.object());
    }

    SimSite site() {
        return site;
    }

    Log log() {
        return log;
    }

    /** The rows that are there. */
    Rows rows() {
        return rows;
    }

    /**
     * The changes that can come here; those of people only as far as they have, since they come only while the people are with the business. Which of
     * people are the same counts from wherever it is known, since what is known by key tells so.
     */
    Collection<Log.Change> union() {
        return union.values();
    }

    /** The records that are to be here, by name. */
    Map<String, Map<String, @Nullable String>> expected() {
        return expected;
    }

    String name(Log.Change change) {
        return model.name(change);
    }

    /** The name of the record, if its object has uuids or a change tells its key, be it one that was made under another of its uuids. */
    String name(String object, String record) {
        List<String> uuids = new ArrayList<>(List.of(record));
        log.changes().stream()
                .filter(change ->
                        change.object().equals(object) && change.record().equals(record) && Model.isNaming(change))
                .forEach(change -> uuids.add(String.valueOf(change.fields().get("uuid"))));
        return uuids.stream()
                .flatMap(uuid -> log.changes().stream()
                        .filter(change -> change.object().equals(object)
                                && change.record().equals(uuid)
                                && !Model.isNaming(change)))
                .findFirst()
                .map(model::name)
                .orElse(object + " " + record);
    }

    /** The changes here, a row that nobody has touched standing for its baseline. */
    Set<String> held() {
        Set<String> held = new HashSet<>();
        log.changes().forEach(change -> held.add(change.uuid()));
        return held;
    }

    /** The names of the records that have changes here. */
    Set<String> touched() {
        Set<String> touched = new HashSet<>();
        log.changes().forEach(change -> touched.add(model.name(change)));
        return touched;
    }

    /** People who are not with the business, as far as is known here, are not kept the same. */
    boolean isShared(Log.Change change) {
        return !isOfPerson(change)
                || expected.containsKey(
                        Tables.MEMBERS.object() + " " + model.canonical(change.object(), change.record()));
    }

    /** Whether the database can't hold the record: what it must refer to is not there, or a unique value is taken. */
    boolean isImpossible(String name, Map<String, @Nullable String> fields) {
        for (Column column : table(name).columns()) {
            String target = fields.get(column.name());
            if (column.kind() == Kind.REFERENCE
                    && target != null
                    && !rows.there().contains(target)) {
                return true;
            }
        }
        String email = fields.get("email");
        return email != null && world.features().contains(Feature.UNIQUE_EMAILS) && isTaken(name, email);
    }

    /** Whether another record has that address: is to have it, or still has it since it can't be written or is not synced. */
    private boolean isTaken(String name, String email) {
        Table table = table(name);
        boolean planned = expected.entrySet().stream()
                .anyMatch(other -> !other.getKey().equals(name)
                        && table(other.getKey()).equals(table)
                        && email.equals(other.getValue().get("email")));
        return planned
                || site.sql().column("select uuid from %s where email = ?".formatted(table.name()), email).stream()
                        .anyMatch(uuid -> !model.canonical(table.object(), uuid).equals(name));
    }

    /** What is to stand in the row: references to what is not there are null, where they may be. */
    @Nullable
    Map<String, @Nullable String> here(String name) {
        Map<String, @Nullable String> should = expected.get(name);
        if (should == null) {
            return null;
        }
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
}
