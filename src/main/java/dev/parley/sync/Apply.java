package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Identity;
import dev.parley.merge.Action;
import dev.parley.merge.Admission;
import dev.parley.merge.Change;
import dev.parley.merge.Clock;
import dev.parley.merge.Derived;
import dev.parley.merge.Uuids;
import dev.parley.merge.Value;
import dev.parley.store.ChangeLog;
import dev.parley.store.HeldBack;
import dev.parley.store.RecordIndex.Touched;
import dev.parley.store.RecordRows.Row;
import dev.parley.store.Tx;
import dev.parley.wire.Doubt;
import dev.parley.wire.Packet;
import dev.parley.wire.PacketText;
import dev.parley.wire.Taken;
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

/**
 * The one path in: takes changes that are not held yet, adds them to the log, and brings the rows they touch to what the log says, in one
 * transaction. What the application changed meanwhile is taken in first, under the rows' locks, so what was concurrent stays concurrent.
 */
final class Apply {

    private static final int RETRIED = 500;

    private final Work work;
    private final boolean loading;
    private final TwinTest twins;
    private final Joining joining;
    private final Splitting splitting;
    private final Projection projection;
    private final Map<CatalogueObject, Map<UUID, Incoming>> arrived = new LinkedHashMap<>();
    private final Map<CatalogueObject, Map<UUID, Row>> rows = new HashMap<>();
    private final List<Doubt> doubts = new ArrayList<>();

    /**
     * For one transaction.
     *
     * @param loading whether rows without changes may be written without a trace in the log
     */
    Apply(SiteContext site, Tx tx, LinkScope scope, boolean loading, TwinTest twins) {
        this.work = new Work(site, tx, scope);
        this.loading = loading;
        this.twins = twins;
        this.joining = new Joining(work);
        this.splitting = new Splitting(work, joining);
        this.projection = new Projection(work);
    }

    /** Takes the packets in. Whatever is wrong with one record holds that record alone. */
    Taken take(List<Packet> packets) throws SQLException {
        work.log.lockToApply();
        List<Packet> admitted = new ArrayList<>(ready());
        for (Packet packet : packets) {
            if (isAdmitted(packet)) {
                admitted.add(packet);
            }
        }
        lock(admitted);
        if (work.takeIn()) {
            rows.clear();
        }
        maps(admitted);
        keyed(admitted);
        sort(admitted);
        findTwins();
        return bring();
    }

    /** Whether there is something to say to the other site of what was taken. */
    boolean answers() {
        return work.answers();
    }

    /** Makes one record of two, as a person said. */
    Taken join(CatalogueObject object, UUID one, UUID other) throws SQLException {
        work.log.lockToApply();
        work.lock(object, work.maps.names(object.name(), List.of(one, other)));
        work.takeIn();
        joining.join(object, one, other, Derived.map(object.name(), one, other), false);
        regroup();
        return bring();
    }

    /** Makes two records of what these changes say was mapped wrongly, after the maps that are to hold the rest together. */
    Taken part(CatalogueObject object, List<Change> maps, List<Change> unmaps) throws SQLException {
        work.log.lockToApply();
        for (Change unmap : unmaps) {
            work.lock(object, work.maps.names(object.name(), unmap.record()));
        }
        work.takeIn();
        for (Change map : maps) {
            if (joining.isOpen(object, map.record(), Derived.aliasOf(map))) {
                joining.join(object, map.record(), Derived.aliasOf(map), map, false);
            }
        }
        for (Change unmap : unmaps) {
            splitting.split(object, unmap, false);
        }
        regroup();
        return bring();
    }

    /** Adds to the log what arrived and is not held, and brings the records to what it then says. */
    private Taken bring() throws SQLException {
        if (!joining.touched().isEmpty()) {
            rows.clear();
        }
        List<Outcome> outcomes = new ArrayList<>();
        List<Planning.Restored> restored = new ArrayList<>();
        int fresh = 0;
        int drifted = 0;
        for (CatalogueObject object : work.catalogue.objects()) {
            Map<UUID, Incoming> incoming = arrived.getOrDefault(object, Map.of());
            if (incoming.isEmpty()) {
                continue;
            }
            HoldBack holdBack = (record, changes, newest) -> admit(object, record, changes, newest);
            Planning planning = new Planning(work, object, loading, forced(object), holdBack);
            outcomes.addAll(planning.plan(incoming.values(), rows.getOrDefault(object, Map.of())));
            restored.addAll(planning.restored());
            fresh += planning.fresh();
            drifted += planning.drifted();
        }
        rows.clear();
        projection.project(outcomes);
        if (outcomes.stream()
                .anyMatch(outcome -> outcome.isHeld()
                        && work.catalogue.isCircular(outcome.object().name()))) {
            // The others of its circle may have come before, in another batch.
            new Retrying(work, projection)
                    .circles(byObject(work.index.held(work.scope.business().toString(), "", "", RETRIED)));
        }
        for (CatalogueObject object : work.catalogue.objects()) {
            projection.fillJoined(object, forced(object));
        }
        int loaded = (int) outcomes.stream()
                .filter(outcome -> outcome.isLoad() && outcome.written())
                .count();
        if (loaded > 0) {
            work.markLoad(new ChangeLog.Loaded("", Optional.empty()));
        }
        // What refers to them may have come with them.
        new Restoring(work, projection).tell(restored);
        work.sightings.drifted(drifted);
        work.flush();
        return new Taken(projection.written(), fresh, work.sightings.conflicts(), work.sightings.others(), doubts);
    }

