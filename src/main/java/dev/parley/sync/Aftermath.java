package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Reference;
import dev.parley.merge.Action;
import dev.parley.merge.Change;
import dev.parley.merge.Derived;
import dev.parley.merge.Prospect;
import dev.parley.merge.RecordState;
import dev.parley.merge.Uuids;
import dev.parley.merge.Value;
import dev.parley.store.Businesses;
import dev.parley.store.FeedEntry;
import dev.parley.store.RecordRows.Row;
import dev.parley.wire.Foretold;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a play left the records that it touched: read before it is undone, and held beside the rows as they are when it is. */
final class Aftermath {

    private static final int PAGE = 500;

    private final List<PlayedRecord> records = new ArrayList<>();
    private final Moves moves = new Moves();

    private Aftermath() {}

    /**
     * Reads how the records stand.
     *
     * @param noting what was heard while it was played
     * @param start where the feed ended when the play began
     */
    static Aftermath read(Work work, Noting noting, long start) throws SQLException {
        Aftermath aftermath = new Aftermath();
        List<CatalogueObject> objects = work.catalogue.objects();
        for (int i = objects.size() - 1; i >= 0; i--) {
            CatalogueObject object = objects.get(i);
            Set<UUID> touched = new HashSet<>();
            for (UUID record : noting.records(object.name())) {
                touched.add(work.maps.canonical(object.name(), record));
            }
            List<UUID> sorted = new ArrayList<>(touched);
            sorted.sort(Uuids.ORDER);
            for (int from = 0; from < sorted.size(); from += PAGE) {
                List<UUID> page = sorted.subList(from, Math.min(sorted.size(), from + PAGE));
                aftermath.page(work, object, page, noting, start);
            }
        }
        return aftermath;
    }

    /** Where a change stands; a baseline stands with the change that made it explicit, if not by itself. */
    private static FeedEntry.@Nullable Place place(
            Change change, Collection<Change> history, Map<UUID, FeedEntry.Place> places) {
        FeedEntry.Place place = places.get(change.uuid());
        if (place != null || change.action() != Action.BASELINE) {
            return place;
        }
        return history.stream()
                .filter(after -> after.parents().equals(List.of(change.uuid())))
                .map(after -> places.get(after.uuid()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private void page(Work work, CatalogueObject object, List<UUID> page, Noting noting, long start)
            throws SQLException {
        Map<UUID, Collection<Change>> histories = work.histories(object.name(), page);
        Set<UUID> uuids = new HashSet<>();
        histories.values().forEach(history -> history.forEach(change -> uuids.add(change.uuid())));
        Map<UUID, FeedEntry.Place> places = work.log.places(uuids);
        Map<UUID, Row> rows = rows(work, object, histories);
        Remarks remarks = Remarks.of(work, object, page);
        for (UUID record : page) {
            Collection<Change> history = Objects.requireNonNull(histories.get(record));
            Row row = rows.get(record);
            List<Change> old = new ArrayList<>();
            Set<UUID> fresh = new HashSet<>();
            for (Change change : history) {
                FeedEntry.Place place = place(change, history, places);
                if (noting.isOld(change.uuid()) || (place != null && place.seq() <= start)) {
                    old.add(change);
                } else {
                    fresh.add(change.uuid());
                }
                if (change.action().isNaming() && fresh.contains(change.uuid())) {
                    for (UUID name : List.of(change.record(), Derived.aliasOf(change))) {
                        moves.put(object.name(), name, work.maps.canonical(object.name(), name));
                    }
                }
            }
            List<Change> all = new ArrayList<>(history);
            if (row != null && all.stream().allMatch(change -> change.action().isNaming())) {
                // It was loaded without a trace in the log.
                all.add(row.baseline(object));
            }
            Prospect prospect =
                    new Prospect(RecordState.of(old), RecordState.of(all), all, fresh, List.of(), List.of());
            List<UUID> names = work.maps.names(object.name(), record);
            Noting.Heard heard = noting.of(object.name(), names);
            records.add(PlayedRecord.of(
                    object,
                    names,
                    Optional.ofNullable(row).map(Row::fields),
                    prospect,
                    heard.conflicts(),
                    remarks.of(record, prospect, heard)));
        }
    }

    /** The rows, also those of which nothing that is at hand tells the key. */
    private static Map<UUID, Row> rows(Work work, CatalogueObject object, Map<UUID, Collection<Change>> histories)
            throws SQLException {
        Map<UUID, Row> rows = new HashMap<>(new RowLookup(work, object).unlocked(histories));
        Optional<Businesses.Business> business = work.business();
        boolean keyless = !object.hasUuids()
                && histories.values().stream().anyMatch(history -> history.stream()
                        .allMatch(change -> change.action().isNaming()));
        if (keyless && business.isPresent()) {
            for (Row row : work.rows.keyed(object, business.get())) {
                if (histories.containsKey(row.record())) {
                    rows.putIfAbsent(row.record(), row);
                }
            }
        }
        return rows;
    }

    /** What would become of the records, given a look at the site as it is without the play. */
    List<Foretold> beside(Work work) throws SQLException {
        List<Foretold> foretold = new ArrayList<>();
        Map<CatalogueObject, List<PlayedRecord>> byObject = new LinkedHashMap<>();
        records.forEach(record -> byObject.computeIfAbsent(record.object(), key -> new ArrayList<>())
                .add(record));
        for (Map.Entry<CatalogueObject, List<PlayedRecord>> of : byObject.entrySet()) {
            // Whose a row known by key is shows only beside all records that it may be.
            int most = of.getKey().hasUuids() ? PAGE : of.getValue().size();
            for (int from = 0; from < of.getValue().size(); from += most) {
                List<PlayedRecord> page =
                        of.getValue().subList(from, Math.min(of.getValue().size(), from + most));
                FormerRows before = FormerRows.read(work, of.getKey(), page);
                for (PlayedRecord record : page) {
                    Foretold one = record.beside(before.of(record), moves.in(work));
                    if (!one.isQuiet()) {
                        foretold.add(one);
                    }
                }
            }
        }
        return foretold;
    }

    /** Which uuids name other records than before. */
    static final class Moves {
        private final Map<String, Map<UUID, UUID>> now = new HashMap<>();

        private void put(String object, UUID name, UUID record) {
            now.computeIfAbsent(object, key -> new HashMap<>()).put(name, record);
        }

        /** How a reference that a row holds is told now. */
        PlayedRecord.References in(Work work) {
            return (field, values) -> {
                Value value = values.getOrDefault(field.name(), Value.NULL);
                Optional<Reference> reference =
                        value.isNull() ? Optional.<Reference>empty() : work.local.reference(field, values);
                if (reference.isEmpty()) {
                    return value;
                }
                Map<UUID, UUID> moved = now.getOrDefault(reference.get().target(), Map.of());
                try {
                    UUID uuid = UUID.fromString(value.text());
                    return Value.of(moved.getOrDefault(uuid, uuid).toString());
                } catch (IllegalArgumentException e) {
                    // It refers to nothing that anybody could follow.
                    return value;
                }
            };
        }
    }
}
