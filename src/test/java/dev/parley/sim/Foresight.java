package dev.parley.sim;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Part;
import dev.parley.merge.Derived;
import dev.parley.merge.Value;
import dev.parley.store.Businesses;
import dev.parley.store.RecordRows;
import dev.parley.store.RecordRows.Row;
import dev.parley.store.RowSource;
import dev.parley.store.Sequencer;
import dev.parley.store.Tx;
import dev.parley.store.UuidMaps;
import dev.parley.sync.LocalPeer;
import dev.parley.sync.PlannedRecord;
import dev.parley.sync.Sync;
import dev.parley.sync.SyncPlan;
import dev.parley.sync.SyncType;
import dev.parley.wire.Foretold.Effect;
import dev.parley.wire.Foretold.Outlook;
import dev.parley.wire.Peer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
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

    /** A record as it stands in a table: its object, and the uuid by which it travels. */
    private record Name(String object, UUID record) {}

    /** What became of a row: what the fields that changed hold now. */
    private record Became(Effect effect, Map<String, String> fields) {
        static final Became SAME = new Became(Effect.NONE, Map.of());
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
        Map<SimSite, Map<Name, Row>> rows = new HashMap<>();
        both.forEach(site -> rows.put(site, rows(site)));
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
        for (SimSite site : both) {
            compare("%s of %s".formatted(seen, part.words()), site, plan, rows.getOrDefault(site, Map.of()));
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

    private void compare(String sync, SimSite site, Map<Name, PlannedRecord> plan, Map<Name, Row> before) {
        Map<Name, Became> actual = site.context().database().reading(tx -> became(site, tx, before));
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
                    .forEach(field -> fields.put(field.name(), text(field.to().orElse(Value.NULL))));
        }
        fields.values().removeIf(value -> outlook.effect() == Effect.ADD && value.equals("null"));
        return new Became(outlook.effect(), fields);
    }

    private static String text(Value value) {
        return value.isNull() ? "null" : "'" + value.text() + "'";
    }

    private Map<Name, Row> rows(SimSite site) {
        return site.context().database().reading(tx -> rows(site, tx));
    }

    private Map<Name, Row> rows(SimSite site, Tx tx) throws SQLException {
        Map<Name, Row> rows = new HashMap<>();
        RecordRows reader = new RecordRows(tx, site.context().catalogue(), new UuidMaps(tx));
        Optional<Businesses.Business> business = new Businesses(
                        tx, site.context().catalogue())
                .id(world.business())
                .map(id -> new Businesses.Business(world.business(), id));
        for (CatalogueObject object : site.context().catalogue().objects()) {
            List<Row> all = List.of();
            if (object.isShared()) {
                // A load that was cut off may have brought them before their business.
                all = reader.byUuid(object, everybody(tx, object));
            } else if (business.isPresent()) {
                all = object.hasUuids()
                        ? reader.after(object, business.get(), Optional.empty(), 1_000_000)
                        : reader.keyed(object, business.get());
            }
            all.forEach(row -> rows.put(new Name(object.name(), row.record()), row));
        }
        return rows;
    }

    /** Shared records are there for whoever is no longer tied to them, too. */
    private static List<UUID> everybody(Tx tx, CatalogueObject object) throws SQLException {
        RowSource source = RowSource.of(tx.dialect(), object, "t");
        return tx.list(
                "select %s from %s".formatted(source.uuid(), source.from()), row -> UUID.fromString(row.getString(1)));
    }

    /** What became of the rows, by the uuids by which their records travel now. */
    private Map<Name, Became> became(SimSite site, Tx tx, Map<Name, Row> before) throws SQLException {
        UuidMaps maps = new UuidMaps(tx);
        Map<Name, Map<String, Value>> were = new HashMap<>();
        for (Map.Entry<Name, Row> entry : before.entrySet()) {
            Name name = entry.getKey();
            Row row = entry.getValue();
            CatalogueObject object = site.context().catalogue().require(name.object());
            // Where what was one comes apart, the row is of that record by whose uuid its table knows it.
            UUID uuid = object.hasUuids() ? row.uuid() : keyed(maps, object, row.fields());
            Name now = new Name(name.object(), maps.canonical(name.object(), uuid));
            // Of two rows that became one, that stays whose uuid comes first.
            if (name.equals(now) || !before.containsKey(now)) {
                were.put(now, row.fields());
            }
        }
        Map<Name, Row> are = rows(site, tx);
        Map<Name, Became> became = new HashMap<>();
        Set<Name> names = new HashSet<>(were.keySet());
        names.addAll(are.keySet());
        for (Name name : names) {
            Map<String, Value> old = were.get(name);
            Row row = are.get(name);
            if (row == null) {
                became.put(name, new Became(Effect.DELETE, Map.of()));
                continue;
            }
            Map<String, Value> now = row.fields();
            if (old == null) {
                Map<String, String> fields = new TreeMap<>();
                now.forEach((field, value) -> fields.put(field, text(value)));
                fields.values().removeIf("null"::equals);
                became.put(name, new Became(Effect.ADD, fields));
            } else {
                CatalogueObject object = site.context().catalogue().require(name.object());
                Map<String, String> fields = new TreeMap<>();
                for (Map.Entry<String, Value> field : now.entrySet()) {
                    String was = text(canonical(maps, object, field.getKey(), old));
                    if (!was.equals(text(canonical(maps, object, field.getKey(), now)))) {
                        fields.put(field.getKey(), text(field.getValue()));
                    }
                }
                if (!fields.isEmpty()) {
                    became.put(name, new Became(Effect.UPDATE, fields));
                }
            }
        }
        return became;
    }

    /** What a join is known by follows from what it joins, as that is known now. */
    private UUID keyed(UuidMaps maps, CatalogueObject object, Map<String, Value> row) throws SQLException {
        List<Value> key = new ArrayList<>();
        for (String field : object.keyFields()) {
            key.add(canonical(maps, object, field, row));
        }
        return Derived.keyed(object.name(), world.business(), key);
    }

    private static Value canonical(UuidMaps maps, CatalogueObject object, String name, Map<String, Value> row)
            throws SQLException {
        Value value = row.getOrDefault(name, Value.NULL);
        Optional<Field> field = object.field(name);
        boolean reference = field.isPresent() && field.get().reference().isPresent();
        if (!reference || value.isNull()) {
            return value;
        }
        String target = field.orElseThrow().reference().orElseThrow().target();
        return Value.of(maps.canonical(target, UUID.fromString(value.text())).toString());
    }
}
