package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Identity;
import dev.parley.catalogue.Reference;
import dev.parley.merge.Action;
import dev.parley.merge.Change;
import dev.parley.merge.Derived;
import dev.parley.merge.Uuids;
import dev.parley.merge.Value;
import dev.parley.sync.Collisions.Collision;
import dev.parley.wire.Packet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which records would be found to be one, laid over the maps that are there; and which new ones would stand in each other's way, since they share
 * what must be unique.
 */
final class PlanTwins {

    private final Set<UUID> apart = new HashSet<>();
    private final PlanFrame frame;
    private final Map<String, Map<UUID, UUID>> lesser = new HashMap<>();
    private final Map<String, Map<UUID, Set<UUID>>> classes = new HashMap<>();
    private final Map<String, Set<UUID>> keptOutHere = new HashMap<>();
    private final Map<String, Map<UUID, List<Collision>>> inTheWayThere = new HashMap<>();

    PlanTwins(PlanFrame frame) {
        this.frame = frame;
    }

    /** Notes which pairs have been taken apart again, for good: no map joins them any more. */
    void part(List<Change> changes) {
        for (Change change : changes) {
            if (change.action() == Action.UNMAP) {
                apart.add(change.uuid());
            }
        }
    }

    /** Says that two uuids would name one record; gives whether that is news. */
    boolean join(String object, UUID one, UUID other) {
        return frame.in(work -> {
            UUID unmap = Derived.unmap(object, one, other).uuid();
            if (apart.contains(unmap) || !work.log.held(List.of(unmap)).isEmpty()) {
                return false;
            }
            UUID a = canonical(work, object, one);
            UUID b = canonical(work, object, other);
            UUID least = Uuids.lesser(a, b);
            return become(object, least.equals(a) ? b : a, least);
        });
    }

    /** Says that a record would go by another uuid. */
    private boolean become(String object, UUID from, UUID to) {
        if (from.equals(to)) {
            return false;
        }
        lesser.computeIfAbsent(object, name -> new HashMap<>()).put(from, to);
        Map<UUID, Set<UUID>> of = classes.computeIfAbsent(object, name -> new HashMap<>());
        Set<UUID> all = of.computeIfAbsent(to, uuid -> new LinkedHashSet<>(List.of(uuid)));
        Set<UUID> gone = of.remove(from);
        all.addAll(gone == null ? Set.of(from) : gone);
        return true;
    }

    /** The uuid by which the record would travel. */
    UUID canonical(Work work, String object, UUID uuid) throws SQLException {
        UUID least = work.maps.canonical(object, uuid);
        Map<UUID, UUID> of = lesser.getOrDefault(object, Map.of());
        for (UUID next = of.get(least); next != null; next = of.get(least)) {
            least = next;
        }
        return least;
    }

    /** The records, by the uuids by which they travel now, that would be that one; only itself where nothing is joined. */
    Set<UUID> joined(String object, UUID canonical) {
        return classes.getOrDefault(object, Map.of()).getOrDefault(canonical, Set.of(canonical));
    }

    /** Whether a new record would be kept out of the table of one of the sites, by another that shares what must be unique. */
    boolean isKeptOut(boolean here, String object, UUID record) {
        return here
                ? keptOutHere.getOrDefault(object, Set.of()).contains(record)
                : !inTheWayThere(object, record).isEmpty();
    }

    /** What would keep that record of ours out of the other site's table. */
    List<Collision> inTheWayThere(String object, UUID record) {
        return inTheWayThere.getOrDefault(object, Map.of()).getOrDefault(record, List.of());
    }

    /**
     * Finds them among the records that the plan is about.
     *
     * @param compared whether a comparison told which of our records the other site lacks; else it is asked, as by a sync
     */
    void find(PlanNames names, boolean compared) {
        if (!frame.pulls()) {
            return;
        }
        for (CatalogueObject object : frame.objects()) {
            if (names.isEmpty(object.name())) {
                continue;
            }
            if (object.identity() instanceof Identity.Key) {
                if (frame.in(work -> isKeyMoved(work, object))) {
                    frame.pages(names.of(object.name()), page -> keyed(object, page));
                }
            } else if (frame.in(work -> isAnyHere(work, object))) {
                frame.pages(names.of(object.name()), page -> arriving(object, page, names, compared));
            }
        }
    }

    /** Whether anything that arrives can meet something of ours. */
    private static boolean isAnyHere(Work work, CatalogueObject object) throws SQLException {
        boolean unique =
                !object.naturalKeys().isEmpty() || !work.uniques(object).isEmpty();
        return unique && new Lists(work).count(object) > 0;
    }

