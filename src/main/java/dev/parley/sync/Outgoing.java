package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Action;
import dev.parley.merge.Change;
import dev.parley.store.Businesses;
import dev.parley.store.ChangeLog;
import dev.parley.store.FeedEntry;
import dev.parley.store.Glance;
import dev.parley.store.Link;
import dev.parley.store.PendingRecords;
import dev.parley.store.RecordIndex.Touched;
import dev.parley.store.RecordRows.Row;
import dev.parley.store.RecordSizes;
import dev.parley.wire.Checkpoint;
import dev.parley.wire.Found;
import dev.parley.wire.Packet;
import dev.parley.wire.RecordName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** Makes packets of what this site holds: of the feed after a place, and of whole records. */
final class Outgoing {

    /** So many places of the feed that are no news are looked at again at each sync. */
    private static final int PASSED_OVER = 200;

    private final Work work;
    private final Naming naming;

    Outgoing(Work work) {
        this.work = work;
        this.naming = new Naming(work);
    }

    /**
     * What stands in the feed after a place.
     *
     * @param upTo where it ends
     * @param more whether there is more after that
     * @param load whether a first load stands between
     */
    record Batch(List<Packet> packets, Checkpoint upTo, boolean more, boolean load) {

        /** The place of the feed as of which whole records may go along. */
        long wholeUpTo() {
            return wholeUpTo(upTo, more);
        }

        private static long wholeUpTo(Checkpoint upTo, boolean more) {
            return more ? upTo.seq() : Long.MAX_VALUE;
        }
    }

    /**
     * The next packets of the feed, of at most {@code limit} changes; changes that came over this link left out.
     *
     * @param glance a look at the feed after that place, taken in this transaction
     */
    Batch after(Link.Place place, int limit, Glance glance) throws SQLException {
        if (glance.news()) {
            return after(place, limit, glance.end());
        }
        // How far it has come without news is worth a line to write down only now and then.
        Link.Place end = glance.end().seq() > place.seq() + PASSED_OVER ? glance.end() : place;
        return new Batch(List.of(), new Checkpoint(end.seq(), end.uuid()), false, false);
    }

    /** The same, of what there is now. */
    Batch after(Link.Place place, int limit) throws SQLException {
        return after(
                place,
                limit,
                work.log
                        .last(work.scope.business().toString())
                        .map(last -> new Link.Place(last.seq(), last.uuid()))
                        .orElse(Link.Place.START));
    }

    /** The same, where the feed ended there a moment ago. */
    private Batch after(Link.Place place, int limit, Link.Place last) throws SQLException {
        String business = work.scope.business().toString();
        ChangeLog.Stretch stretch = bounded(
                work.log.stretch(place.seq(), business, work.scope.link().id(), limit, work.site.room()));
        List<FeedEntry> entries = stretch.entries();
        boolean more = stretch.more();
        Checkpoint upTo = new Checkpoint(place.seq(), place.uuid());
        Set<RecordName> whole = new LinkedHashSet<>();
        Map<RecordName, List<Change>> changes = new LinkedHashMap<>();
        boolean load = false;
        for (FeedEntry entry : entries) {
            upTo = new Checkpoint(entry.place().seq(), entry.place().uuid());
            if (entry instanceof FeedEntry.Load) {
                load = true;
            } else if (entry instanceof FeedEntry.Whole mark && isServed(mark.object())) {
                whole.add(new RecordName(mark.object(), work.maps.canonical(mark.object(), mark.record())));
            } else if (entry instanceof FeedEntry.OfChange of
                    && isServed(of.change().object())) {
                Change change = of.change();
                UUID record = work.maps.canonical(change.object(), change.record());
                changes.computeIfAbsent(new RecordName(change.object(), record), key -> new ArrayList<>())
                        .add(change);
            }
        }
        if (!more && last.seq() > upTo.seq()) {
            upTo = new Checkpoint(last.seq(), last.uuid());
        }
        return new Batch(packets(changes, whole, Batch.wholeUpTo(upTo, more)), upTo, more, load);
    }

