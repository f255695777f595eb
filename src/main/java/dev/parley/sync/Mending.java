package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Identity;
import dev.parley.catalogue.Reference;
import dev.parley.merge.Action;
import dev.parley.merge.Author;
import dev.parley.merge.Change;
import dev.parley.merge.Clock;
import dev.parley.merge.Derived;
import dev.parley.merge.RecordState;
import dev.parley.merge.Value;
import dev.parley.store.ChangeLog;
import dev.parley.store.DigestIndex;
import dev.parley.store.Moments;
import dev.parley.store.RecordIndex.State;
import dev.parley.store.RecordIndex.Touched;
import dev.parley.store.RecordRows.Row;
import dev.parley.store.Sequencer;
import dev.parley.store.Tx;
import dev.parley.store.UuidTable;
import dev.parley.wire.Taken;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Brings rows and the log of this site together again where one was altered behind the other's back. What was found goes to the log as a change in
 * any case, so nothing is lost, and what is made of it reaches the other sites like all else. Records that nobody touched have no log to be
 * held against: for them it is the other site's row that tells.
 */
final class Mending {

    private static final int PART = 500;

    private final Work work;

    /** In one transaction. */
    Mending(SiteContext site, Tx tx, LinkScope scope) {
        this.work = new Work(site, tx, scope);
    }

    /**
     * Looks for lost entries of the log, and for rows that went, some records at a time; where any entries are lost, forgets the fingerprints that are kept,
     * since they see no damage.
     */
    static Taken logs(SiteContext site, Supplier<LinkScope> scopes) {
        new Sequencer(site.catalogue(), site.origin()).drain(site.database());
        LinkScope scope = scopes.get();
        uuids(site, scope);
        Taken taken = Taken.NOTHING;
        boolean whole = true;
        for (CatalogueObject object : site.catalogue().objects()) {
            Optional<UUID> after = Optional.empty();
            boolean more = scope.objects().contains(object.name());
            while (more) {
                Optional<UUID> from = after;
                LogCheck.Page page =
                        site.database().reading(tx -> new LogCheck(new Work(site, tx, scope), object).after(from));
                if (!page.lost().isEmpty()) {
                    whole = false;
                    taken = taken.plus(site.database().inTransaction(tx -> {
                        Work work = new Work(site, tx, scope);
                        return new LogCheck(work, object).mend(page.lost());
                    }));
                }
                after = page.last();
                more = after.isPresent();
            }
            if (scope.objects().contains(object.name())) {
                taken = taken.plus(missing(site, scope, object));
            }
        }
        if (!whole) {
            site.database().inTransaction(tx -> {
                new DigestIndex(tx).forget(scope.business().toString());
                return true;
            });
        }
        return taken;
    }

    /** Rows that went are written anew, some at a time. */
    private static Taken missing(SiteContext site, LinkScope scope, CatalogueObject object) {
        List<UUID> missing = site.database().reading(tx -> new MissingRows(new Work(site, tx, scope), object).all());
        Taken taken = Taken.NOTHING;
        for (int from = 0; from < missing.size(); from += PART) {
            List<UUID> part = missing.subList(from, Math.min(missing.size(), from + PART));
            taken = taken.plus(site.database().inTransaction(tx -> new Mending(site, tx, scope).rows(object, part)));
        }
        return taken;
    }

    /** Rows that came or went behind Parley's back get their uuids, or give them back, where these stand beside the table. */
    private static void uuids(SiteContext site, LinkScope scope) {
        site.database().inTransaction(tx -> {
            new ChangeLog(tx).lock();
            for (CatalogueObject object : site.catalogue().objects()) {
                if (scope.objects().contains(object.name()) && object.identity() instanceof Identity.Beside) {
                    UuidTable.of(object).fill(tx, object, false, site.origin().ids());
                }
            }
            return true;
        });
    }

    /**
     * Holds the rows of these records, which differ from another site's, against the log. Of no records: forgets the fingerprints that are kept of
     * the object, since some of its rows differ.
     */
    Taken rows(CatalogueObject object, List<UUID> records) throws SQLException {
        if (records.isEmpty()) {
            new DigestIndex(work.tx).forget(work.scope.business().toString(), object.name());
            return Taken.NOTHING;
        }
        work.log.lockToApply();
        Set<UUID> ours = new HashSet<>();
        for (UUID uuid : records) {
            UUID record = work.maps.canonical(object.name(), uuid);
            if (work.scope.admits(object, record)) {
                ours.add(record);
            }
        }
        Map<UUID, Collection<Change>> atHand = new HashMap<>();
        ours.forEach(record -> atHand.put(record, List.of()));
        Map<UUID, Row> rows = new RowLookup(work, object).locked(atHand);
        work.takeIn();
        Map<UUID, Touched> touched = touched(object, ours);
        List<UUID> again = new ArrayList<>();
        for (Map.Entry<UUID, Collection<Change>> history :
                work.histories(object.name(), touched.keySet()).entrySet()) {
            UUID record = history.getKey();
            if (history.getValue().isEmpty()) {
                // All of its log is lost, and nobody has it: its row stands for itself again.
                work.index.forget(object.name(), record);
                continue;
            }
            RecordState state = RecordState.of(history.getValue());
            if (state.missing().isEmpty() && one(object, record, Optional.ofNullable(rows.get(record)), state)) {
                again.add(record);
            }
        }
        work.flush();
        Projection projection = new Projection(work);
        if (!again.isEmpty()) {
            new Retrying(work, projection).again(object, again);
            work.flush();
        }
        return new Taken(projection.written(), again.size(), 0, work.sightings.others());
    }

