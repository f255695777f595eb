package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Identity;
import dev.parley.catalogue.Reference;
import dev.parley.catalogue.Scope;
import dev.parley.merge.Derived;
import dev.parley.merge.Fields;
import dev.parley.merge.Value;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Turns captured rows into records: local ids, which mean something at this site only, into uuids. An id is looked for where the trigger
 * wrote down the uuid itself, then among the rows, among the deletes that are captured but not yet taken in, and among the deleted records.
 */
final class Translation {

    private static final String NOBODY = new UUID(0, 0).toString();

    private final Tx tx;
    private final Catalogue catalogue;
    private final UuidMaps maps;
    private final Businesses businesses;
    private final Map<String, List<Captured>> captured;
    private final Map<String, Map<String, UUID>> targets = new HashMap<>();
    private final IdentityHashMap<CatalogueObject, Shape> shapes = new IdentityHashMap<>();

    /**
     * For one round of the sequencer.
     *
     * @param captured what is captured of each object, by its name
     */
    Translation(Tx tx, Catalogue catalogue, UuidMaps maps, Map<String, List<Captured>> captured) {
        this.tx = tx;
        this.catalogue = catalogue;
        this.maps = maps;
        this.businesses = new Businesses(tx, catalogue);
        this.captured = captured;
    }

