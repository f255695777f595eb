package dev.parley.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sorts objects so that parents come before children (Kahn's algorithm). Among those that are ready, shared objects such as people
 * come first, then the businesses, then the others as they were declared. Where references lead in a circle, the reference that is
 * easiest to fill in later gives way. An order of modules that the catalogue gives stands above all that the database does not enforce.
 */
final class ReferenceOrder {

    /** How hard it is to have a record before what it refers to. */
    private enum Need {
        /** Null can stand there until the target comes. */
        NULLABLE,
        /** The record has to wait, though the database would take it. */
        REQUIRED,
        /** The catalogue says so. */
        SAID,
        /** The database would refuse the record. */
        ENFORCED,
        /** Without its business a record has no place at all. */
        BUSINESS
    }

    private final ModuleOrder said;
    private final Map<String, CatalogueObject> remaining = new LinkedHashMap<>();
    private final Map<String, Map<String, Need>> needs = new HashMap<>();

    private ReferenceOrder(List<CatalogueObject> objects, ModuleOrder said, Map<String, Set<String>> parentsByValue) {
        this.said = said;
        List<CatalogueObject> preferred = new ArrayList<>(objects);
        preferred.sort(Comparator.comparingInt(ReferenceOrder::rank));
        preferred.forEach(object -> remaining.put(object.name(), object));
        preferred.forEach(object ->
                needs.put(object.name(), needs(object, parentsByValue.getOrDefault(object.name(), Set.of()))));
    }

    /**
     * The objects, parents before children as far as there are no circles.
     *
     * @param said the order of modules that the catalogue gives
     * @param parentsByValue for each object those that its rows name by plain values, which a foreign key of the database holds them to
     */
    static List<CatalogueObject> sort(
            List<CatalogueObject> objects, ModuleOrder said, Map<String, Set<String>> parentsByValue) {
        ReferenceOrder order = new ReferenceOrder(objects, said, parentsByValue);
        List<CatalogueObject> sorted = new ArrayList<>();
        while (!order.remaining.isEmpty()) {
            sorted.add(order.next());
        }
        return sorted;
    }

    private static int rank(CatalogueObject object) {
        if (object.isShared()) {
            return 0;
        }
        return object.scope() instanceof Scope.Self ? 1 : 2;
    }

    private Map<String, Need> needs(CatalogueObject object, Set<String> parentsByValue) {
        Map<String, Need> own = new LinkedHashMap<>();
        parentsByValue.forEach(parent -> own.put(parent, Need.ENFORCED));
        for (Field field : object.references()) {
            Reference reference = field.reference().orElseThrow();
            Need need = field.nullable() ? Need.NULLABLE : reference.enforced() ? Need.ENFORCED : Need.REQUIRED;
            own.merge(reference.target(), need, ReferenceOrder::harder);
        }
        if (object.scope() instanceof Scope.Column) {
            remaining.values().stream()
                    .filter(other -> other.scope() instanceof Scope.Self)
                    .forEach(businesses -> own.put(businesses.name(), Need.BUSINESS));
        }
        for (CatalogueObject other : remaining.values()) {
            if (said.isBefore(other, object)) {
                own.merge(other.name(), Need.SAID, ReferenceOrder::harder);
            }
        }
        own.remove(object.name());
        own.keySet().retainAll(remaining.keySet());
        return own;
    }

    private static Need harder(Need a, Need b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private CatalogueObject next() {
        while (true) {
            for (CatalogueObject object : remaining.values()) {
                if (needsOf(object.name()).isEmpty()) {
                    remaining.remove(object.name());
                    needs.values().forEach(own -> own.remove(object.name()));
                    return object;
                }
            }
            giveWay();
        }
    }

    /** Drops the least of the needs that hold each other up. */
    private void giveWay() {
        Set<String> circle = circle();
        String from = "";
        String to = "";
        Need least = null;
        for (String object : remaining.keySet()) {
            for (Map.Entry<String, Need> need : needsOf(object).entrySet()) {
                boolean inside = circle.contains(object) && circle.contains(need.getKey());
                if (inside && (least == null || need.getValue().compareTo(least) < 0)) {
                    from = object;
                    to = need.getKey();
                    least = need.getValue();
                }
            }
        }
        needsOf(from).remove(to);
    }

    /** Objects that all need each other, and none but each other. There are some whenever nothing is ready. */
    private Set<String> circle() {
        for (String object : remaining.keySet()) {
            Set<String> needed = neededBy(object);
            if (needed.stream().allMatch(other -> neededBy(other).contains(object))) {
                return needed;
            }
        }
        throw new IllegalStateException("nothing is ready, and yet nothing is in a circle: " + remaining.keySet());
    }

    private Set<String> neededBy(String object) {
        Set<String> seen = new HashSet<>();
        List<String> open = new ArrayList<>(needsOf(object).keySet());
        while (!open.isEmpty()) {
            String next = open.remove(open.size() - 1);
            if (seen.add(next)) {
                open.addAll(needsOf(next).keySet());
            }
        }
        return seen;
    }

    private Map<String, Need> needsOf(String object) {
        return needs.getOrDefault(object, Map.of());
    }
}
