package dev.parley.sim;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.merge.Derived;
import dev.parley.merge.Uuids;
import dev.parley.merge.Value;
import dev.parley.store.Businesses;
import dev.parley.store.RecordRows;
import dev.parley.store.RecordRows.Row;
import dev.parley.store.RowSource;
import dev.parley.store.Tx;
import dev.parley.store.UuidMaps;
import dev.parley.testing.LogTable;
import dev.parley.wire.Foretold.Effect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The rows of a site, to see later what became of them. */
final class Fates {

    private final World world;
    private final SimSite site;
    private final Map<Name, Was> before;

    /** Looks at the rows as they are. */
    Fates(World world, SimSite site) {
        this.world = world;
        this.site = site;
        this.before = site.context().database().reading(this::were);
    }

    /** A record as it stands in a table: its object, and the uuid by which it travels. */
    record Name(String object, UUID record) {}

    /** What became of a row: what the fields that changed hold now. */
    record Became(Effect effect, Map<String, String> fields) {
        static final Became SAME = new Became(Effect.NONE, Map.of());
    }

    /** A row, and every uuid by which its record went. */
    private record Was(Row row, List<UUID> names) {}

    /** What became of the rows that did not stay as they were, by the uuids by which their records travel now. */
    Map<Name, Became> now() {
        Set<Name> written = new HashSet<>();
        site.sql()
                .rows("select object, record from %s where action not in ('map', 'unmap')".formatted(LogTable.CHANGES))
                .forEach(row -> written.add(new Name(
                        Objects.requireNonNull(row.get(0)), UUID.fromString(Objects.requireNonNull(row.get(1))))));
        return site.context().database().reading(tx -> became(tx, written));
    }

    static String text(Value value) {
        return value.isNull() ? "null" : "'" + value.text() + "'";
    }

    private Map<Name, Was> were(Tx tx) throws SQLException {
        UuidMaps maps = new UuidMaps(tx);
        Map<Name, Was> were = new HashMap<>();
        for (Map.Entry<Name, Row> row : rows(tx).entrySet()) {
            List<UUID> names = maps.names(row.getKey().object(), row.getKey().record()).stream()
                    .sorted(Uuids.ORDER)
                    .toList();
            were.put(row.getKey(), new Was(row.getValue(), names));
        }
        return were;
    }

    private Map<Name, Row> rows(Tx tx) throws SQLException {
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

    /**
     * What became of them.
     *
     * @param written of which records the log tells more than what they are called
     */
    private Map<Name, Became> became(Tx tx, Set<Name> written) throws SQLException {
        UuidMaps maps = new UuidMaps(tx);
        Map<Name, Row> are = rows(tx);
        Map<Name, Map<String, Value>> were = new HashMap<>();
        for (Map.Entry<Name, Was> entry : before.entrySet()) {
            Name name = entry.getKey();
            Row row = entry.getValue().row();
            CatalogueObject object = site.context().catalogue().require(name.object());
            // Where what was one comes apart, the row is of that record by whose uuid its table knows it.
            Name now = object.hasUuids()
                    ? new Name(name.object(), maps.canonical(name.object(), row.uuid()))
                    : keyed(maps, object, entry.getValue(), are.keySet(), written);
            // Of two rows that became one, that stays whose uuid comes first.
            if (name.equals(now) || !before.containsKey(now)) {
                were.put(now, row.fields());
            }
        }
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

    /**
     * What a row without a uuid is known by now. That follows from what its key holds, as that is known now. Where this came apart, there may never have
     * been a record of that name: then the row is that of another of those that were one until then, if it is still there.
     */
    private Name keyed(UuidMaps maps, CatalogueObject object, Was was, Set<Name> are, Set<Name> written)
            throws SQLException {
        List<Name> names = new ArrayList<>();
        names.add(new Name(
                object.name(),
                maps.canonical(object.name(), derived(maps, object, was.row().fields()))));
        for (UUID name : was.names()) {
            names.add(new Name(object.name(), maps.canonical(object.name(), name)));
        }
        return names.stream()
                .filter(are::contains)
                .findFirst()
                .or(() -> names.stream().filter(written::contains).findFirst())
                .orElse(names.get(0));
    }

    private UUID derived(UuidMaps maps, CatalogueObject object, Map<String, Value> row) throws SQLException {
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
