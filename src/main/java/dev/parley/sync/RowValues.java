package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Reference;
import dev.parley.merge.Fields;
import dev.parley.merge.Value;
import dev.parley.store.Waiting;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Turns what records are to be into what can stand in our table now. What cannot waits, or holds its record. */
final class RowValues {

    private final Work work;
    private final RowWrites writes;
    private final Restoring restoring;

    RowValues(Work work, RowWrites writes, Restoring restoring) {
        this.work = work;
        this.writes = writes;
        this.restoring = restoring;
    }

    /** The values as they are to stand in our table, of each record that can be written; what points to nothing here is noted as waiting. */
    Map<Outcome, Map<String, Value>> of(
            CatalogueObject object, List<Outcome> outcomes, Map<UUID, List<Waiting.Entry>> open) throws SQLException {
        new ByValue(work).bringBack(object, outcomes, restoring);
        work.local.prepare(object, outcomes.stream().map(Outcome::values).toList());
        Set<String> columns = object.fieldsByName().keySet();
        List<Field> translated =
                object.fields().stream().filter(work.local::mayDiffer).toList();
        Map<Outcome, Map<String, Value>> local = new HashMap<>();
        for (Outcome outcome : outcomes) {
            if (outcome.isHeld()) {
                continue;
            }
            Map<String, Value> values = new HashMap<>();
            boolean writable = true;
            for (Field field : translated) {
                Value value = outcome.values().get(field.name());
                if (value == null) {
                    continue;
                }
                Optional<Reference> reference = work.local.reference(field, outcome.values());
                if (reference.isPresent()) {
                    writable &= reference(outcome, field, reference.get(), values, open);
                } else if (work.local.isBeyond(field, value)) {
                    writable &= beyond(outcome, field, value, values, open);
                }
            }
            if (writable) {
                local.put(outcome, Fields.of(outcome.values()).only(columns).with(values));
            } else {
                writes.hold(outcome);
            }
        }
        return local;
    }

    /** Puts what stands for a value that the column can't hold; gives whether there is such. */
    private boolean beyond(
            Outcome outcome, Field field, Value value, Map<String, Value> values, Map<UUID, List<Waiting.Entry>> open)
            throws SQLException {
        String object = outcome.object().name();
        Optional<Value> standIn = work.local.standIn(field).filter(stands -> !stands.isNull() || field.nullable());
        if (standIn.isEmpty()) {
            work.sightings.held(
                    object,
                    outcome.record(),
                    "its field %s holds %s, which this database has no date for; say with `zero_dates` in the catalogue what is to stand for it"
                            .formatted(field.name(), value.text()));
            return false;
        }
        open.computeIfAbsent(outcome.record(), key -> new ArrayList<>())
                .add(Waiting.Entry.value(object, outcome.record(), field.name(), value));
        values.put(field.name(), standIn.get());
        return true;
    }

    /** Puts the local id that the reference is to hold; gives whether the record can be written. */
    private boolean reference(
            Outcome outcome,
            Field field,
            Reference reference,
            Map<String, Value> values,
            Map<UUID, List<Waiting.Entry>> open)
            throws SQLException {
        Value value = outcome.values().getOrDefault(field.name(), Value.NULL);
        Optional<Value> id = work.ids.of(reference, value);
        if (id.isEmpty() && reference.enforced()) {
            restoring.bringBack(reference.target(), value, outcome.object().name() + " " + outcome.record());
            id = work.ids.of(reference, value);
        }
        if (id.isPresent()) {
            values.put(field.name(), id.get().isNull() ? LocalValues.nothing(field) : id.get());
            return true;
        }
        String object = outcome.object().name();
        try {
            UUID target = UUID.fromString(value.text());
            open.computeIfAbsent(outcome.record(), key -> new ArrayList<>())
                    .add(Waiting.Entry.reference(object, outcome.record(), field.name(), reference.target(), target));
        } catch (IllegalArgumentException e) {
            String why = "its field " + field.name() + " holds no uuid but \"" + value.text() + "\"";
            work.sightings.held(object, outcome.record(), why);
            return false;
        }
        if (field.nullable() || !reference.enforced()) {
            values.put(field.name(), LocalValues.nothing(field));
            return true;
        }
        work.sightings.held(
                object,
                outcome.record(),
                "it refers by %s to %s %s, which has not arrived (if only a part was synced, sync all or --object %s too)"
                        .formatted(field.name(), reference.target(), value.text(), reference.target()));
        return false;
    }
}