    /** Whether the two sites may derive the object's uuids from different uuids of one record. */
    private boolean isKeyMoved(Work work, CatalogueObject object) throws SQLException {
        for (String name : object.keyFields()) {
            Optional<Reference> reference = object.field(name).orElseThrow().reference();
            if (reference.isPresent()) {
                String target = reference.get().target();
                if (classes.containsKey(target) || !work.maps.all(target).isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Of records that are not here yet. */
    private void arriving(CatalogueObject object, List<UUID> page, PlanNames names, boolean compared) {
        Set<UUID> unknown = frame.in(work -> unknown(work, object, page));
        if (unknown.isEmpty()) {
            return;
        }
        List<Packet> packets = frame.get(object, List.copyOf(unknown));
        Met met = compared
                ? meet(object, packets, (tx, name, record) -> names.isOnlyHere(name, record))
                : new Resemblances(frame.site(), frame.peer(), tx -> new Work(frame.site(), tx, frame.scope()))
                        .taking(inquiry -> {
                            Met asking = meet(object, packets, inquiry);
                            inquiry.requireAnswered();
                            return asking;
                        });
        met.twins().forEach(twin -> join(object.name(), twin.arrived(), twin.ours()));
        keptOutHere.computeIfAbsent(object.name(), name -> new HashSet<>()).addAll(met.keptOut());
        met.inTheWay().forEach((other, collisions) -> inTheWayThere
                .computeIfAbsent(object.name(), name -> new HashMap<>())
                .computeIfAbsent(other, record -> new ArrayList<>())
                .addAll(collisions));
    }

    /**
     * What some records that arrive meet here.
     *
     * @param keptOut those that our table would not take
     * @param inTheWay what would keep records of ours out of the other site's table
     */
    private record Met(List<Twins.Twin> twins, Set<UUID> keptOut, Map<UUID, List<Collision>> inTheWay) {}

    private Met meet(CatalogueObject object, List<Packet> packets, TwinTest test) {
        return frame.in(work -> {
            Map<UUID, Incoming> incoming = incoming(work, object, packets);
            Met met = new Met(
                    new Twins(work, test).find(object, incoming.values()), new HashSet<>(), new LinkedHashMap<>());
            Set<UUID> matched = new HashSet<>();
            for (Twins.Twin twin : met.twins()) {
                matched.add(twin.arrived());
                test.mustAsk(work.tx, object.name(), twin.ours());
            }
            for (Incoming one : incoming.values()) {
                if (!matched.contains(one.record())) {
                    collide(work, object, one, test, met);
                }
            }
            return met;
        });
    }

    private static Set<UUID> unknown(Work work, CatalogueObject object, List<UUID> page) throws SQLException {
        Set<UUID> unknown = new LinkedHashSet<>(page);
        unknown.removeAll(work.index.find(object.name(), page).keySet());
        if (!unknown.isEmpty()) {
            work.rows
                    .byUuid(object, work.maps.names(object.name(), unknown))
                    .forEach(row -> unknown.remove(row.record()));
        }
        return unknown;
    }

    private static Map<UUID, Incoming> incoming(Work work, CatalogueObject object, List<Packet> packets)
            throws SQLException {
        Map<UUID, Incoming> incoming = new LinkedHashMap<>();
        for (Packet packet : packets) {
            UUID record = work.maps.canonical(object.name(), packet.record());
            Incoming one = incoming.computeIfAbsent(record, Incoming::new);
            one.addRow(packet);
            packet.changes().forEach(one::add);
        }
        return incoming;
    }

    private static void collide(Work work, CatalogueObject object, Incoming incoming, TwinTest test, Met met)
            throws SQLException {
        Optional<Map<String, Value>> values = Twins.content(incoming);
        if (values.isEmpty()) {
            return;
        }
        for (Collision collision : new Collisions(work).of(object, incoming.record(), values.get())) {
            met.keptOut().add(incoming.record());
            test.mustAsk(work.tx, object.name(), collision.other());
            if (test.lacks(work.tx, object.name(), collision.other())) {
                met.inTheWay()
                        .computeIfAbsent(collision.other(), record -> new ArrayList<>())
                        .add(new Collision(collision.fields(), incoming.record()));
            }
        }
    }

    /** Of records whose uuid follows from the uuids that they join. */
    private void keyed(CatalogueObject object, List<UUID> page) {
        Map<UUID, PlanFacts> facts = new PlanReader(frame, this).read(object, page);
        Set<UUID> untouched = new HashSet<>();
        facts.values().stream().filter(PlanFacts::isUntouched).forEach(of -> untouched.add(of.record()));
        Map<UUID, UUID> moved = frame.in(work -> {
            Map<UUID, UUID> derived = new LinkedHashMap<>();
            for (PlanFacts of : facts.values()) {
                List<Change> all = new ArrayList<>(of.own());
                all.addAll(of.theirs());
                Optional<UUID> now = derived(work, object, all);
                if (now.isPresent()) {
                    derived.put(of.record(), now.get());
                }
            }
            return derived;
        });
        moved.forEach((record, now) -> {
            if (untouched.contains(record)) {
                // Nobody needs a map for it: its uuid is derived anew wherever it is asked for.
                become(object.name(), record, now);
            } else {
                join(object.name(), record, now);
            }
        });
    }

    private Optional<UUID> derived(Work work, CatalogueObject object, List<Change> changes) throws SQLException {
        for (Change change : changes) {
            if (change.action() == Action.MAP || !change.fields().keySet().containsAll(object.keyFields())) {
                continue;
            }
            List<Value> key = new ArrayList<>();
            for (String name : object.keyFields()) {
                Field field = object.field(name).orElseThrow();
                key.add(value(work, field, change.fields()));
            }
            return Optional.of(Derived.keyed(object.name(), frame.scope().business(), key));
        }
        return Optional.empty();
    }

    /** A field's value among others, with what a reference holds in the form in which it would travel. */
    Value value(Work work, Field field, Map<String, Value> values) throws SQLException {
        Value value = values.getOrDefault(field.name(), Value.NULL);
        if (value.isNull()) {
            return value;
        }
        var reference = work.local.reference(field, values);
        if (reference.isEmpty()) {
            return value;
        }
        try {
            UUID uuid = UUID.fromString(value.text());
            return Value.of(canonical(work, reference.get().target(), uuid).toString());
        } catch (IllegalArgumentException e) {
            // No reference that anybody could follow: it stands as it is, and the record would be held.
            return value;
        }
    }
}