    /** The same, but only as far as there is room for the records that it says are to go whole. */
    private ChangeLog.Stretch bounded(ChangeLog.Stretch stretch) throws SQLException {
        Map<RecordName, Integer> whole = new LinkedHashMap<>();
        for (int i = 0; i < stretch.entries().size(); i++) {
            if (stretch.entries().get(i) instanceof FeedEntry.Whole mark && isServed(mark.object())) {
                whole.putIfAbsent(new RecordName(mark.object(), work.maps.canonical(mark.object(), mark.record())), i);
            }
        }
        int fitting = fitting(List.copyOf(whole.keySet()));
        if (fitting == whole.size()) {
            return stretch;
        }
        int end = List.copyOf(whole.values()).get(fitting);
        return new ChangeLog.Stretch(stretch.entries().subList(0, end), true);
    }

    /** How many of these records, from the first on, go whole at once: one at least, and no more than there is room for. */
    int fitting(List<RecordName> names) throws SQLException {
        Map<String, Map<UUID, Long>> sizes = new HashMap<>();
        for (Map.Entry<String, List<UUID>> entry : byObject(names).entrySet()) {
            if (isServed(entry.getKey())) {
                sizes.put(
                        entry.getKey(),
                        new RecordSizes(work.tx, work.maps)
                                .of(work.catalogue.require(entry.getKey()), entry.getValue()));
            }
        }
        long filled = 0;
        for (int i = 0; i < names.size(); i++) {
            RecordName name = names.get(i);
            filled += sizes.getOrDefault(name.object(), Map.of())
                    .getOrDefault(work.maps.canonical(name.object(), name.record()), 0L);
            if (i > 0 && filled > work.site.room()) {
                return i;
            }
        }
        return names.size();
    }

    /** The same for records of one object. */
    int fitting(CatalogueObject object, List<UUID> records) throws SQLException {
        return fitting(records.stream()
                .map(record -> new RecordName(object.name(), record))
                .toList());
    }

    private boolean isServed(String object) {
        return work.scope.objects().contains(object);
    }

    private List<Packet> packets(Map<RecordName, List<Change>> changes, Set<RecordName> whole, long upTo)
            throws SQLException {
        List<Packet> packets = new ArrayList<>(whole(whole, upTo));
        Set<RecordName> done = new HashSet<>();
        packets.forEach(packet -> done.add(new RecordName(packet.object(), packet.record())));
        Set<RecordName> strangers = strangers(changes.keySet());
        Map<CatalogueObject, Set<UUID>> named = new LinkedHashMap<>();
        for (Map.Entry<RecordName, List<Change>> of : changes.entrySet()) {
            RecordName name = of.getKey();
            CatalogueObject object = work.catalogue.require(name.object());
            if (strangers.contains(name)) {
                named.computeIfAbsent(object, key -> new HashSet<>()).add(name.record());
            } else if (!done.contains(name)) {
                packets.add(Packet.of(name.object(), name.record(), of.getValue()));
            }
        }
        List<Packet> told = new ArrayList<>(naming.along(packets));
        for (Map.Entry<CatalogueObject, Set<UUID>> of : named.entrySet()) {
            told.addAll(naming.packets(of.getKey(), of.getValue()));
        }
        for (Packet packet : told) {
            if (done.add(new RecordName(packet.object(), packet.record()))) {
                packets.add(0, packet);
            }
        }
        return packets;
    }

    /** Those of the records that are shared, and not with this business. */
    private Set<RecordName> strangers(Collection<RecordName> names) throws SQLException {
        Set<RecordName> strangers = new HashSet<>();
        Map<String, List<UUID>> byObject = byObject(names);
        for (Map.Entry<String, List<UUID>> entry : byObject.entrySet()) {
            CatalogueObject object = work.catalogue.require(entry.getKey());
            if (object.isShared()) {
                Set<UUID> ours = work.members(object, entry.getValue());
                for (UUID record : entry.getValue()) {
                    if (!ours.contains(record)) {
                        strangers.add(new RecordName(entry.getKey(), record));
                    }
                }
            }
        }
        return strangers;
    }

    private static Map<String, List<UUID>> byObject(Collection<RecordName> names) {
        Map<String, List<UUID>> byObject = new LinkedHashMap<>();
        names.forEach(name -> byObject.computeIfAbsent(name.object(), key -> new ArrayList<>())
                .add(name.record()));
        return byObject;
    }