    /** Tries again to write these records, which could not be written at earlier syncs. */
    Taken retry(List<Touched> records) throws SQLException {
        work.log.lock();
        work.takeIn();
        Map<String, List<UUID>> held = byObject(records);
        for (CatalogueObject object : work.catalogue.objects()) {
            if (held.containsKey(object.name())) {
                new Retrying(work, projection).again(object, Objects.requireNonNull(held.get(object.name())));
            }
        }
        new Retrying(work, projection).circles(held);
        work.flush();
        return new Taken(projection.written(), 0, 0, 0);
    }

    private static Map<String, List<UUID>> byObject(List<Touched> records) {
        Map<String, List<UUID>> byObject = new LinkedHashMap<>();
        for (Touched touched : records) {
            byObject.computeIfAbsent(touched.object(), key -> new ArrayList<>()).add(touched.record());
        }
        return byObject;
    }

    private boolean isAdmitted(Packet packet) throws SQLException {
        Optional<CatalogueObject> object = work.catalogue.object(packet.object());
        if (object.isEmpty() || !work.scope.admits(object.get(), packet.record())) {
            return false;
        }
        for (Change change : packet.changes()) {
            if (!change.object().equals(packet.object())) {
                return false;
            }
        }
        return true;
    }

    /** What was held back and whose time has come. */
    private List<Packet> ready() throws SQLException {
        HeldBack heldBack = new HeldBack(work.tx);
        List<Packet> packets = new ArrayList<>();
        long now = work.site.origin().time().micros();
        for (HeldBack.Held held : heldBack.ready(work.scope.link().id(), now, RETRIED)) {
            Packet packet = PacketText.read(held.body());
            work.delayed(packet.changes());
            packets.add(packet);
            heldBack.remove(held.id());
        }
        return packets;
    }

    private List<Change> admit(CatalogueObject object, UUID record, List<Change> changes, long newest)
            throws SQLException {
        long now = work.site.origin().time().micros();
        Admission admission = Admission.of(changes, now, newest);
        for (Change change : admission.kept()) {
            Packet packet = Packet.of(object.name(), record, List.of(change));
            new HeldBack(work.tx)
                    .add(new HeldBack.Held(
                            Uuids.derived(
                                    "held",
                                    change.uuid().toString(),
                                    work.scope.link().uuid().toString()),
                            work.scope.link().id(),
                            work.scope.business(),
                            object.name(),
                            record,
                            Sightings.CLOCK,
                            change.at() - Clock.AHEAD,
                            PacketText.write(packet)));
            work.sightings.clockAhead(object.name(), record, (change.at() - now) / 1_000_000);
        }
        return admission.admitted();
    }

    /** Locks the rows of the records that are to be altered, parents first, and keeps them as they are then. */
    private void lock(List<Packet> packets) throws SQLException {
        Map<String, Set<UUID>> records = new HashMap<>();
        for (Packet packet : packets) {
            Set<UUID> of = records.computeIfAbsent(packet.object(), key -> new HashSet<>());
            of.addAll(work.maps.names(packet.object(), packet.record()));
            packet.changes().forEach(change -> of.add(change.record()));
        }
        for (CatalogueObject object : work.catalogue.objects()) {
            List<UUID> sorted = new ArrayList<>(records.getOrDefault(object.name(), Set.of()));
            sorted.sort(Uuids.ORDER);
            Map<UUID, Row> found = new HashMap<>();
            work.lockRows(object, sorted).forEach(row -> found.put(row.uuid(), row));
            rows.put(object, found);
        }
    }

