package dev.parley.sync;

import dev.parley.catalogue.Catalogue.Referrer;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Reference;
import dev.parley.merge.Change;
import dev.parley.merge.Conflict;
import dev.parley.merge.Conflicts;
import dev.parley.merge.Derived;
import dev.parley.merge.RecordState;
import dev.parley.merge.Value;
import dev.parley.store.RecordIndex.State;
import dev.parley.store.RecordIndex.Touched;
import dev.parley.store.RecordRows.Row;
import dev.parley.store.RowSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps a deleted record as long as another refers to it by an enforced reference. Each site that meets this adds the very same change, derived
 * from the delete, so the record comes back everywhere.
 */
final class Restoring {

    private final Work work;
    private final Projection projection;
    private final Set<UUID> underWay = new HashSet<>();

    Restoring(Work work, Projection projection) {
        this.work = work;
        this.projection = projection;
    }

    /**
     * Brings the record back that a reference points to, if it was deleted; does nothing where it is not known.
     *
     * @param child the record that refers to it, in words
     */
    void bringBack(String target, Value value, String child) throws SQLException {
        UUID record;
        try {
            record = work.maps.canonical(target, UUID.fromString(value.text()));
        } catch (IllegalArgumentException e) {
            return;
        }
        Touched touched = work.index.find(target, List.of(record)).get(record);
        if (touched == null || touched.state() != State.GONE || !underWay.add(record)) {
            return;
        }
        CatalogueObject object = work.catalogue.require(target);
        Optional<Outcome> outcome = restored(new Deleted(object, record, child), Optional.empty(), true);
        if (outcome.isPresent()) {
            projection.write(object, List.of(outcome.get()));
        }
        underWay.remove(record);
    }

    /** Those of the records to be deleted that others still refer to: they are to stay instead. */
    Set<Outcome> keepReferred(CatalogueObject object, List<Outcome> outcomes) throws SQLException {
        Set<Outcome> kept = new LinkedHashSet<>();
        if (outcomes.isEmpty()) {
            return kept;
        }
        boolean more = true;
        while (more) {
            List<Outcome> going =
                    outcomes.stream().filter(outcome -> !kept.contains(outcome)).toList();
            Map<String, String> referred =
                    object.idColumn().isEmpty() ? Map.of() : referred(object, going, Map.of(object, going));
            Map<UUID, String> named = new ByValue(work).stillNamed(object, going);
            more = false;
            for (Outcome outcome : going) {
                Value id = outcome.row().orElseThrow().id();
                String child = named.get(outcome.record());
                if (child == null && !id.isNull()) {
                    child = referred.get(id.text());
                }
                if (child != null) {
                    Deleted deleted = new Deleted(object, outcome.record(), child);
                    Optional<Outcome> stays = restored(deleted, outcome.row(), outcome.known());
                    stays.ifPresent(back ->
                            outcome.become(true, back.values(), back.touched().orElseThrow()));
                    kept.add(outcome);
                    more = true;
                }
            }
        }
        return kept;
    }

    /** Tells of records that other sites brought back, after all rows have been written. */
    void tell(List<Planning.Restored> restored) throws SQLException {
        for (Planning.Restored record : restored) {
            CatalogueObject object = record.object();
            Map<String, String> referred = new HashMap<>();
            if (object.idColumn().isPresent()) {
                Reference own = new Reference(object.name(), object.idColumn().get(), false);
                Optional<Value> id = work.ids.of(own, Value.of(record.record().toString()));
                List<Long> ids =
                        id.stream().map(value -> Long.valueOf(value.text())).toList();
                refer(object, ids, Map.of(), referred);
            }
            String child = referred.values().stream().findFirst().orElse("another record");
            work.sightings.restored(object.name(), record.record(), record.delete(), child);
        }
    }

    /** Whether a row that is not to go itself refers to one of the circle by an enforced reference. */
    boolean isReferred(Circle circle) throws SQLException {
        for (Map.Entry<CatalogueObject, List<Outcome>> members :
                circle.members().entrySet()) {
            if (!referred(members.getKey(), members.getValue(), circle.members())
                    .isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** A deleted record, and another one that refers to it, in words. */
    private record Deleted(CatalogueObject object, UUID record, String child) {}

    private Optional<Outcome> restored(Deleted deleted, Optional<Row> row, boolean known) throws SQLException {
        CatalogueObject object = deleted.object();
        UUID record = deleted.record();
        Collection<Change> all = work.histories(object.name(), List.of(record)).getOrDefault(record, List.of());
        RecordState state = RecordState.of(all);
        Optional<Change> delete = state.lastDelete();
        if (delete.isEmpty() || state.exists()) {
            // Unknown, or to be written again anyway.
            return Optional.empty();
        }
        Change restore = Derived.restore(delete.get());
        List<Change> changes = new ArrayList<>(all);
        if (changes.stream().noneMatch(change -> change.uuid().equals(restore.uuid()))) {
            work.append(restore, work.scope.owner(object), false);
            changes.add(restore);
        }
        for (Conflict conflict : Conflicts.find(changes, Set.of(restore.uuid()), object.undisputedFields())) {
            work.sightings.conflict(object.name(), record, conflict);
        }
        work.sightings.restored(object.name(), record, delete, deleted.child());
        return Optional.of(Planning.outcome(work, object, record, row, known, changes));
    }

    /** The local ids, of those, to which rows still refer by an enforced reference, and such a row in words; rows that go together with them aside. */
    private Map<String, String> referred(
            CatalogueObject object, List<Outcome> going, Map<CatalogueObject, List<Outcome>> together)
            throws SQLException {
        Map<String, String> referred = new HashMap<>();
        refer(object, ids(going), together, referred);
        return referred;
    }

    private void refer(
            CatalogueObject object,
            List<Long> ids,
            Map<CatalogueObject, List<Outcome>> together,
            Map<String, String> referred)
            throws SQLException {
        for (Referrer referrer : work.catalogue.referrers(object.name())) {
            if (!referrer.field().reference().orElseThrow().enforced()) {
                continue;
            }
            Set<Long> aside = new HashSet<>(ids(together.getOrDefault(referrer.object(), List.of())));
            for (List<Long> part : work.tx.parts(ids)) {
                select(referrer, part, aside, referred);
            }
        }
    }

    private static List<Long> ids(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> Long.valueOf(outcome.row().orElseThrow().id().text()))
                .toList();
    }

    private void select(Referrer referrer, List<Long> ids, Set<Long> going, Map<String, String> referred)
            throws SQLException {
        CatalogueObject object = referrer.object();
        RowSource rows = RowSource.of(work.tx.dialect(), object, "t");
        String column = rows.column(referrer.field().name());
        String uuid = object.hasUuids() ? "min(cast(%s as char(36)))".formatted(rows.uuid()) : "null";
        String own = going.isEmpty() ? "null" : rows.id();
        work.tx.each(
                "select %s, %s, %s from %s where %1$s%s group by %1$s%s"
                        .formatted(
                                column, own, uuid, rows.from(), work.tx.anyOf(ids), going.isEmpty() ? "" : ", " + own),
                row -> {
                    String child = row.getString(2);
                    if (child == null || !going.contains(Long.valueOf(child))) {
                        String of = row.getString(3);
                        referred.put(row.getString(1), of == null ? object.name() : object.name() + " " + of);
                    }
                },
                ids);
    }
}
