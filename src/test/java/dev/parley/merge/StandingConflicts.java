package dev.parley.merge;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Which conflicts stand among some changes, found pair by pair: slow, and as near to the words as code can be. */
final class StandingConflicts {

    private final Collection<Change> held;
    private final Map<UUID, Set<UUID>> known = new HashMap<>();

    StandingConflicts(Collection<Change> held) {
        this.held = held;
        Map<UUID, Change> byUuid = new HashMap<>();
        held.forEach(change -> byUuid.put(change.uuid(), change));
        held.forEach(change -> known.put(change.uuid(), walk(change, byUuid, new HashSet<>())));
    }

    /** All that its author knew as far as the held changes tell, and the first that are not held. */
    private static Set<UUID> walk(Change change, Map<UUID, Change> byUuid, Set<UUID> found) {
        for (UUID parent : change.parents()) {
            if (found.add(parent) && byUuid.containsKey(parent)) {
                walk(byUuid.get(parent), byUuid, found);
            }
        }
        return found;
    }

    private boolean knew(Change later, Change earlier) {
        return known.getOrDefault(later.uuid(), Set.of()).contains(earlier.uuid());
    }

    /** The uuids of all that stand. */
    Set<UUID> uuids() {
        Set<UUID> found = new HashSet<>();
        for (Change winner : held) {
            for (Change loser : held) {
                if (winner.isAfter(loser) && concurrent(winner, loser) && bothWhole(winner, loser)) {
                    addTo(found, winner, loser);
                }
            }
        }
        return found;
    }

    private void addTo(Set<UUID> found, Change winner, Change loser) {
        if (winner.action().isWrite() && loser.action().isWrite()) {
            for (String field : History.FIELDS) {
                if (differ(field, winner, loser)
                        && !isReplaced(field, winner)
                        && !isReplaced(field, loser)
                        && !isDeleted(winner)
                        && !isDeleted(loser)
                        && !isUnedited(List.of(field), loser, winner)) {
                    found.add(new Conflict(field, winner, loser).uuid());
                }
            }
        } else if (winner.action() != loser.action() && isHead(winner) && isHead(loser)) {
            if (!isUnedited(History.FIELDS, loser, winner)) {
                found.add(new Conflict(Conflict.WHOLE, winner, loser).uuid());
            }
        }
    }

    boolean concurrent(Change a, Change b) {
        return a.action() != Action.MAP && b.action() != Action.MAP && !knew(a, b) && !knew(b, a);
    }

    static boolean differ(String field, Change a, Change b) {
        return a.fields().containsKey(field)
                && b.fields().containsKey(field)
                && !Objects.equals(a.fields().get(field), b.fields().get(field))
                && !(a.action() == Action.BASELINE && b.action() == Action.BASELINE);
    }

    /** Whether a later write of the field knew it. */
    boolean isReplaced(String field, Change change) {
        return held.stream()
                .anyMatch(
                        later -> later.action().isWrite() && later.fields().containsKey(field) && knew(later, change));
    }

    /** Whether a delete knew it that no later write knew. */
    boolean isDeleted(Change change) {
        return held.stream()
                .anyMatch(delete -> delete.action() == Action.DELETE
                        && knew(delete, change)
                        && held.stream().noneMatch(later -> later.action().isWrite() && knew(later, delete)));
    }

    /** Whether a delete that knew the one beat the other, which is only the row that the delete's author started from too. */
    boolean isDeletedWith(Change change, Change other) {
        return held.stream()
                .anyMatch(delete -> delete.action() == Action.DELETE
                        && knew(delete, change)
                        && delete.isAfter(other)
                        && isUnedited(History.FIELDS, other, delete));
    }

    /** Whether the loser is a baseline from which, in these fields, the winner's author started too. */
    boolean isUnedited(List<String> fields, Change loser, Change winner) {
        return loser.action() == Action.BASELINE
                && held.stream()
                        .anyMatch(start -> start.action() == Action.BASELINE
                                && knew(winner, start)
                                && (fields.size() == 1 || start.record().equals(loser.record()))
                                && fields.stream()
                                        .noneMatch(field -> !Objects.equals(
                                                start.fields().get(field),
                                                loser.fields().get(field))));
    }

    private boolean isHead(Change change) {
        return held.stream().noneMatch(later -> knew(later, change));
    }

    private boolean bothWhole(Change a, Change b) {
        return known.keySet().containsAll(known.getOrDefault(a.uuid(), Set.of()))
                && known.keySet().containsAll(known.getOrDefault(b.uuid(), Set.of()));
    }
}