    /** Those of the records that have a log to be held against. What could not be written is told of already, and tried again at each sync. */
    private Map<UUID, Touched> touched(CatalogueObject object, Set<UUID> records) throws SQLException {
        Map<UUID, Touched> touched = work.index.find(object.name(), records);
        if (object.isShared()) {
            touched.keySet().retainAll(work.members(object, touched.keySet()));
        }
        String owner = work.scope.owner(object);
        touched.values().removeIf(one -> !one.business().equals(owner) || one.state() == State.HELD);
        return touched;
    }

    /** Gives whether the record is to be written anew. */
    private boolean one(CatalogueObject object, UUID record, Optional<Row> row, RecordState state) throws SQLException {
        if (row.isEmpty()) {
            if (state.exists()) {
                work.sightings.damage(
                        object.name(),
                        record,
                        "its row was deleted behind Parley's back. It was written anew as the change log has it; to delete it, delete it again.");
            }
            return state.exists();
        }
        if (!state.exists()) {
            found(
                    object,
                    record,
                    Action.ADD,
                    row.get().fields(),
                    state,
                    work.site.origin().time().micros());
            work.sightings.damage(
                    object.name(),
                    record,
                    "its row is there though the change log says that it was deleted. It is taken for added again.");
            return true;
        }
        Map<String, Value> differing = differing(object, row.get(), state);
        if (differing.isEmpty()) {
            return hasForgotten(object, row.get(), state);
        }
        altered(object, record, row.get(), state, differing);
        return true;
    }

    private void altered(CatalogueObject object, UUID record, Row row, RecordState state, Map<String, Value> differing)
            throws SQLException {
        long updated = row.updated(object);
        String fields = String.join(", ", differing.keySet());
        if (updated > Moments.updated(object, state.values())) {
            long at = Math.min(updated, work.site.origin().time().micros());
            found(object, record, Action.UPDATE, differing, state, at);
            work.sightings.damage(
                    object.name(),
                    record,
                    "it was altered behind Parley's back: %s. Its last_updated says that this is newer, so it was taken for a change."
                            .formatted(fields));
            return;
        }
        Change found = found(object, record, Action.UPDATE, differing, state, Long.MIN_VALUE);
        Map<String, Value> before = new HashMap<>(state.values());
        before.keySet().retainAll(differing.keySet());
        work.append(
                new Change(
                        work.site.origin().ids().next(),
                        Action.UPDATE,
                        object.name(),
                        record,
                        before,
                        Clock.at(Long.MIN_VALUE, found.at()),
                        new Author(Author.PARLEY.user(), "", work.site.origin().site()),
                        List.of(found.uuid())),
                work.scope.owner(object),
                false);
        work.sightings.damage(
                object.name(),
                record,
                "it was altered behind Parley's back: %s. Nothing says that this is newer, so it was set back to what the change log has; what was found is in the history."
                        .formatted(fields));
    }

    private Change found(
            CatalogueObject object, UUID record, Action action, Map<String, Value> fields, RecordState state, long at)
            throws SQLException {
        Change found = Derived.unlogged(
                action,
                object.name(),
                record,
                fields,
                Clock.at(at, state.newest()),
                work.site.origin().site(),
                new ArrayList<>(state.heads()));
        work.append(found, work.scope.owner(object), false);
        return found;
    }

    /** The row's values that are not what the log says, by field; a row that is found by its key has that key, whatever the log calls it. */
    private Map<String, Value> differing(CatalogueObject object, Row row, RecordState state) throws SQLException {
        Map<String, Value> said = state.values();
        Map<String, Value> differing = new TreeMap<>();
        for (Field field : object.fields()) {
            if (object.keyFields().contains(field.name())) {
                continue;
            }
            Value logged = said.get(field.name());
            Value stands = row.fields().getOrDefault(field.name(), Value.NULL);
            if (logged != null && !logged.equals(stands) && !refersAlike(field, said, logged, stands)) {
                differing.put(field.name(), stands);
            }
        }
        return differing;
    }

    /** Whether a reference to what is not here is empty and does not wait any more, as after the target's row went behind Parley's back. */
    private boolean hasForgotten(CatalogueObject object, Row row, RecordState state) {
        return object.fields().stream()
                .filter(field -> work.local.reference(field, state.values()).isPresent())
                .anyMatch(field ->
                        row.fields().getOrDefault(field.name(), Value.NULL).isNull()
                                && !state.values()
                                        .getOrDefault(field.name(), Value.NULL)
                                        .isNull());
    }

    /** Whether both are the same reference: to one record by two of its uuids, or to one that is not here, so that no column can hold it. */
    private boolean refersAlike(Field field, Map<String, Value> said, Value logged, Value stands) throws SQLException {
        Optional<Reference> reference = work.local.reference(field, said);
        if (reference.isEmpty() || logged.isNull()) {
            return false;
        }
        try {
            UUID target = work.maps.canonical(reference.get().target(), UUID.fromString(logged.text()));
            return stands.isNull()
                    ? work.ids.of(reference.get(), logged).isEmpty()
                    : stands.text().equals(target.toString());
        } catch (IllegalArgumentException noUuid) {
            return false;
        }
    }
}
