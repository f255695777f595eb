package dev.parley.sync;

import dev.parley.catalogue.Canonical;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Fold;
import dev.parley.catalogue.Identity;
import dev.parley.catalogue.NaturalKey;
import dev.parley.merge.Change;
import dev.parley.merge.RecordState;
import dev.parley.merge.Value;
import dev.parley.store.Businesses;
import dev.parley.store.RecordRows.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds records that were entered here and there under different uuids: by natural key, and by key where the uuid is derived from it. */
final class Twins {

    private static final Value EMPTY = Value.of("");

    private final Work work;
    private final TwinTest test;

    Twins(Work work, TwinTest test) {
        this.work = work;
        this.test = test;
    }

    /** A record that arrived and the one of ours that it is. */
    record Twin(UUID arrived, UUID ours) {}

    /** The twins of these records, none of which is known here. */
    List<Twin> find(CatalogueObject object, Collection<Incoming> unknown) throws SQLException {
        Optional<Businesses.Business> business = work.business();
        if (business.isEmpty() || unknown.isEmpty()) {
            return List.of();
        }
        if (object.identity() instanceof Identity.Key) {
            return byKey(object, unknown);
        }
        List<Twin> found = new ArrayList<>();
        Set<UUID> taken = new HashSet<>();
        Map<UUID, Map<String, Value>> contents = contents(unknown);
        for (NaturalKey natural : object.naturalKeys()) {
            List<String> key = natural.fields();
            Map<List<Value>, UUID> arrived = new HashMap<>();
            List<List<Value>> wanted = new ArrayList<>();
            for (Map.Entry<UUID, Map<String, Value>> content : contents.entrySet()) {
                List<Value> values = values(key, content.getValue());
                List<Value> folded = folded(object, natural, values);
                Optional<List<Value>> local =
                        folded.contains(EMPTY) ? Optional.empty() : local(object, key, content.getValue());
                if (local.isPresent()) {
                    arrived.put(folded, content.getKey());
                    wanted.add(local.get());
                }
            }
            for (Map.Entry<List<Value>, List<Row>> ours :
                    byValues(object, natural, wanted, business.get()).entrySet()) {
                UUID record = arrived.get(ours.getKey());
                if (record != null && ours.getValue().size() == 1) {
                    UUID here = ours.getValue().get(0).record();
                    if (!here.equals(record) && test.lacks(work.tx, object.name(), here) && taken.add(here)) {
                        found.add(new Twin(record, here));
                        contents.remove(record);
                    }
                }
            }
        }
        return found;
    }

    private Map<List<Value>, List<Row>> byValues(
            CatalogueObject object, NaturalKey key, List<List<Value>> wanted, Businesses.Business business)
            throws SQLException {
        Map<List<Value>, List<Row>> found = new HashMap<>();
        for (Row row : work.rows.resembling(object, business, key, wanted)) {
            List<Value> folded = folded(object, key, values(key.fields(), row.fields()));
            found.computeIfAbsent(folded, values -> new ArrayList<>()).add(row);
        }
        return found;
    }

    /** What each of the records is, as far as what arrived tells, where it exists. */
    private static Map<UUID, Map<String, Value>> contents(Collection<Incoming> unknown) {
        Map<UUID, Map<String, Value>> contents = new HashMap<>();
        for (Incoming incoming : unknown) {
            content(incoming).ifPresent(content -> contents.put(incoming.record(), content));
        }
        return contents;
    }

    /** What a record is, as far as what arrived tells, if it exists. */
    static Optional<Map<String, Value>> content(Incoming incoming) {
        List<Change> changes = new ArrayList<>(incoming.changes().values());
        incoming.baseline().ifPresent(changes::add);
        RecordState state = RecordState.of(changes);
        return state.exists() ? Optional.of(state.values()) : Optional.empty();
    }

    private static List<Value> values(List<String> key, Map<String, Value> fields) {
        return key.stream().map(field -> fields.getOrDefault(field, Value.NULL)).toList();
    }

    /** The values in the form in which those of one record are equal, however they were written. */
    private static List<Value> folded(CatalogueObject object, NaturalKey key, List<Value> values) {
        List<Value> folded = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            Field field = object.field(key.fields().get(i)).orElseThrow();
            boolean folds = !value.isNull()
                    && field.kind() == FieldKind.TEXT
                    && field.reference().isEmpty();
            folded.add(folds ? Value.of(Fold.apply(key.folds(), value.text())) : value);
        }
        return folded;
    }

    /** The values as they stand in our table. Empty where one is missing, or points to nothing here. */
    private Optional<List<Value>> local(CatalogueObject object, List<String> key, Map<String, Value> fields)
            throws SQLException {
        List<Value> local = new ArrayList<>();
        for (String name : key) {
            Field field = object.field(name).orElseThrow();
            Value value = fields.getOrDefault(name, Value.NULL);
            if (value.isNull() || value.text().isEmpty()) {
                return Optional.empty();
            }
            Optional<Value> here = work.local.of(field, fields);
            if (here.isEmpty() || !isFindable(here.get(), field)) {
                return Optional.empty();
            }
            local.add(here.get());
        }
        return Optional.of(local);
    }

    /** What no column of the field can hold is in none, and a database may not even be asked for it. */
    private static boolean isFindable(Value value, Field field) {
        return Canonical.isCanonical(value.text(), field.kind()) && value.text().indexOf('\0') < 0;
    }

    /** A keyed record whose derived uuid is another here, since what it refers to has been mapped since. */
    private List<Twin> byKey(CatalogueObject object, Collection<Incoming> unknown) throws SQLException {
        List<Twin> found = new ArrayList<>();
        for (Incoming incoming : unknown) {
            Optional<Map<String, Value>> fields = keyFields(object, incoming);
            if (fields.isEmpty()) {
                continue;
            }
            UUID now = new KeyedUuids(work).of(object, fields.get());
            UUID canonical = work.maps.canonical(object.name(), now);
            if (!canonical.equals(incoming.record())) {
                found.add(new Twin(incoming.record(), now));
            }
        }
        return found;
    }

    private Optional<Map<String, Value>> keyFields(CatalogueObject object, Incoming incoming) {
        List<Change> changes = new ArrayList<>(incoming.changes().values());
        incoming.baseline().ifPresent(changes::add);
        Map<String, Value> own = new KeyedUuids(work).own(object, changes);
        if (!own.isEmpty()) {
            return Optional.of(own);
        }
        return changes.stream()
                .filter(change -> !change.action().isNaming())
                .map(Change::fields)
                .filter(fields -> fields.keySet().containsAll(object.keyFields()))
                .findFirst();
    }
}
