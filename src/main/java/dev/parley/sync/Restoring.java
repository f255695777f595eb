package dev.parley.sync;

import dev.parley.catalogue.Catalogue.Referrer;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Change;
import dev.parley.merge.Conflict;
import dev.parley.merge.Conflicts;
import dev.parley.merge.Derived;
import dev.parley.merge.RecordState;
import dev.parley.merge.Value;
import dev.parley.store.Dialect;
import dev.parley.store.RecordIndex.State;
import dev.parley.store.RecordIndex.Touched;
import dev.parley.store.RecordRows.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
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

    /** Brings the record back that a reference points to, if it was deleted; does nothing where it is not known. */
    void bringBack(String target, Value value) throws SQLException {
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
        Optional<Outcome> outcome = restored(object, record, Optional.empty(), true);
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
            Set<String> referred =
                    object.idColumn().isEmpty() ? Set.of() : referred(object, going, Map.of(object, going));
            Set<UUID> named = new ByValue(work).stillNamed(object, going);
            more = false;
            for (Outcome outcome : going) {
                Value id = outcome.row().orElseThrow().id();
                if (named.contains(outcome.record()) || (!id.isNull() && referred.contains(id.text()))) {
                    Optional<Outcome> stays = restored(object, outcome.record(), outcome.row(), outcome.known());
                    stays.ifPresent(back ->
                            outcome.become(true, back.values(), back.touched().orElseThrow()));
                    kept.add(outcome);
                    more = true;
                }
            }
        }
        return kept;
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

    private Optional<Outcome> restored(CatalogueObject object, UUID record, Optional<Row> row, boolean known)
            throws SQLException {
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
        work.sightings.restored(object.name(), record);
        return Optional.of(Planning.outcome(work, object, record, row, known, changes));
    }

    /** The local ids, of those, to which rows still refer by an enforced reference; rows that go together with them aside. */
    private Set<String> referred(
            CatalogueObject object, List<Outcome> going, Map<CatalogueObject, List<Outcome>> together)
            throws SQLException {
        Set<String> referred = new HashSet<>();
        List<Long> ids = ids(going);
        for (Referrer referrer : work.catalogue.referrers(object.name())) {
            if (!referrer.field().reference().orElseThrow().enforced()) {
                continue;
            }
            Set<Long> aside = new HashSet<>(ids(together.getOrDefault(referrer.object(), List.of())));
            for (List<Long> part : work.tx.parts(ids)) {
                select(referrer, part, aside, referred);
            }
        }
        return referred;
    }

    private static List<Long> ids(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> Long.valueOf(outcome.row().orElseThrow().id().text()))
                .toList();
    }

    private void select(Referrer referrer, List<Long> ids, Set<Long> going, Set<String> referred) throws SQLException {
        Dialect dialect = work.tx.dialect();
        String column = dialect.quote(referrer.field().name());
        String own = going.isEmpty()
                ? "null"
                : dialect.quote(referrer.object().idColumn().orElseThrow());
        work.tx.each(
                "select distinct %s, %s from %s where %s%s"
                        .formatted(column, own, dialect.table(referrer.object().table()), column, work.tx.anyOf(ids)),
                row -> {
                    String child = row.getString(2);
                    if (child == null || !going.contains(Long.valueOf(child))) {
                        referred.add(row.getString(1));
                    }
                },
                ids);
    }
}
