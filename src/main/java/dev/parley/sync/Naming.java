package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Change;
import dev.parley.merge.Derived;
import dev.parley.wire.Packet;
import dev.parley.wire.RecordName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * What is told of shared records that are not with the link's business: which uuids name them, where records of the business refer to them, and
 * nothing else. Without that one reference would read as two uuids at two sites for ever.
 */
final class Naming {

    private final Work work;

    Naming(Work work) {
        this.work = work;
    }

    /**
     * Uuids of which one was said to name the same record as another, or not to.
     *
     * @param records the records that they name
     * @param open what was said, by record; of those that are with the business everything is told anyway
     */
    private record Family(Set<UUID> records, Map<UUID, List<Change>> open) {}

    /** What is told of such records of an object, by record. */
    Map<UUID, List<Change>> told(CatalogueObject object) throws SQLException {
        Map<UUID, List<Change>> told = new LinkedHashMap<>();
        for (Family family : referred(object, families(object, work.maps.named(object.name())))) {
            told.putAll(family.open());
        }
        return told;
    }

    /** The same of those that have to do with these records, ready to go. */
    List<Packet> packets(CatalogueObject object, Collection<UUID> records) throws SQLException {
        List<Packet> packets = new ArrayList<>();
        for (Family family : referred(object, families(object, records))) {
            family.open().forEach((record, changes) -> packets.add(Packet.of(object.name(), record, changes)));
        }
        return packets;
    }

    /** Whether anything may have to be told of records of the object. */
    boolean isAny(CatalogueObject object) throws SQLException {
        return object.isShared() && work.scope.objects().contains(object.name()) && work.maps.isAny(object.name());
    }

    /** Has told, over every link of the business, what is to be told of these records, to which records of the business refer from now on. */
    void mark(Collection<RecordName> referredTo) throws SQLException {
        for (Map.Entry<CatalogueObject, Set<UUID>> of : byObject(referredTo).entrySet()) {
            for (Family family : families(of.getKey(), of.getValue())) {
                UUID record = family.open().keySet().iterator().next();
                work.markWhole(of.getKey().name(), record, work.scope.business().toString());
            }
        }
    }

    /** The same for what records refer to that are to be written, and did not refer to before. */
    void markNew(CatalogueObject object, Collection<Outcome> outcomes) throws SQLException {
        if (!mayRefer(object)) {
            return;
        }
        References references = new References(work);
        Set<RecordName> names = new HashSet<>();
        for (Outcome outcome : outcomes) {
            if (outcome.exists()) {
                Set<RecordName> now = references.of(object, outcome.values());
                if (outcome.row().isPresent()) {
                    now.removeAll(references.of(object, outcome.row().get().fields()));
                }
                names.addAll(now);
            }
        }
        mark(names);
    }

    /** The same of what these packets refer to themselves, also by what was deleted or replaced since: whoever takes them may have that in a row. */
    List<Packet> along(List<Packet> packets) throws SQLException {
        Set<RecordName> names = new HashSet<>();
        for (Packet packet : packets) {
            CatalogueObject object = work.catalogue.require(packet.object());
            if (mayRefer(object)) {
                for (Change change : packet.changes()) {
                    names.addAll(new References(work).of(object, change.fields()));
                }
            }
        }
        List<Packet> along = new ArrayList<>();
        for (Map.Entry<CatalogueObject, Set<UUID>> of : byObject(names).entrySet()) {
            for (Family family : families(of.getKey(), of.getValue())) {
                family.open()
                        .forEach((record, changes) ->
                                along.add(Packet.of(of.getKey().name(), record, changes)));
            }
        }
        return along;
    }

    /** Whether the object may refer to records of which something may have to be told. */
    private boolean mayRefer(CatalogueObject object) throws SQLException {
        for (CatalogueObject shared : work.catalogue.objects()) {
            boolean refers = isAny(shared)
                    && (!object.named().isEmpty()
                            || object.references().stream()
                                    .map(field ->
                                            field.reference().orElseThrow().target())
                                    .anyMatch(shared.name()::equals));
            if (refers) {
                return true;
            }
        }
        return false;
    }

    private Map<CatalogueObject, Set<UUID>> byObject(Collection<RecordName> names) throws SQLException {
        Map<CatalogueObject, Set<UUID>> byObject = new LinkedHashMap<>();
        for (RecordName name : names) {
            CatalogueObject object = work.catalogue.require(name.object());
            if (isAny(object)) {
                byObject.computeIfAbsent(object, key -> new HashSet<>()).add(name.record());
            }
        }
        return byObject;
    }

    /** The families of these records of which not everything is told anyway. */
    private List<Family> families(CatalogueObject object, Collection<UUID> records) throws SQLException {
        if (!isAny(object)) {
            return List.of();
        }
        Set<UUID> wanted = work.maps.names(object.name(), records);
        wanted.retainAll(work.maps.named(object.name()));
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<Change> naming = work.log.naming(object.name(), work.maps.named(object.name()));
        Map<UUID, Set<UUID>> related = related(naming);
        Set<UUID> ours = new HashSet<>();
        wanted.forEach(name -> ours.addAll(related.getOrDefault(name, Set.of())));
        Set<UUID> members = work.members(object, ours);
        Map<Set<UUID>, Family> families = new HashMap<>();
        for (Change change : naming) {
            UUID record = work.maps.canonical(object.name(), change.record());
            if (ours.contains(change.record()) && !members.contains(record)) {
                Set<UUID> of = new HashSet<>();
                for (UUID name : Objects.requireNonNull(related.get(change.record()))) {
                    of.add(work.maps.canonical(object.name(), name));
                }
                families.computeIfAbsent(of, key -> new Family(key, new LinkedHashMap<>()))
                        .open()
                        .computeIfAbsent(record, key -> new ArrayList<>())
                        .add(change);
            }
        }
        return List.copyOf(families.values());
    }

    /** Each uuid with all those that it belongs together with. */
    private static Map<UUID, Set<UUID>> related(List<Change> naming) {
        Map<UUID, Set<UUID>> related = new HashMap<>();
        for (Change change : naming) {
            Set<UUID> one = related.computeIfAbsent(change.record(), uuid -> new HashSet<>(Set.of(uuid)));
            Set<UUID> other = related.computeIfAbsent(Derived.aliasOf(change), uuid -> new HashSet<>(Set.of(uuid)));
            one.addAll(other);
            other.forEach(uuid -> related.put(uuid, one));
        }
        return related;
    }

    /** Those of the families to which the business refers. */
    private List<Family> referred(CatalogueObject object, List<Family> families) throws SQLException {
        Set<UUID> records = new HashSet<>();
        families.forEach(family -> records.addAll(family.records()));
        Set<UUID> referred = new Referred(work, object).of(records);
        return families.stream()
                .filter(family -> family.records().stream().anyMatch(referred::contains))
                .toList();
    }
}
