package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.merge.Change;
import dev.parley.merge.Uuids;
import dev.parley.merge.Value;
import dev.parley.store.Businesses;
import dev.parley.store.RecordRows.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds the rows of records, locked, with what the application did to them taken in. */
final class RowLookup {

    private final Work work;
    private final CatalogueObject object;

    RowLookup(Work work, CatalogueObject object) {
        this.work = work;
        this.object = object;
    }

    /**
     * The rows of the records by canonical uuid, as far as there are any.
     *
     * @param records canonical uuids, each with changes of the record that are at hand; where none of them carries the key of a keyed
     *     record, its history is read
     */
    Map<UUID, Row> locked(Map<UUID, Collection<Change>> records) throws SQLException {
        return locked(records, Map.of());
    }

    /**
     * The same where some of the rows are at hand.
     *
     * @param atHand rows that are locked and are what the log says, by the uuids as their table knows them
     */
    Map<UUID, Row> locked(Map<UUID, Collection<Change>> records, Map<UUID, Row> atHand) throws SQLException {
        if (object.hasUuids()) {
            List<Row> rows = new ArrayList<>();
            List<UUID> others = new ArrayList<>();
            for (UUID name : work.maps.names(object.name(), records.keySet())) {
                Row row = atHand.get(name);
                if (row == null) {
                    others.add(name);
                } else {
                    rows.add(row);
                }
            }
            if (!others.isEmpty()) {
                rows.addAll(work.lock(object, others));
            }
            return new Doubles(work).single(object, rows);
        }
        Map<UUID, Row> found = new HashMap<>();
        Optional<Businesses.Business> business = work.business();
        List<List<Value>> keys = List.copyOf(keys(records));
        if (business.isEmpty() || keys.isEmpty()) {
            return found;
        }
        work.locks.lockMatching(object, business.get(), object.keyFields(), keys);
        work.takeIn(object);
        for (Row row : work.rows.matching(object, business.get(), object.keyFields(), keys)) {
            found.put(row.record(), row);
        }
        return found;
    }

    /**
     * The same for somebody who writes nothing: nothing is locked or taken in, and where a record has several rows, the one counts that would
     * stay.
     */
    Map<UUID, Row> unlocked(Map<UUID, Collection<Change>> records) throws SQLException {
        Map<UUID, Row> found = new HashMap<>();
        if (object.hasUuids()) {
            for (Row row : work.rows.byUuid(object, work.maps.names(object.name(), records.keySet()))) {
                found.merge(
                        row.record(),
                        row,
                        (one, other) -> Uuids.ORDER.compare(one.uuid(), other.uuid()) < 0 ? one : other);
            }
            return found;
        }
        Optional<Businesses.Business> business = work.business();
        List<List<Value>> keys = List.copyOf(keys(records));
        if (business.isPresent() && !keys.isEmpty()) {
            work.rows
                    .matching(object, business.get(), object.keyFields(), keys)
                    .forEach(row -> found.put(row.record(), row));
        }
        return found;
    }

    /**
     * The keys of the records as they stand in our table. A mapped record may stand under any key that its changes have known: the map of
     * what the key refers to may not be here.
     */
    private Set<List<Value>> keys(Map<UUID, Collection<Change>> records) throws SQLException {
        Set<List<Value>> keys = new LinkedHashSet<>();
        List<UUID> open = new ArrayList<>();
        for (Map.Entry<UUID, Collection<Change>> record : records.entrySet()) {
            boolean found = addKeys(record.getValue(), keys);
            if (!found || work.maps.names(object.name(), record.getKey()).size() > 1) {
                open.add(record.getKey());
            }
        }
        for (Collection<Change> history : work.histories(object.name(), open).values()) {
            addKeys(history, keys);
        }
        return keys;
    }

    /** Adds the keys that the changes carry, as far as they can stand in our table; gives whether they carry any. */
    private boolean addKeys(Collection<Change> changes, Set<List<Value>> keys) throws SQLException {
        boolean found = false;
        for (Change change : changes) {
            if (hasKey(change)) {
                found = true;
                local(change).ifPresent(keys::add);
            }
        }
        return found;
    }

    private boolean hasKey(Change change) {
        return !change.action().isNaming() && change.fields().keySet().containsAll(object.keyFields());
    }

    /** The key as it stands in our table; empty where what it refers to is not here, so that no row can be. */
    private Optional<List<Value>> local(Change change) throws SQLException {
        List<Value> values = new ArrayList<>();
        for (String name : object.keyFields()) {
            Field field = object.field(name).orElseThrow();
            Optional<Value> here = work.local.of(field, change.fields());
            if (here.isEmpty()) {
                return Optional.empty();
            }
            values.add(here.get());
        }
        return Optional.of(values);
    }
}
