package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Value;
import dev.parley.store.RecordIndex.Touched;
import dev.parley.store.Waiting;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
    private final RowValues values;
    private final ByValue byValue;
    private final Map<String, Map<UUID, Outcome>> saved = new HashMap<>();
    private int written;

    Projection(Work work) {
        this.work = work;
        this.writes = new RowWrites(work);
        this.restoring = new Restoring(work, this);
        this.values = new RowValues(work, writes, restoring);
        this.byValue = new ByValue(work);
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
        writes.expect(outcomes);
        writes.patient(true);
        Circles circles = new Circles(work, writes);
        circles.findNew(outcomes);
        for (CatalogueObject object : objects) {
            for (Circle circle : circles.endingWith(object)) {
                write(circle, circles);
            }
            List<Outcome> all = byObject.getOrDefault(object.name(), List.of());
            write(
                    object,
                    all.stream()
                            .filter(outcome -> outcome.exists() && circles.isFree(outcome))
                            .toList());
        }
        Map<String, List<Outcome>> going = new HashMap<>();
        byObject.forEach((object, all) -> going.put(
                object, all.stream().filter(outcome -> !outcome.exists()).toList()));
        circles.findGoing(going.values());
        new LettingGo(work).among(going);
        for (int i = objects.size() - 1; i >= 0; i--) {
            CatalogueObject object = objects.get(i);
            remove(
                    object,
                    going.getOrDefault(object.name(), List.of()).stream()
                            .filter(circles::isFree)
                            .toList());
            for (Circle circle : circles.beginningWith(object)) {
                remove(circle, circles);
            }
        }
        again();
        writes.patient(false);
        work.tx.applying(before);
    }

    /** Writes what a constraint kept out as long as that makes room for more of it: the invoice that had the number may be gone by now. Of the rest people are told. */
    private void again() throws SQLException {
        List<RowWrites.Stopped> stopped = writes.takeStopped();
        int before = Integer.MAX_VALUE;
        while (!stopped.isEmpty() && stopped.size() < before) {
            before = stopped.size();
            Map<String, List<Outcome>> held = new HashMap<>();
            for (RowWrites.Stopped each : stopped) {
                each.outcome().release();
                held.computeIfAbsent(each.outcome().object().name(), key -> new ArrayList<>())
                        .add(each.outcome());
            }
            for (CatalogueObject object : work.catalogue.objects()) {
                write(object, held.getOrDefault(object.name(), List.of()));
            }
            stopped = writes.takeStopped();
        }
        for (RowWrites.Stopped each : stopped) {
            each.refusal().tell(work, each.outcome(), Optional.empty());
        }
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
        byValue.findMoved(object, outcomes);
        List<Outcome> ready = new ArrayList<>();
        Map<UUID, List<Waiting.Entry>> open = new HashMap<>();
        Map<Outcome, Map<String, Value>> local = values.of(object, outcomes, open);
        for (Outcome outcome : outcomes) {
            if (local.containsKey(outcome)) {
                ready.add(outcome);
            }
        }
        for (Outcome outcome : writes.write(object, ready, local)) {
            written++;
            outcome.markWritten();
        }
        byValue.noteRenamed(object, outcomes);
        settle(object, outcomes, open);
    }

    /** Notes what became of records that were to be written. */
    private void settle(CatalogueObject object, List<Outcome> outcomes, Map<UUID, List<Waiting.Entry>> open)
            throws SQLException {
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

    /** Writes the records of a circle at once; where that can't be, each by itself, so that it waits for what it needs. */
    private void write(Circle circle, Circles circles) throws SQLException {
        circles.giveIds(circle);
        Map<UUID, List<Waiting.Entry>> open = new HashMap<>();
        Map<Outcome, Map<String, Value>> local = new HashMap<>();
        for (Map.Entry<CatalogueObject, List<Outcome>> members :
                circle.members().entrySet()) {
            local.putAll(values.of(members.getKey(), members.getValue(), open));
        }
        boolean done = circles.write(circle, local);
        for (Map.Entry<CatalogueObject, List<Outcome>> members :
                circle.members().entrySet()) {
            if (done) {
                members.getValue().forEach(Outcome::markWritten);
                written += members.getValue().size();
            }
        }
        for (Map.Entry<CatalogueObject, List<Outcome>> members :
                circle.members().entrySet()) {
            if (done) {
                settle(members.getKey(), members.getValue(), open);
            } else {
                write(members.getKey(), members.getValue());
            }
        }
    }

    /** Rows of these records are here now: what waited for them is filled in. */
    void arrived(CatalogueObject object, List<UUID> records) throws SQLException {
        work.ids.forget(object.name());
        fillIn(object, records);
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
        gone(object, gone);
        write(object, new ArrayList<>(kept));
    }

    private void gone(CatalogueObject object, List<Outcome> gone) throws SQLException {
        work.waiting.replace(object.name(), gone.stream().map(Outcome::record).toList(), List.of());
        save(object, gone);
        work.ids.forget(object.name());
    }

    /** Removes the rows of a circle at once, if nothing else refers to any of them. */
    private void remove(Circle circle, Circles circles) throws SQLException {
        boolean done = circles.remove(circle, restoring);
        List<CatalogueObject> objects = new ArrayList<>(circle.members().keySet());
        Collections.reverse(objects);
        for (CatalogueObject object : objects) {
            List<Outcome> members = circle.members().getOrDefault(object, List.of());
            if (done) {
                members.forEach(Outcome::markWritten);
                written += members.size();
                gone(object, members);
            } else {
                remove(object, members);
            }
        }
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
            work.site.witness().touched(object.name(), outcome.record());
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