    /** Looks up at once all ids that the object's captured rows refer to. */
    void prepare(CatalogueObject object) throws SQLException {
        List<Field> fields = object.fields();
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.get(i).refers()) {
                continue;
            }
            Map<Reference, Set<String>> ids = new HashMap<>();
            for (Captured event : captured.getOrDefault(object.name(), List.of())) {
                for (Optional<LocalRow> either : List.of(event.before(), event.after())) {
                    if (either.isPresent()) {
                        String id = either.get().values().get(i).text();
                        reference(object, fields.get(i), either.get())
                                .ifPresent(to -> ids.computeIfAbsent(to, key -> new HashSet<>())
                                        .add(id));
                    }
                }
            }
            for (Map.Entry<Reference, Set<String>> to : ids.entrySet()) {
                resolve(to.getKey(), to.getValue());
            }
        }
    }

    /** Looks up what these local ids point to. */
    void prepare(Reference reference, Collection<String> ids) throws SQLException {
        resolve(reference, ids);
    }

    /** The canonical uuid of the record that the local id points to; empty where that is not known. */
    Optional<UUID> target(Reference reference, String id) throws SQLException {
        Value uuid = target(reference.target(), Value.of(id), Value.NULL);
        return uuid.isNull() ? Optional.empty() : Optional.of(UUID.fromString(uuid.text()));
    }

    /** Where the field points in that row; empty where it holds a plain value. */
    private Optional<Reference> reference(CatalogueObject object, Field field, LocalRow row) {
        return field.reference().or(() -> field.namedIn()
                .flatMap(object::field)
                .map(naming -> row.values().get(object.fields().indexOf(naming)))
                .flatMap(name -> catalogue.named(name.text())));
    }

    /** The record that the row was. Empty where its uuid column holds no uuid. */
    Optional<CapturedRecord> record(CatalogueObject object, LocalRow row) throws SQLException {
        Shape shape = shapes.computeIfAbsent(object, Shape::of);
        Value[] given = row.values().toArray(new Value[0]);
        for (int i : shape.referring()) {
            Optional<Reference> reference = reference(object, object.fields().get(i), row);
            if (reference.isPresent()) {
                given[i] =
                        target(reference.get().target(), given[i], row.pointed().get(i));
            }
        }
        Fields values = shape.names().with(given);
        String business = business(object, row, values);
        Optional<UUID> uuid = uuid(object, row, values, business);
        if (uuid.isEmpty()) {
            return Optional.empty();
        }
        UUID record = maps.canonical(object.name(), uuid.get());
        OptionalLong id = row.id().isNull()
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(row.id().text()));
        String owner = object.scope() instanceof Scope.Self ? record.toString() : business;
        return Optional.of(new CapturedRecord(record, owner, id, values));
    }

    /**
     * What is the same for all rows of an object.
     *
     * @param referring the places of the fields that may point to something
     */
    private record Shape(Fields.Names names, List<Integer> referring) {

        static Shape of(CatalogueObject object) {
            List<Field> fields = object.fields();
            return new Shape(
                    new Fields.Names(fields.stream().map(Field::name).toList()),
                    IntStream.range(0, fields.size())
                            .filter(i -> fields.get(i).refers())
                            .boxed()
                            .toList());
        }
    }

    private Optional<UUID> uuid(CatalogueObject object, LocalRow row, Map<String, Value> values, String business) {
        if (object.identity() instanceof Identity.Key key) {
            List<Value> parts = key.fields().stream().map(values::get).toList();
            return Optional.of(Derived.keyed(object.name(), UUID.fromString(business), parts));
        }
        try {
            return Optional.of(UUID.fromString(row.uuid().text()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String business(CatalogueObject object, LocalRow row, Map<String, Value> values) throws SQLException {
        if (object.scope() instanceof Scope.Column) {
            if (row.business().isNull()) {
                return NOBODY;
            }
            return businesses
                    .uuid(Long.parseLong(row.business().text()))
                    .map(UUID::toString)
                    .orElse(NOBODY);
        }
        if (object.scope() instanceof Scope.Through through) {
            Value parent = values.get(through.field());
            Field field = object.field(through.field()).orElseThrow();
            return parent == null || parent.isNull()
                    ? NOBODY
                    : businessOf(
                            catalogue.require(field.reference().orElseThrow().target()),
                            UUID.fromString(parent.text()));
        }
        if (object.scope() instanceof Scope.Whole) {
            return businesses.uuid(Businesses.WHOLE).map(UUID::toString).orElse(NOBODY);
        }
        return object.isShared() ? ChangeLog.SHARED : NOBODY;
    }

    /** The business of a record that another one leads to: by the row, by what is known of it, by what is captured of it. */
    private String businessOf(CatalogueObject object, UUID record) throws SQLException {
        RecordIndex.Touched touched =
                new RecordIndex(tx).find(object.name(), List.of(record)).get(record);
        if (touched != null) {
            return touched.business();
        }
        for (Captured event : captured.getOrDefault(object.name(), List.of())) {
            LocalRow row = event.after().or(event::before).orElseThrow();
            if (row.uuid().text().equals(record.toString())) {
                Map<String, Value> values = record(object, row).orElseThrow().fields();
                return business(object, row, values);
            }
        }
        return new RecordBusiness(tx, catalogue, maps)
                .of(object, record)
                .map(UUID::toString)
                .orElse(NOBODY);
    }

    private Value target(String target, Value id, Value pointed) throws SQLException {
        if (id.isNull()) {
            return Value.NULL;
        }
        if (!pointed.isNull()) {
            return Value.of(
                    maps.canonical(target, UUID.fromString(pointed.text())).toString());
        }
        UUID uuid = targets.getOrDefault(target, Map.of()).get(id.text());
        return uuid == null ? Value.NULL : Value.of(maps.canonical(target, uuid).toString());
    }

    private void resolve(Reference reference, Collection<String> ids) throws SQLException {
        String name = reference.target();
        Map<String, UUID> known = targets.computeIfAbsent(name, key -> new HashMap<>());
        Set<String> open = new HashSet<>(ids);
        open.removeIf(id -> !TargetUuids.isId(id));
        open.removeAll(known.keySet());
        known.putAll(new TargetUuids(tx, catalogue).of(reference, open));
        open.removeAll(known.keySet());
        if (open.isEmpty()) {
            return;
        }
        for (Captured event : captured.getOrDefault(name, List.of())) {
            event.before()
                    .filter(row -> open.contains(row.id().text()))
                    .ifPresent(row -> known.put(
                            row.id().text(), UUID.fromString(row.uuid().text())));
        }
        open.removeAll(known.keySet());
        List<Long> numbers = open.stream().map(Long::parseLong).toList();
        new RecordIndex(tx).byLocalId(name, numbers).forEach((id, uuid) -> known.put(Long.toString(id), uuid));
    }
}
