package dev.parley.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a record is, as a function of the set of its changes: the order in which they came does not matter.
 *
 * @param exists whether its greatest write is above its greatest delete
 * @param winners for each field the greatest change that carries it; kept for a deleted record too
 * @param heads the changes that no other change of the record has as a parent, in the order of changes
 * @param missing parents that are not among the changes
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
     * The state that these changes make.
     *
     * @param changes all that is held of one record (of its whole class, where it is mapped), each once
     */
    public static RecordState of(Collection<Change> changes) {
        Map<String, Change> winners = new HashMap<>();
        Set<UUID> held = new HashSet<>();
        Set<UUID> parents = new LinkedHashSet<>();
        @Nullable Change write = null;
        @Nullable Change delete = null;
        long newest = Long.MIN_VALUE;
        for (Change change : changes) {
            held.add(change.uuid());
            if (change.action() == Action.MAP) {
                continue;
            }
            parents.addAll(change.parents());
            newest = Math.max(newest, change.at());
            if (change.action() == Action.DELETE) {
                delete = greater(delete, change);
            } else {
                write = greater(write, change);
                for (String field : change.fields().keySet()) {
                    winners.merge(field, change, RecordState::greater);
                }
            }
        }
        boolean exists = write != null && (delete == null || write.isAfter(delete));
        List<Change> heads = new ArrayList<>();
        for (Change change : changes) {
            if (change.action() != Action.MAP && !parents.contains(change.uuid())) {
                heads.add(change);
            }
        }
        heads.sort(Change.ORDER);
        parents.removeAll(held);
        return new RecordState(
                exists,
                Map.copyOf(winners),
                heads.stream().map(Change::uuid).toList(),
                Set.copyOf(parents),
                newest,
                Version.of(changes),
                Optional.ofNullable(delete));
    }

    /** The record's fields with the values that won. */
    public Map<String, Value> values() {
        Map<String, Value> values = new HashMap<>();
        winners.forEach((field, change) -> values.put(field, change.fields().get(field)));
        return values;
    }

    private static Change greater(@Nullable Change known, Change next) {
        return known == null || next.isAfter(known) ? next : known;
    }
}
