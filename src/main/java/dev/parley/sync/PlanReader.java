package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Action;
import dev.parley.merge.Change;
import dev.parley.merge.Derived;
import dev.parley.merge.RecordState;
import dev.parley.merge.Uuids;
import dev.parley.merge.Value;
import dev.parley.store.Businesses;
import dev.parley.store.FeedEntry;
import dev.parley.store.RecordIndex.State;
import dev.parley.store.RecordIndex.Touched;
import dev.parley.store.RecordRows.Row;
import dev.parley.wire.Packet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Reads what both sites hold of records: asks the other site in one request, and locks nothing here. */
final class PlanReader {

    private final PlanFrame frame;
    private final PlanTwins twins;

    PlanReader(PlanFrame frame, PlanTwins twins) {
        this.frame = frame;
        this.twins = twins;
    }

    /** The facts of records, by the uuids by which they would travel. */
    Map<UUID, PlanFacts> read(CatalogueObject object, Collection<UUID> records) {
        Map<UUID, Set<UUID>> names = frame.in(work -> names(work, object, records));
        Map<UUID, Theirs> theirs = frame.pulls() ? theirs(object, names) : Map.of();
        if (theirs.values().stream().anyMatch(of -> isNews(object, of))) {
            return read(object, records);
        }
        return frame.in(work -> facts(work, object, names, theirs));
    }

    /** Every uuid that names each of the records at either site. */
    private Map<UUID, Set<UUID>> names(Work work, CatalogueObject object, Collection<UUID> records)
            throws SQLException {
        Map<UUID, Set<UUID>> names = new LinkedHashMap<>();
        for (UUID record : records) {
            UUID canonical = twins.canonical(work, object.name(), record);
            names.put(canonical, work.maps.names(object.name(), twins.joined(object.name(), canonical)));
        }
        return names;
    }

    /** What the other site holds of a record, under each uuid by which it knows it as a record of its own. */
    private record Theirs(SortedMap<UUID, Map<UUID, Change>> records) {
        private static final Theirs NOTHING = new Theirs(new TreeMap<>(Uuids.ORDER));

        List<Change> changes() {
            Map<UUID, Change> all = new LinkedHashMap<>();
            records.values().forEach(all::putAll);
            return List.copyOf(all.values());
        }

        /** The rows, the one first that would stay. */
        List<Map<String, Value>> rows() {
            return records.values().stream()
                    .map(changes -> RecordState.of(changes.values()))
                    .filter(RecordState::exists)
                    .map(RecordState::values)
                    .toList();
        }
    }

    private Map<UUID, Theirs> theirs(CatalogueObject object, Map<UUID, Set<UUID>> names) {
        Map<UUID, UUID> canonical = new HashMap<>();
        names.forEach((record, all) -> all.forEach(name -> canonical.put(name, record)));
        Map<UUID, Theirs> found = new HashMap<>();
        for (Packet packet : frame.get(object, List.copyOf(canonical.keySet()))) {
            UUID record = Optional.ofNullable(canonical.get(packet.record()))
                    .or(() -> alias(packet, canonical))
                    .orElse(packet.record());
            Map<UUID, Change> changes = found.computeIfAbsent(record, uuid -> new Theirs(new TreeMap<>(Uuids.ORDER)))
                    .records()
                    .computeIfAbsent(packet.record(), uuid -> new LinkedHashMap<>());
            packet.changes().forEach(change -> changes.put(change.uuid(), change));
            packet.baseline().ifPresent(baseline -> changes.put(baseline.uuid(), baseline));
        }
        return found;
    }

    /** Whether the other site knows that two uuids name one record, and we do not yet. */
    private boolean isNews(CatalogueObject object, Theirs theirs) {
        boolean news = false;
        twins.part(theirs.changes());
        for (Change change : theirs.changes()) {
            if (change.action() == Action.MAP) {
                Value other = change.fields().getOrDefault(Derived.MAP_FIELD, Value.NULL);
                news |= twins.join(object.name(), change.record(), UUID.fromString(other.text()));
            }
        }
        return news;
    }

