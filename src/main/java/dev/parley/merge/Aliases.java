package dev.parley.merge;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which uuids name one record, as the maps among some changes say, those aside that were undone. */
public final class Aliases {

    private final Map<UUID, UUID> lesser = new HashMap<>();

    /** What the maps among these changes say. */
    public Aliases(Collection<Change> changes) {
        Set<UUID> undone = new HashSet<>();
        for (Change change : changes) {
            if (change.action() == Action.UNMAP) {
                undone.add(Derived.undone(change).uuid());
            }
        }
        for (Change change : changes) {
            if (change.action() == Action.MAP && !undone.contains(change.uuid())) {
                join(canonical(change.record()), canonical(Derived.aliasOf(change)));
            }
        }
    }

    /** The least of all uuids that name the same record. */
    public UUID canonical(UUID uuid) {
        UUID least = uuid;
        for (UUID next = lesser.get(least); next != null; next = lesser.get(least)) {
            least = next;
        }
        return least;
    }

    private void join(UUID one, UUID other) {
        if (!one.equals(other)) {
            UUID least = Uuids.lesser(one, other);
            lesser.put(least.equals(one) ? other : one, least);
        }
    }
}
