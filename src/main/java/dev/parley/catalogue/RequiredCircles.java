package dev.parley.catalogue;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the objects whose records may need each other in a circle that cannot be opened: by references that the database enforces and that may
 * not be null.
 */
final class RequiredCircles {

    private RequiredCircles() {}

    /** The names of the objects that lead back to themselves by such references. */
    static Set<String> among(Collection<CatalogueObject> objects) {
        Map<String, List<String>> needs = new LinkedHashMap<>();
        for (CatalogueObject object : objects) {
            needs.put(
                    object.name(),
                    object.references().stream()
                            .filter(Field::isRequired)
                            .map(field -> field.reference().orElseThrow().target())
                            .toList());
        }
        Set<String> circular = new HashSet<>();
        for (String object : needs.keySet()) {
            if (leadsTo(object, needs)) {
                circular.add(object);
            }
        }
        return circular;
    }

    private static boolean leadsTo(String object, Map<String, List<String>> needs) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(needs.getOrDefault(object, List.of()));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (next.equals(object)) {
                return true;
            }
            if (seen.add(next)) {
                open.addAll(needs.getOrDefault(next, List.of()));
            }
        }
        return false;
    }
}