    /**
     * These records, whole; those that are not here, or not of the link's business, are left out.
     *
     * @param upTo as of which place of the feed: what stands after it is on its way, and would stand behind no checkpoint
     */
    List<Packet> whole(Collection<RecordName> names, long upTo) throws SQLException {
        List<Packet> packets = new ArrayList<>();
        for (Map.Entry<String, List<UUID>> entry : byObject(names).entrySet()) {
            if (isServed(entry.getKey())) {
                for (Packet packet : whole(work.catalogue.require(entry.getKey()), entry.getValue())) {
                    Packet then = upTo == Long.MAX_VALUE ? packet : until(packet, upTo);
                    if (then.row().isPresent() || !then.changes().isEmpty()) {
                        packets.add(then);
                    }
                }
            }
        }
        return packets;
    }

    /** Baselines and maps are told in any case: they follow from what the record is, and others do not stand without them. */
    private Packet until(Packet packet, long upTo) throws SQLException {
        Map<UUID, FeedEntry.Place> places =
                work.log.places(packet.changes().stream().map(Change::uuid).toList());
        List<Change> changes = new ArrayList<>();
        for (Change change : packet.changes()) {
            FeedEntry.Place place = places.get(change.uuid());
            boolean derived =
                    change.action() == Action.BASELINE || change.action().isNaming();
            if (derived || (place != null && place.seq() <= upTo)) {
                changes.add(change);
            }
        }
        return new Packet(packet.object(), packet.record(), packet.whole(), packet.row(), changes);
    }

    /** These records of one object, whole, as many as there is room for. */
    Found found(CatalogueObject object, List<UUID> records) throws SQLException {
        int answered = fitting(object, records);
        List<Packet> packets = whole(object, records.subList(0, answered));
        packets.addAll(0, naming.along(packets));
        return new Found(packets, answered < records.size() ? OptionalInt.of(answered) : OptionalInt.empty());
    }

    /** These records of one object, whole; of shared records that are not with the business, and what has to do with them, what is told of them. */
    List<Packet> whole(CatalogueObject object, Collection<UUID> uuids) throws SQLException {
        Set<UUID> records = new LinkedHashSet<>();
        for (UUID uuid : uuids) {
            UUID record = work.maps.canonical(object.name(), uuid);
            if (work.scope.admits(object, record)) {
                records.add(record);
            }
        }
        Map<UUID, Touched> touched = work.index.find(object.name(), records);
        if (object.isShared()) {
            touched.keySet().retainAll(work.members(object, touched.keySet()));
        }
        String owner = work.scope.owner(object);
        touched.values().removeIf(record -> !record.business().equals(owner));
        List<Packet> packets = naming.packets(object, records);
        Map<UUID, Collection<Change>> histories = work.histories(object.name(), touched.keySet());
        for (Map.Entry<UUID, Collection<Change>> history : histories.entrySet()) {
            packets.add(Packet.whole(object.name(), history.getKey(), List.copyOf(history.getValue())));
        }
        records.removeAll(work.index.find(object.name(), records).keySet());
        for (Row row : untouched(object, records)) {
            packets.add(Packet.untouched(
                    object.name(), row.uuid(), new Packet.Untouched(row.updated(object), row.fields())));
        }
        return packets;
    }

    /**
     * The untouched rows of the records, if the business has them. A row that the application altered after the log was last brought up to date
     * is left out: it is not untouched, and its changes are on their way.
     */
    private List<Row> untouched(CatalogueObject object, Set<UUID> records) throws SQLException {
        List<Row> rows = rows(object, records);
        if (rows.isEmpty()) {
            return rows;
        }
        Set<UUID> altered = new HashSet<>(PendingRecords.of(work.tx, work.catalogue, work.maps, object));
        altered.addAll(work.index.find(object.name(), records).keySet());
        return rows.stream().filter(row -> !altered.contains(row.record())).toList();
    }

    private List<Row> rows(CatalogueObject object, Set<UUID> records) throws SQLException {
        Optional<Businesses.Business> business = work.business();
        if (business.isEmpty() || records.isEmpty()) {
            return List.of();
        }
        if (object.hasUuids()) {
            Set<UUID> names = work.maps.names(object.name(), records);
            Set<UUID> ours = new HashSet<>(work.rows.inBusiness(object, business.get(), names));
            return work.rows.byUuid(object, ours);
        }
        Map<UUID, Row> all = new HashMap<>();
        work.rows.keyed(object, business.get()).forEach(row -> all.put(row.record(), row));
        all.keySet().retainAll(records);
        return List.copyOf(all.values());
    }
}
