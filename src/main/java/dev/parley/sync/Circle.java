package dev.parley.sync;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.merge.Value;
import dev.parley.store.UuidMaps;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Records of which each needs another one, round to the first, or one that needs itself: by references that the database enforces and that may not
 * be null. They are written at once, and they go at once.
 *
 * @param members by object, in the order of the catalogue
 */
record Circle(Map<CatalogueObject, List<Outcome>> members) {

    /** A record's full name. */
    private record Name(String object, UUID record) {}

    /** The object that is written first, and deleted last. */
    CatalogueObject first() {
        return members.keySet().iterator().next();
    }

    /** The object that is written last, and deleted first. */
    CatalogueObject last() {
        CatalogueObject last = first();
        for (CatalogueObject object : members.keySet()) {
            last = object;
        }
        return last;
    }

    /** Every record of it. */
    List<Outcome> all() {
        return members.values().stream().flatMap(List::stream).toList();
    }

    /**
     * The circles among records.
     *
     * @param values what each record's fields are, references as uuids
     */
    static List<Circle> among(
            Catalogue catalogue,
            UuidMaps maps,
            Collection<Outcome> outcomes,
            Function<Outcome, Map<String, Value>> values)
            throws SQLException {
        Map<Name, Outcome> byName = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            if (catalogue.isCircular(outcome.object().name())) {
                byName.put(new Name(outcome.object().name(), outcome.record()), outcome);
            }
        }
        Map<Name, Set<Name>> needs = new LinkedHashMap<>();
        Map<Name, Set<Name>> neededBy = new HashMap<>();
        byName.keySet().forEach(name -> neededBy.put(name, new LinkedHashSet<>()));
        for (Map.Entry<Name, Outcome> record : byName.entrySet()) {
            Set<Name> needed = needed(record.getValue().object(), values.apply(record.getValue()), maps);
            needed.retainAll(byName.keySet());
            needs.put(record.getKey(), needed);
            for (Name name : needed) {
                Objects.requireNonNull(neededBy.get(name)).add(record.getKey());
            }
        }
        // What needs nobody, and what nobody needs, is in no circle; neither is what is left alone when those are gone.
        prune(needs, neededBy);
        prune(neededBy, needs);
        needs.keySet().retainAll(neededBy.keySet());
        return circles(catalogue, needs, neededBy, byName);
    }

    private static Set<Name> needed(CatalogueObject object, Map<String, Value> values, UuidMaps maps)
            throws SQLException {
        Set<Name> needed = new LinkedHashSet<>();
        for (Field field : object.references()) {
            Value value = values.getOrDefault(field.name(), Value.NULL);
            if (field.isRequired() && !value.isNull()) {
                String target = field.reference().orElseThrow().target();
                Optional<UUID> uuid = LocalIds.uuid(value);
                if (uuid.isPresent()) {
                    needed.add(new Name(target, maps.canonical(target, uuid.get())));
                }
            }
        }
        return needed;
    }

    /** Takes those away, again and again, that lead nowhere. */
    private static void prune(Map<Name, Set<Name>> leads, Map<Name, Set<Name>> back) {
        Deque<Name> ends = new ArrayDeque<>();
        leads.forEach((name, to) -> {
            if (to.isEmpty()) {
                ends.add(name);
            }
        });
        while (!ends.isEmpty()) {
            Name end = ends.pop();
            leads.remove(end);
            Set<Name> before = back.remove(end);
            for (Name name : before == null ? Set.<Name>of() : before) {
                Set<Name> to = leads.get(name);
                if (to != null && to.remove(end) && to.isEmpty()) {
                    ends.add(name);
                }
            }
        }
    }

    private static List<Circle> circles(
            Catalogue catalogue, Map<Name, Set<Name>> needs, Map<Name, Set<Name>> neededBy, Map<Name, Outcome> byName) {
        List<Circle> circles = new ArrayList<>();
        Set<Name> seen = new LinkedHashSet<>();
        for (Name start : needs.keySet()) {
            if (seen.contains(start)) {
                continue;
            }
            Set<Name> together = new LinkedHashSet<>();
            Deque<Name> open = new ArrayDeque<>(List.of(start));
            while (!open.isEmpty()) {
                Name next = open.pop();
                if (needs.containsKey(next) && together.add(next)) {
                    open.addAll(needs.getOrDefault(next, Set.of()));
                    open.addAll(neededBy.getOrDefault(next, Set.of()));
                }
            }
            seen.addAll(together);
            Map<CatalogueObject, List<Outcome>> members = new LinkedHashMap<>();
            for (CatalogueObject object : catalogue.objects()) {
                for (Name name : together) {
                    Outcome outcome = byName.get(name);
                    if (outcome != null && name.object().equals(object.name())) {
                        members.computeIfAbsent(object, key -> new ArrayList<>())
                                .add(outcome);
                    }
                }
            }
            circles.add(new Circle(members));
        }
        return circles;
    }
}
