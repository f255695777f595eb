package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.merge.Action;
import dev.parley.merge.Author;
import dev.parley.merge.Change;
import dev.parley.merge.Clock;
import dev.parley.merge.RecordState;
import dev.parley.merge.Value;
import dev.parley.store.Moments;
import dev.parley.store.RecordIndex.State;
import dev.parley.store.RecordIndex.Touched;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Changes records as a person said: each is a change made at this site that knows all that is held of its record. */
final class ByHand {

    private final Work work;
    private final String user;

    ByHand(Work work, String user) {
        this.work = work;
        this.user = user;
    }

    /** What is known of a record, locked and with what the application did to it taken in. */
    Collection<Change> locked(CatalogueObject object, UUID record) throws SQLException {
        work.log.lock();
        work.lock(object, work.maps.names(object.name(), List.of(record)));
        work.takeIn();
        makeExplicit(object, record);
        return Objects.requireNonNull(
                work.histories(object.name(), List.of(record)).get(record));
    }

    /** An untouched row's baseline goes to the log first, so that the change has something that it is made after. */
    private void makeExplicit(CatalogueObject object, UUID record) throws SQLException {
        if (!work.index.find(object.name(), List.of(record)).isEmpty()) {
            return;
        }
        Optional<Change> baseline = Optional.ofNullable(new RowLookup(work, object)
                        .locked(Map.of(record, List.of()))
                        .get(record))
                .map(row -> row.baseline(object));
        if (baseline.isPresent()
                && work.log
                        .heldBaselines(object.name(), List.of(baseline.get()))
                        .isEmpty()) {
            work.append(baseline.get(), work.scope.owner(object), false);
            work.markWhole(object.name(), record, work.scope.owner(object));
            work.flush();
        }
    }

    /** Sets fields, and with them last_updated as an application would; brings a deleted record back. */
    Change set(CatalogueObject object, UUID record, Map<String, Value> fields) throws SQLException {
        Map<String, Value> stamped = new HashMap<>(fields);
        Optional<Field> updated = object.updatedField().flatMap(object::field);
        if (updated.isPresent()) {
            Moments.value(work.site.origin().time().micros(), updated.get().kind())
                    .ifPresent(now -> stamped.put(updated.get().name(), now));
        }
        return change(object, record, Action.UPDATE, stamped);
    }

    /** Deletes. */
    Change delete(CatalogueObject object, UUID record) throws SQLException {
        RecordState state = RecordState.of(locked(object, record));
        Map<String, Value> key = new HashMap<>(state.values());
        key.keySet().retainAll(object.keyFields());
        return change(object, record, Action.DELETE, key);
    }

    private Change change(CatalogueObject object, UUID record, Action action, Map<String, Value> fields)
            throws SQLException {
        RecordState state = RecordState.of(locked(object, record));
        Change change = new Change(
                work.site.origin().ids().next(),
                action,
                object.name(),
                record,
                fields,
                Clock.at(work.site.origin().time().micros(), state.newest()),
                new Author(user, "", work.site.origin().site()),
                new ArrayList<>(state.heads()));
        String owner = work.scope.owner(object);
        work.append(change, owner, false);
        work.flush();
        retry(Touched.of(object.name(), record, owner, state, State.HERE, OptionalLong.empty()));
        return change;
    }

    /** Tries again to write a record that could not be written. */
    void again(CatalogueObject object, UUID record) throws SQLException {
        Touched touched = work.index.find(object.name(), List.of(record)).get(record);
        if (touched != null) {
            retry(touched);
        }
    }

    private void retry(Touched touched) throws SQLException {
        new Apply(work.site, work.tx, work.scope, false, (tx, name, uuid) -> false).retry(List.of(touched));
    }

    /** Whether the record's row could be brought to what it is to be. */
    boolean isWritten(CatalogueObject object, UUID record) throws SQLException {
        Touched touched = work.index.find(object.name(), List.of(record)).get(record);
        return touched == null || touched.state() != State.HELD;
    }
}
