package dev.parley.merge;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a record is, as a function of the set of its changes: the order in which they came does not matter.
 *
 * @param exists whether its greatest write is above its greatest delete
 * @param winners for each field, in order of name, the greatest change that carries it; kept for a deleted record too
 * @param heads the changes that no other change of the record has as a parent, in the order of changes
 * @param missing parents that are not among the changes, in the order of uuids
 * @param newest the greatest {@code at}, or {@link Long#MIN_VALUE} where there is no change but maps
 * @param version the sum over all changes, maps too
 * @param lastDelete the greatest delete, if there is one
 */
public record RecordState(
        boolean exists,
        Map<String, Change> winners,
        List<UUID> heads,
        Set<UUID> missing,
        long newest,
        Version version,
        Optional<Change> lastDelete) {

    /**
     * The state that these changes make. A change that is given twice counts once.
     *
     * @param changes all that is held of one record (of its whole class, where it is mapped)
     */
    public static RecordState of(Collection<Change> changes) {
        SortedMap<String, Change> winners = new TreeMap<>();
        Set<UUID> held = new HashSet<>();
        Set<UUID> parents = new HashSet<>();
        @Nullable Change write = null;
        @Nullable Change delete = null;
        long newest = Long.MIN_VALUE;
        Version version = Version.NONE;
        for (Change change : changes) {
            if (!held.add(change.uuid())) {
                continue;
            }
            version = version.plus(change.uuid());
            if (change.action().isNaming()) {
                continue;
            }
            parents.addAll(change.parents());
            newest = Math.max(newest, change.at());
            if (change.action().isDelete()) {
                delete = greater(delete, change);
            } else {
                write = greater(write, change);
                for (String field : change.fields().keySet()) {
                    winners.merge(field, change, RecordState::greater);
                }
            }
        }
        return new RecordState(
                write != null && (delete == null || write.isAfter(delete)),
                Collections.unmodifiableSortedMap(winners),
                heads(changes, parents),
                isSplit(changes) ? Set.of() : missing(held, parents),
                newest,
                version,
                Optional.ofNullable(delete));
    }

    /**
     * The state that the author of a change met: what its parents, and all that these knew, come to.
     *
     * @param changes all that is held of the record; what is missing of the change's history is not in the state
     */
    public static RecordState metBy(Change change, Collection<Change> changes) {
        Map<UUID, Change> held = new HashMap<>();
        changes.forEach(one -> held.put(one.uuid(), one));
        Map<UUID, Change> met = new HashMap<>();
        Deque<UUID> open = new ArrayDeque<>(change.parents());
        while (!open.isEmpty()) {
            Change parent = held.get(open.remove());
            if (parent != null && met.put(parent.uuid(), parent) == null) {
                open.addAll(parent.parents());
            }
        }
        return of(met.values());
    }

    /** The record's fields, in order of name, with the values that won. */
    public Map<String, Value> values() {
        SortedMap<String, Value> values = new TreeMap<>();
        winners.forEach((field, change) -> values.put(field, change.fields().get(field)));
        return values;
    }

    /** Whether enough is known to make the record from nothing: all of its history, or at least how it began. */
    public boolean isWhole() {
        return missing.isEmpty()
                || winners.values().stream()
                        .anyMatch(change -> change.action() == Action.BASELINE || change.action() == Action.ADD);
    }

    private static List<UUID> heads(Collection<Change> changes, Set<UUID> parents) {
        return changes.stream()
                .filter(change -> !change.action().isNaming() && !parents.contains(change.uuid()))
                .sorted(Change.ORDER)
                .map(Change::uuid)
                .distinct()
                .toList();
    }

    /**
     * Whether the record was one with another for a while. What was done then was done knowing the other's changes, which are not among this
     * one's any more: that they are not there does not mean that they are missing.
     */
    public static boolean isSplit(Collection<Change> changes) {
        return changes.stream().anyMatch(change -> change.action() == Action.UNMAP);
    }

    private static Set<UUID> missing(Set<UUID> held, Set<UUID> parents) {
        SortedSet<UUID> missing = new TreeSet<>(Uuids.ORDER);
        for (UUID parent : parents) {
            if (!held.contains(parent)) {
                missing.add(parent);
            }
        }
        return Collections.unmodifiableSortedSet(missing);
    }

    private static Change greater(@Nullable Change known, Change next) {
        return known == null || next.isAfter(known) ? next : known;
    }
}
