package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.ValueReference;
import dev.parley.merge.Fields;
import dev.parley.merge.Value;
import dev.parley.store.Businesses;
import dev.parley.store.RecordIndex.State;
import dev.parley.store.RecordIndex.Touched;
import dev.parley.store.RecordRows.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Records that others name by value, as foreign keys demand: an article by its code, an invoice by its year and number. */
final class ByValue {

    private final Work work;

    /** Objects of which rows got other values by which others name them. */
    private final Set<String> renamed = new HashSet<>();

    ByValue(Work work) {
        this.work = work;
    }

    /** Those of the records to be deleted that a row here still names, and that row in words; rows that go together with them aside. */
    Map<UUID, String> stillNamed(CatalogueObject object, List<Outcome> going) throws SQLException {
        Map<UUID, String> named = new HashMap<>();
        Optional<Businesses.Business> business = work.business();
        List<ValueReference> references = work.catalogue.valueReferencesTo(object.name());
        if (references.isEmpty() || business.isEmpty()) {
            return named;
        }
        Set<UUID> together = new HashSet<>();
        going.forEach(outcome -> together.add(outcome.record()));
        for (ValueReference reference : references) {
            Map<List<String>, UUID> records = new HashMap<>();
            List<List<Value>> wanted = new ArrayList<>();
            for (Outcome outcome : going) {
                Fields row = outcome.row().orElseThrow().fields();
                Optional<List<Value>> values = local(object, reference.targetFields(), row);
                if (values.isPresent()) {
                    wanted.add(values.get());
                    records.put(folded(reference.targetFields(), row), outcome.record());
                }
            }
            CatalogueObject namer = work.catalogue.require(reference.object());
            for (Row row : work.rows.matching(namer, business.get(), reference.fields(), wanted)) {
                UUID record = records.get(folded(reference.fields(), row.fields()));
                if (record != null && !(reference.isOwn() && together.contains(row.record()))) {
                    named.put(record, words(namer, row.record()));
                }
            }
        }
        return named;
    }

    /**
     * Brings records back that were deleted here and that these, which are to be written, name by key. Others are brought back by the site that has
     * both, since nothing here tells which record had those values.
     */
    void bringBack(CatalogueObject object, List<Outcome> outcomes, Restoring restoring) throws SQLException {
        for (ValueReference reference : work.catalogue.valueReferencesOf(object.name())) {
            CatalogueObject target = work.catalogue.require(reference.target());
            if (!Set.copyOf(reference.targetFields()).equals(Set.copyOf(target.keyFields()))) {
                continue;
            }
            Map<UUID, String> named = new LinkedHashMap<>();
            for (Outcome outcome : outcomes) {
                Map<String, Value> key = new HashMap<>();
                for (int i = 0; i < reference.fields().size(); i++) {
                    Value value =
                            outcome.values().getOrDefault(reference.fields().get(i), Value.NULL);
                    if (!value.isNull()) {
                        key.put(reference.targetFields().get(i), value);
                    }
                }
                if (key.size() == reference.fields().size()) {
                    UUID derived = new KeyedUuids(work).of(target, key);
                    named.put(work.maps.canonical(target.name(), derived), words(object, outcome.record()));
                }
            }
            for (Touched touched :
                    work.index.find(target.name(), named.keySet()).values()) {
                if (touched.state() == State.GONE) {
                    restoring.bringBack(
                            target.name(),
                            Value.of(touched.record().toString()),
                            Objects.requireNonNull(named.get(touched.record())));
                }
            }
        }
    }

    private static String words(CatalogueObject object, UUID record) {
        return object.name() + " " + record;
    }

    /** Notes whether rows of records that were written are named otherwise now, so that foreign keys may have taken rows along. */
    void noteRenamed(CatalogueObject object, List<Outcome> outcomes) {
        for (ValueReference reference : work.catalogue.valueReferencesTo(object.name())) {
            for (Outcome outcome : outcomes) {
                if (outcome.written()
                        && outcome.row().isPresent()
                        && reference.targetFields().stream().anyMatch(field -> isAnother(outcome, field))) {
                    renamed.add(object.name());
                }
            }
        }
    }

    private static boolean isAnother(Outcome outcome, String field) {
        Value before = outcome.row().orElseThrow().fields().getOrDefault(field, Value.NULL);
        return !outcome.values().getOrDefault(field, before).equals(before);
    }

