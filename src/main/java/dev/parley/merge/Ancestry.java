package dev.parley.merge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which changes of a record were known to the author of which: the graph that {@link Change#parents} make, laid out in a line with parents
 * before their children. Places in that line stand for the changes. Changes that are their own ancestors, which no honest site writes, are
 * left out.
 */
final class Ancestry {

    private final List<Change> line = new ArrayList<>();
    private final Map<UUID, Integer> places = new HashMap<>();
    private final List<int[]> parents = new ArrayList<>();
    private final BitSet whole = new BitSet();
    private final boolean split;
    private final Map<UUID, BitSet> descendants = new HashMap<>();

    /** The graph of these changes of one record. */
    Ancestry(Collection<Change> changes) {
        split = RecordState.isSplit(changes);
        Map<UUID, Change> held = new LinkedHashMap<>();
        changes.forEach(change -> held.put(change.uuid(), change));
        Map<UUID, List<Change>> children = new HashMap<>();
        Map<UUID, Integer> waitsFor = new HashMap<>();
        Deque<Change> ready = new ArrayDeque<>();
        for (Change change : held.values()) {
            int count = 0;
            for (UUID parent : change.parents()) {
                if (held.containsKey(parent)) {
                    children.computeIfAbsent(parent, uuid -> new ArrayList<>()).add(change);
                    count++;
                }
            }
            waitsFor.put(change.uuid(), count);
            if (count == 0) {
                ready.add(change);
            }
        }
        while (!ready.isEmpty()) {
            Change next = ready.remove();
            place(next);
            for (Change child : children.getOrDefault(next.uuid(), List.of())) {
                if (waitsFor.merge(child.uuid(), -1, Integer::sum) == 0) {
                    ready.add(child);
                }
            }
        }
    }

    private void place(Change change) {
        int place = line.size();
        line.add(change);
        places.put(change.uuid(), place);
        int[] known = change.parents().stream()
                .filter(places::containsKey)
                .mapToInt(parent -> places.getOrDefault(parent, -1))
                .toArray();
        parents.add(known);
        boolean allKnown = split || known.length == change.parents().size();
        for (int parent : known) {
            allKnown &= whole.get(parent);
        }
        whole.set(place, allKnown);
    }

    /** The changes, each once, parents before their children. */
    List<Change> line() {
        return line;
    }

    /** The places of those parents of the change at that place that are held. */
    int[] parentsOf(int place) {
        return parents.get(place);
    }

    /** Whether everything that the author of the change at that place knew is held. */
    boolean isWhole(int place) {
        return whole.get(place);
    }

    /** Whether the author of {@code later} knew {@code earlier}. A change knows itself. */
    boolean knew(Change later, Change earlier) {
        Integer place = places.get(later.uuid());
        return place != null
                && descendants
                        .computeIfAbsent(earlier.uuid(), uuid -> descendantsOf(earlier))
                        .get(place);
    }

    private BitSet descendantsOf(Change change) {
        BitSet found = new BitSet(line.size());
        Integer from = places.get(change.uuid());
        if (from == null) {
            return found;
        }
        found.set(from);
        for (int place = from + 1; place < line.size(); place++) {
            for (int parent : parents.get(place)) {
                if (found.get(parent)) {
                    found.set(place);
                }
            }
        }
        return found;
    }
}
