package dev.parley.merge;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which changes of a record were known to the author of which: the graph that {@link Change#parents} make. */
public final class Ancestry {

    private final Map<UUID, Change> changes = new HashMap<>();
    private final Map<UUID, Set<UUID>> ancestors = new HashMap<>();

    /** The graph of these changes of one record. */
    public Ancestry(Collection<Change> changes) {
        changes.forEach(change -> this.changes.put(change.uuid(), change));
    }

    /** Whether the author of {@code later} knew {@code earlier}. A change knows itself. */
    public boolean knew(Change later, Change earlier) {
        return later.uuid().equals(earlier.uuid()) || ancestorsOf(later).contains(earlier.uuid());
    }

    /** Whether neither author knew the other's change. */
    public boolean concurrent(Change a, Change b) {
        return !knew(a, b) && !knew(b, a);
    }

    private Set<UUID> ancestorsOf(Change change) {
        return ancestors.computeIfAbsent(change.uuid(), uuid -> walk(change.parents()));
    }

    private Set<UUID> walk(List<UUID> from) {
        Set<UUID> found = new HashSet<>();
        Deque<UUID> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            UUID next = open.pop();
            if (found.add(next) && changes.containsKey(next)) {
                open.addAll(changes.get(next).parents());
            }
        }
        return found;
    }
}