    /** Finds rows that foreign keys took along: of a record that goes by its key it is now the row, and none has to be added. */
    void findMoved(CatalogueObject object, List<Outcome> outcomes) throws SQLException {
        Optional<Businesses.Business> business = work.business();
        boolean may = !object.hasUuids()
                && work.catalogue.valueReferencesOf(object.name()).stream()
                        .anyMatch(reference -> renamed.contains(reference.target()));
        if (!may || business.isEmpty()) {
            return;
        }
        Map<UUID, Outcome> without = new HashMap<>();
        List<List<Value>> keys = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            Optional<List<Value>> key = local(object, object.keyFields(), outcome.values());
            if (outcome.row().isEmpty() && key.isPresent()) {
                without.put(outcome.record(), outcome);
                keys.add(key.get());
            }
        }
        for (Row row : work.rows.matching(object, business.get(), object.keyFields(), keys)) {
            Outcome outcome = without.get(row.record());
            if (outcome != null) {
                outcome.standsIn(row);
                renamed.add(object.name());
            }
        }
    }

    /** Says what a record names that is not here, so that no foreign key takes it; empty where all of it is. */
    Optional<String> missing(Outcome outcome) throws SQLException {
        CatalogueObject object = outcome.object();
        Optional<Businesses.Business> business = work.business();
        for (ValueReference reference : work.catalogue.valueReferencesOf(object.name())) {
            Optional<List<Value>> values = local(object, reference.fields(), outcome.values());
            CatalogueObject target = work.catalogue.require(reference.target());
            if (values.isPresent()
                    && business.isPresent()
                    && work.rows
                            .matching(target, business.get(), reference.targetFields(), List.of(values.get()))
                            .isEmpty()) {
                List<String> named = new ArrayList<>();
                for (int i = 0; i < reference.fields().size(); i++) {
                    named.add("%s \"%s\""
                            .formatted(
                                    reference.fields().get(i),
                                    values.get().get(i).text()));
                }
                return Optional.of("it names %s by %s, which is not here: it was deleted, or has not arrived"
                        .formatted(target.name(), String.join(" and ", named)));
            }
        }
        return Optional.empty();
    }

    /** The records in an order in which each comes after what it names, where records of one object name each other. */
    List<Outcome> namedFirst(CatalogueObject object, List<Outcome> outcomes) {
        List<Outcome> sorted = outcomes;
        for (ValueReference reference : work.catalogue.valueReferencesOf(object.name())) {
            if (reference.isOwn()) {
                sorted = sorted(reference, sorted);
            }
        }
        return sorted;
    }

    private static List<Outcome> sorted(ValueReference reference, List<Outcome> outcomes) {
        Map<List<String>, Outcome> open = new LinkedHashMap<>();
        outcomes.forEach(outcome -> open.put(folded(reference.targetFields(), outcome.values()), outcome));
        Set<Outcome> sorted = new LinkedHashSet<>();
        for (Outcome outcome : outcomes) {
            List<Outcome> line = new ArrayList<>();
            Outcome next = outcome;
            while (next != null && !sorted.contains(next) && !line.contains(next)) {
                line.add(0, next);
                next = open.get(folded(reference.fields(), next.values()));
            }
            sorted.addAll(line);
        }
        return new ArrayList<>(sorted);
    }

    /** The values as they stand in the table here; empty where one is null, since nothing names that. */
    private Optional<List<Value>> local(CatalogueObject object, List<String> fields, Map<String, Value> row)
            throws SQLException {
        List<Value> local = new ArrayList<>();
        for (String name : fields) {
            Optional<Value> value = work.local.of(object.field(name).orElseThrow(), row);
            if (value.isEmpty() || value.get().isNull()) {
                return Optional.empty();
            }
            local.add(value.get());
        }
        return Optional.of(local);
    }

    /** Values in a form in which those are equal that a database takes for equal, whatever its collation. */
    private static List<String> folded(List<String> fields, Map<String, Value> values) {
        return fields.stream()
                .map(field -> values.getOrDefault(field, Value.NULL))
                .map(value -> value.isNull() ? "" : value.text().strip().toLowerCase(Locale.ROOT))
                .toList();
    }
}