    /** The other site may know that a record which we asked for goes by a uuid that we have never heard of. */
    private static Optional<UUID> alias(Packet packet, Map<UUID, UUID> canonical) {
        for (Change change : packet.changes()) {
            if (change.action() == Action.MAP) {
                Value other = change.fields().getOrDefault(Derived.MAP_FIELD, Value.NULL);
                for (UUID name : List.of(change.record(), UUID.fromString(other.text()))) {
                    UUID known = canonical.get(name);
                    if (known != null) {
                        return Optional.of(known);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Map<UUID, PlanFacts> facts(
            Work work, CatalogueObject object, Map<UUID, Set<UUID>> names, Map<UUID, Theirs> told) throws SQLException {
        Map<UUID, List<Change>> theirs = new HashMap<>();
        told.forEach((record, of) -> theirs.put(record, of.changes()));
        Map<UUID, Set<UUID>> here = new LinkedHashMap<>();
        Map<UUID, Collection<Change>> atHand = new HashMap<>();
        for (Map.Entry<UUID, Set<UUID>> of : names.entrySet()) {
            Set<UUID> records = new TreeSet<>(Uuids.ORDER);
            for (UUID name : of.getValue()) {
                UUID record = work.maps.canonical(object.name(), name);
                records.add(record);
                atHand.put(record, theirs.getOrDefault(of.getKey(), List.of()));
            }
            here.put(of.getKey(), records);
        }
        Map<UUID, Collection<Change>> histories = work.histories(object.name(), atHand.keySet());
        histories.forEach((record, history) -> {
            List<Change> all = new ArrayList<>(history);
            all.addAll(atHand.getOrDefault(record, List.of()));
            atHand.put(record, all);
        });
        Set<UUID> keyless = new HashSet<>();
        here.forEach((record, all) -> all.forEach(one -> {
            boolean any = !histories.getOrDefault(one, List.of()).isEmpty();
            if (!any
                    && (all.size() > 1 || theirs.getOrDefault(record, List.of()).isEmpty())) {
                keyless.add(one);
            }
        }));
        Map<UUID, Row> rows = rows(work, object, atHand, keyless);
        Map<UUID, Touched> known = work.index.find(object.name(), atHand.keySet());
        Set<UUID> ours = ours(work, object, rows.values(), known);
        Map<UUID, PlanFacts> facts = new LinkedHashMap<>();
        for (Map.Entry<UUID, Set<UUID>> of : here.entrySet()) {
            UUID record = of.getKey();
            Map<UUID, Change> own = new LinkedHashMap<>();
            List<Row> found = new ArrayList<>();
            boolean held = false;
            boolean sends = work.scope.admits(object, record);
            boolean foreign = false;
            for (UUID one : of.getValue()) {
                histories.getOrDefault(one, List.of()).forEach(change -> own.put(change.uuid(), change));
                Row row = rows.get(one);
                Touched touched = known.get(one);
                if (row != null) {
                    found.add(row);
                }
                if (row != null && touched == null) {
                    Change baseline = row.baseline(object);
                    own.put(baseline.uuid(), baseline);
                }
                held |= touched != null && touched.state() == State.HELD;
                boolean isHere = row != null || touched != null;
                sends &= !isHere || ours.contains(one);
                foreign |= isHere && !object.isShared() && !ours.contains(one);
            }
            List<Change> changes = List.copyOf(own.values());
            found.sort((a, b) -> Uuids.ORDER.compare(a.uuid(), b.uuid()));
            Theirs there = frame.pulls()
                    ? told.getOrDefault(record, Theirs.NOTHING)
                    : new Theirs(new TreeMap<>(Map.of(record, delivered(work, own))));
            List<Map<String, Value>> rowsThere = there.rows();
            facts.put(
                    record,
                    new PlanFacts(
                            record,
                            twins.joined(object.name(), record),
                            changes,
                            found.stream().findFirst(),
                            rowsThere.stream().findFirst(),
                            Math.max(found.size(), rowsThere.size()),
                            held,
                            sends,
                            foreign,
                            there.changes()));
        }
        return facts;
    }

    /** Nothing that is at hand tells the keys of some: they have to be looked for among all rows. */
    private Map<UUID, Row> rows(
            Work work, CatalogueObject object, Map<UUID, Collection<Change>> atHand, Set<UUID> keyless)
            throws SQLException {
        Map<UUID, Row> rows = new HashMap<>(new RowLookup(work, object).unlocked(atHand));
        Optional<Businesses.Business> business = work.business();
        if (!object.hasUuids() && !keyless.isEmpty() && business.isPresent()) {
            for (Row row : work.rows.keyed(object, business.get())) {
                if (keyless.contains(row.record())) {
                    rows.put(row.record(), row);
                }
            }
        }
        return rows;
    }

    /** Those of the records that are of the link's business, as far as they are here. */
    private static Set<UUID> ours(Work work, CatalogueObject object, Collection<Row> rows, Map<UUID, Touched> known)
            throws SQLException {
        if (object.isShared()) {
            Set<UUID> all = new HashSet<>(known.keySet());
            rows.forEach(row -> all.add(row.record()));
            return work.members(object, all);
        }
        Set<UUID> ours = new HashSet<>();
        List<UUID> untold = new ArrayList<>();
        String owner = work.scope.owner(object);
        known.forEach((record, touched) -> {
            if (touched.business().equals(owner)) {
                ours.add(record);
            }
        });
        for (Row row : rows) {
            if (!object.hasUuids()) {
                ours.add(row.record());
            } else if (!known.containsKey(row.record())) {
                untold.add(row.uuid());
            }
        }
        Optional<Businesses.Business> business = work.business();
        if (business.isPresent() && !untold.isEmpty()) {
            for (UUID uuid : work.rows.inBusiness(object, business.get(), untold)) {
                ours.add(work.maps.canonical(object.name(), uuid));
            }
        }
        return ours;
    }

    /** Over a link that only pushes nothing is told of the other site: it has what was delivered. */
    private Map<UUID, Change> delivered(Work work, Map<UUID, Change> own) throws SQLException {
        long sent = frame.link().sent().seq();
        Map<UUID, Change> delivered = new LinkedHashMap<>();
        if (sent > 0) {
            Map<UUID, FeedEntry.Place> places = work.log.places(own.keySet());
            own.forEach((uuid, change) -> {
                FeedEntry.Place place = places.get(uuid);
                // A baseline stands in the log since somebody touched the row; the row was there before.
                if (place == null || place.seq() <= sent || change.action() == Action.BASELINE) {
                    delivered.put(uuid, change);
                }
            });
        }
        return delivered;
    }
}
