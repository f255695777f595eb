package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Reference;
import dev.parley.merge.Value;
import dev.parley.store.RecordIndex.Touched;
import dev.parley.store.Waiting;
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
import org.jspecify.annotations.Nullable;

/** Brings rows to what the records are to be: parents first, deletes last and in reverse; what fails is held, the rest goes on. */
final class Projection {

    private final Work work;
    private final RowWrites writes;
    private final Restoring restoring;
    private final Map<String, Map<UUID, Outcome>> saved = new HashMap<>();
    private int written;

    Projection(Work work) {
        this.work = work;
        this.writes = new RowWrites(work);
        this.restoring = new Restoring(work, this);
    }

    /** How many rows were written or removed. */
    int written() {
        return written;
    }

    /** Writes what the records are to be, and what the index is to say of them. */
    void project(List<Outcome> outcomes) throws SQLException {
        boolean before = work.tx.applying(true);
        Map<String, List<Outcome>> byObject = new HashMap<>();
        outcomes.forEach(outcome -> byObject.computeIfAbsent(outcome.object().name(), key -> new ArrayList<>())
                .add(outcome));
        List<CatalogueObject> objects = work.catalogue.objects();
        for (CatalogueObject object : objects) {
            List<Outcome> all = byObject.getOrDefault(object.name(), List.of());
            write(object, all.stream().filter(Outcome::exists).toList());
        }
        Map<String, List<Outcome>> going = new HashMap<>();
        byObject.forEach((object, all) -> going.put(
                object, all.stream().filter(outcome -> !outcome.exists()).toList()));
        new LettingGo(work).among(going);
        for (int i = objects.size() - 1; i >= 0; i--) {
            remove(objects.get(i), going.getOrDefault(objects.get(i).name(), List.of()));
        }
        work.tx.applying(before);
    }

    /** Fills in what waited for these records: under another of their uuids they were here before. */
    void fillJoined(CatalogueObject object, Collection<UUID> joined) throws SQLException {
        if (!joined.isEmpty()) {
            boolean before = work.tx.applying(true);
            fillIn(object, joined);
            work.tx.applying(before);
        }
    }

    /** Writes records that are to be there. */
    void write(CatalogueObject object, List<Outcome> outcomes) throws SQLException {
        if (outcomes.isEmpty()) {
            return;
        }
        List<Outcome> ready = new ArrayList<>();
        Map<UUID, List<Waiting.Entry>> open = new HashMap<>();
        Map<Outcome, Map<String, Value>> local = localValues(object, outcomes, open);
        for (Outcome outcome : outcomes) {
            if (local.containsKey(outcome)) {
                ready.add(outcome);
            }
        }
        for (Outcome outcome : writes.write(object, ready, local)) {
            written++;
            outcome.markWritten();
        }
        List<Waiting.Entry> references = new ArrayList<>();
        open.values().forEach(references::addAll);
        work.waiting.replace(
                object.name(), outcomes.stream().map(Outcome::record).toList(), references);
        save(object, outcomes);
        List<Outcome> arrived = outcomes.stream()
                .filter(outcome -> outcome.written() && outcome.row().isEmpty())
                .toList();
        if (!arrived.isEmpty()) {
            work.ids.forget(object.name());
            new HistoryWriter(work).rowsCame(object, arrived);
            fillIn(object, arrived.stream().map(Outcome::record).toList());
        }
    }

    /** Rows of these records are here now: what waited for them is filled in. */
    void arrived(CatalogueObject object, List<UUID> records) throws SQLException {
        work.ids.forget(object.name());
        fillIn(object, records);
    }

    /** The values as they are to stand in our table, of each record that can be written; what points to nothing here is noted as waiting. */
    private Map<Outcome, Map<String, Value>> localValues(
            CatalogueObject object, List<Outcome> outcomes, Map<UUID, List<Waiting.Entry>> open) throws SQLException {
        work.local.prepare(object, outcomes.stream().map(Outcome::values).toList());
        Map<Outcome, Map<String, Value>> local = new HashMap<>();
        for (Outcome outcome : outcomes) {
            if (outcome.isHeld()) {
                continue;
            }
            Map<String, Value> values = new HashMap<>();
            boolean writable = true;
            for (Field field : object.fields()) {
                Value value = outcome.values().get(field.name());
                if (value == null) {
                    continue;
                }
                Optional<Reference> reference = work.local.reference(field, outcome.values());
                if (reference.isPresent()) {
                    writable &= reference(outcome, field, reference.get(), values, open);
                } else if (work.local.isBeyond(field, value)) {
                    writable &= beyond(outcome, field, value, values, open);
                } else {
                    values.put(field.name(), value);
                }
            }
            if (writable) {
                local.put(outcome, values);
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
            restoring.bringBack(reference.target(), value);
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
                "it refers by " + field.name() + " to " + value.text() + ", which has not arrived");
        return false;
    }

    /** Fills in what waited for these records. */
    private void fillIn(CatalogueObject target, Collection<UUID> arrived) throws SQLException {
        Set<UUID> names = work.maps.names(target.name(), arrived);
        Map<String, Set<UUID>> again = new HashMap<>();
        for (Waiting.Entry reference : work.waiting.on(target.name(), names)) {
            if (work.catalogue.object(reference.object()).isEmpty()) {
                new HistoryWriter(work).fill(reference);
                continue;
            }
            again.computeIfAbsent(reference.object(), key -> new HashSet<>()).add(reference.record());
        }
        for (Map.Entry<String, Set<UUID>> records : again.entrySet()) {
            new Retrying(work, this).fill(work.catalogue.require(records.getKey()), records.getValue());
        }
    }

    private void remove(CatalogueObject object, List<Outcome> planned) throws SQLException {
        Map<UUID, Outcome> before = saved.getOrDefault(object.name(), Map.of());
        List<Outcome> outcomes = planned.stream()
                .filter(outcome -> !isBroughtBack(before.get(outcome.record())))
                .toList();
        List<Outcome> there =
                outcomes.stream().filter(outcome -> outcome.row().isPresent()).toList();
        Set<Outcome> kept = restoring.keepReferred(object, there);
        List<Outcome> go =
                there.stream().filter(outcome -> !kept.contains(outcome)).toList();
        for (Outcome outcome : writes.delete(object, go)) {
            written++;
            outcome.markWritten();
        }
        List<Outcome> gone =
                outcomes.stream().filter(outcome -> !kept.contains(outcome)).toList();
        work.waiting.replace(object.name(), gone.stream().map(Outcome::record).toList(), List.of());
        save(object, gone);
        work.ids.forget(object.name());
        write(object, new ArrayList<>(kept));
    }

    /** Whether something that was written meanwhile refers to the record, so that it has to stay. */
    private static boolean isBroughtBack(@Nullable Outcome saved) {
        return saved != null && saved.exists();
    }

    private void save(CatalogueObject object, Collection<Outcome> outcomes) throws SQLException {
        Map<UUID, Outcome> before = saved.computeIfAbsent(object.name(), key -> new HashMap<>());
        Set<UUID> known = new HashSet<>(before.keySet());
        List<Touched> states = new ArrayList<>();
        List<UUID> standing = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome.touched().isEmpty()) {
                continue;
            }
            states.add(outcome.touched().get());
            if (outcome.known()) {
                known.add(outcome.record());
            }
            before.put(outcome.record(), outcome);
            if (!outcome.isHeld()) {
                standing.add(outcome.record());
            }
        }
        work.sightings.noLongerHeld(object.name(), standing);
        work.index.save(states, known);
    }
}
