package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Change;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What became of a record: its changes under each of its uuids, in the order of changes. What is captured has to be taken in before. */
public final class History {

    private final Tx tx;
    private final Catalogue catalogue;
    private final UuidMaps maps;

    /** The history as it stands in that transaction. */
    public History(Tx tx, Catalogue catalogue) {
        this.tx = tx;
        this.catalogue = catalogue;
        this.maps = new UuidMaps(tx);
    }

    /**
     * A record's history.
     *
     * @param object full name of its object
     * @param record its canonical uuid
     * @param names every uuid that names it, the canonical one first
     * @param entries its changes, the oldest first; empty where the row was there before Parley and nobody has touched it since
     * @param untouched the change that such a row stands for; empty where there are entries
     */
    public record OfRecord(
            String object, UUID record, List<UUID> names, List<Entry> entries, Optional<Change> untouched) {
        /** Takes copies that nobody can alter. */
        public OfRecord {
            names = List.copyOf(names);
            entries = List.copyOf(entries);
        }
    }

    /**
     * A change, and how it came to this site.
     *
     * @param link number of the link over which it came; empty where it was made here
     */
    public record Entry(Change change, OptionalLong link) {}

    /** The record of that uuid; of each object that has one, for nothing keeps two objects from using the same uuid. */
    public List<OfRecord> of(UUID uuid) throws SQLException {
        List<OfRecord> found = new ArrayList<>();
        Set<String> objects = new TreeSet<>(objectsInLog());
        catalogue.objects().forEach(object -> objects.add(object.name()));
        for (String object : objects) {
            of(object, uuid).ifPresent(found::add);
        }
        return found;
    }

    /** Objects that have left the catalogue keep their history. */
    private List<String> objectsInLog() throws SQLException {
        return tx.list("select distinct object from parley_record", row -> row.getString(1));
    }

    private Optional<OfRecord> of(String object, UUID uuid) throws SQLException {
        List<UUID> names = maps.names(object, uuid);
        List<Change> changes = new ArrayList<>();
        new ChangeLog(tx).ofRecords(object, names).values().forEach(changes::addAll);
        if (changes.isEmpty()) {
            return untouched(object, names)
                    .map(row -> new OfRecord(object, names.get(0), names, List.of(), Optional.of(row)));
        }
        changes.sort(Change.ORDER);
        return Optional.of(new OfRecord(object, names.get(0), names, entries(changes), Optional.empty()));
    }

    private List<Entry> entries(List<Change> changes) throws SQLException {
        Collection<UUID> uuids = new HashSet<>();
        changes.forEach(change -> uuids.add(change.uuid()));
        Map<UUID, FeedEntry.Place> places = new ChangeLog(tx).places(uuids);
        for (Change change : changes) {
            // A baseline may stand with the change that was made after it alone.
            FeedEntry.Place place = places.get(change.uuid());
            if (place != null && change.parents().size() == 1) {
                places.putIfAbsent(change.parents().get(0), place);
            }
        }
        List<Entry> entries = new ArrayList<>();
        for (Change change : changes) {
            FeedEntry.Place place = places.get(change.uuid());
            entries.add(new Entry(change, place == null ? OptionalLong.empty() : place.via()));
        }
        return entries;
    }

    private Optional<Change> untouched(String name, List<UUID> names) throws SQLException {
        Optional<CatalogueObject> object = catalogue.object(name).filter(CatalogueObject::hasUuids);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        return new RecordRows(tx, catalogue, maps)
                .byUuid(object.get(), names).stream().findFirst().map(row -> row.baseline(object.get()));
    }
}