    /** Joins what the packets' maps say is one, before anything is looked up by uuid. */
    private void maps(List<Packet> packets) throws SQLException {
        List<UUID> naming = new ArrayList<>();
        for (Packet packet : packets) {
            for (Change change : packet.changes()) {
                if (change.action().isNaming()) {
                    naming.add(change.uuid());
                }
            }
        }
        if (naming.isEmpty()) {
            return;
        }
        Set<UUID> done = work.log.held(naming);
        for (Packet packet : packets) {
            for (Change change : packet.changes()) {
                if (change.action() == Action.UNMAP && done.add(change.uuid())) {
                    splitting.split(work.catalogue.require(packet.object()), change, true);
                }
            }
        }
        for (Packet packet : packets) {
            for (Change change : packet.changes()) {
                if (change.action() == Action.MAP && done.add(change.uuid())) {
                    CatalogueObject object = work.catalogue.require(packet.object());
                    Value other = change.fields().getOrDefault(Derived.MAP_FIELD, Value.NULL);
                    joining.join(object, change.record(), UUID.fromString(other.text()), change, true);
                }
            }
        }
    }

    /** Takes apart what is known by key and was mapped by who does not know that what the keys hold is two. */
    private void keyed(List<Packet> packets) throws SQLException {
        for (Packet packet : packets) {
            CatalogueObject object = work.catalogue.require(packet.object());
            if (object.identity() instanceof Identity.Key) {
                splitting.keyed(object, packet.record(), packet.changes());
            }
        }
    }

    private void sort(List<Packet> packets) throws SQLException {
        for (Packet packet : packets) {
            CatalogueObject object = work.catalogue.require(packet.object());
            incoming(object, work.maps.canonical(packet.object(), packet.record()))
                    .addRow(packet);
            for (Change change : packet.changes()) {
                // To the sender they may be one record that are two here.
                incoming(object, work.maps.canonical(packet.object(), change.record()))
                        .add(change);
            }
        }
        for (CatalogueObject object : work.catalogue.objects()) {
            forced(object).forEach(record -> incoming(object, record));
        }
    }

    private Incoming incoming(CatalogueObject object, UUID record) {
        return arrived.computeIfAbsent(object, key -> new LinkedHashMap<>()).computeIfAbsent(record, Incoming::new);
    }

    private Set<UUID> forced(CatalogueObject object) throws SQLException {
        Set<UUID> forced = new HashSet<>();
        String prefix = Joining.name(object.name(), new UUID(0, 0))
                .substring(0, object.name().length() + 1);
        for (String name : joining.touched()) {
            if (name.startsWith(prefix)) {
                UUID record = UUID.fromString(name.substring(prefix.length()));
                forced.add(work.maps.canonical(object.name(), record));
            }
        }
        return forced;
    }

    /** Maps records that were entered here too, and sorts what arrived anew by what that makes of it. */
    private void findTwins() throws SQLException {
        for (CatalogueObject object : work.catalogue.objects()) {
            Map<UUID, Incoming> incoming = arrived.getOrDefault(object, Map.of());
            boolean keyed = object.identity() instanceof Identity.Key;
            if (incoming.isEmpty() || (!keyed && object.naturalKeys().isEmpty())) {
                continue;
            }
            List<Incoming> unknown = unknown(object, incoming.values());
            for (Twins.Twin twin : new Twins(work, twins).find(object, unknown)) {
                if (!joining.isOpen(object, twin.arrived(), twin.ours())) {
                    continue;
                }
                if (!keyed && twins.mustAsk(work.tx, object.name(), twin.ours())) {
                    // The sender may know ours by any of its uuids.
                    for (UUID name : work.maps.names(object.name(), twin.ours())) {
                        doubts.add(new Doubt(twin.arrived(), name));
                    }
                    incoming.remove(twin.arrived());
                } else {
                    Change map = Derived.map(object.name(), twin.arrived(), twin.ours());
                    joining.join(object, twin.arrived(), twin.ours(), map, false);
                }
            }
            regroup();
        }
    }

    private List<Incoming> unknown(CatalogueObject object, Collection<Incoming> incoming) throws SQLException {
        List<UUID> records = incoming.stream().map(Incoming::record).toList();
        Set<UUID> known = new HashSet<>(work.index.find(object.name(), records).keySet());
        if (object.hasUuids()) {
            work.rows.byUuid(object, work.maps.names(object.name(), records)).forEach(row -> known.add(row.record()));
        }
        return incoming.stream().filter(one -> !known.contains(one.record())).toList();
    }

    private void regroup() throws SQLException {
        for (Map.Entry<CatalogueObject, Map<UUID, Incoming>> entry : arrived.entrySet()) {
            Map<UUID, Incoming> grouped = new LinkedHashMap<>();
            for (Incoming one : entry.getValue().values()) {
                UUID record = work.maps.canonical(entry.getKey().name(), one.record());
                grouped.computeIfAbsent(record, Incoming::new).addAll(one);
            }
            entry.setValue(grouped);
        }
        for (CatalogueObject object : work.catalogue.objects()) {
            for (UUID record : forced(object)) {
                incoming(object, work.maps.canonical(object.name(), record));
            }
        }
    }
}
