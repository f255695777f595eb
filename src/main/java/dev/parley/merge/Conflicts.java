package dev.parley.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Finds what two people did to one record without knowing of each other, and which can't both stand.
 *
 * <p>A conflict stands between two changes that both speak for a field with different values, or between two heads of which one
 * deletes the record. Who sets the field again, knowing both, settles it. Of a line of changes that one side made, only the last that
 * carries the field speaks.
 *
 * <p>The work grows with the number of changes, and with the number of conflicts that it finds; not with the square of the history.
 */
public final class Conflicts {

    private static final Comparator<Conflict> BY_TIME = Comparator.comparing(Conflict::winner, Change.ORDER)
            .thenComparing(Conflict::loser, Change.ORDER)
            .thenComparing(Conflict::field);

    private final Set<String> quiet;
    private final Ancestry ancestry;
    private final List<Change> baselines;
    private final Aliases heldAliases;
    private final List<Conflict> found = new ArrayList<>();

    private Conflicts(Ancestry ancestry, Collection<Change> held, Set<String> quiet) {
        this.quiet = quiet;
        this.ancestry = ancestry;
        this.baselines = baselines(ancestry.line());
        this.heldAliases = new Aliases(held);
    }

    /**
     * The conflicts that the new changes bring: those that stand now and did not stand without the new changes. So it tells too of two
     * known changes that a new one sets against each other: a map that makes one record of two, a write that undoes the delete after
     * one of them, the missing part of the history of one of them.
     *
     * @param all every change held of the record, the new ones among them
     * @param fresh uuids of the new ones
     * @param quiet fields that never conflict, such as last_updated
     * @return in the order of their winners; the same for the same sets, in whatever order they come
     */
    public static List<Conflict> find(Collection<Change> all, Set<UUID> fresh, Set<String> quiet) {
        if (isOneLine(all)) {
            return List.of();
        }
        List<Change> held =
                all.stream().filter(change -> !fresh.contains(change.uuid())).toList();
        Ancestry ancestry = new Ancestry(all);
        Conflicts conflicts = new Conflicts(ancestry, held, quiet);
        conflicts.find(new Frontier(ancestry), new Frontier(new Ancestry(held)));
        conflicts.found.sort(BY_TIME);
        return List.copyOf(conflicts.found);
    }

    /** Whether each change was made after the one before it: so it is with nearly all records, and nothing is to be compared. */
    private static boolean isOneLine(Collection<Change> all) {
        Set<UUID> parents = new HashSet<>();
        int starts = 0;
        for (Change change : all) {
            if (change.action().isNaming()) {
                continue;
            }
            if (change.parents().isEmpty()) {
                starts++;
            } else if (change.parents().size() > 1
                    || !parents.add(change.parents().get(0))) {
                return false;
            }
        }
        return starts <= 1;
    }

    /** Like {@link #drifted(Collection, Set)}, where every field counts. */
    public static boolean drifted(Collection<Change> all) {
        return drifted(all, Set.of());
    }

    /**
     * Whether two baselines of the record differ in a field that both have: the sites had drifted apart before Parley came.
     *
     * @param quiet fields that do not count, such as last_updated
     */
    public static boolean drifted(Collection<Change> all, Set<String> quiet) {
        Map<String, Value> values = new HashMap<>();
        for (Change baseline : baselines(all)) {
            for (Map.Entry<String, Value> field : baseline.fields().entrySet()) {
                Value other = values.putIfAbsent(field.getKey(), field.getValue());
                if (other != null && !other.equals(field.getValue()) && !quiet.contains(field.getKey())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Change> baselines(Collection<Change> changes) {
        return changes.stream()
                .filter(change -> change.action() == Action.BASELINE)
                .toList();
    }

    private void find(Frontier now, Frontier before) {
        pairUp(Conflict.WHOLE, now.heads(), before.heads());
        now.speakers().forEach((field, speakers) -> {
            if (!quiet.contains(field)) {
                pairUp(field, speakers, before.speakers().getOrDefault(field, List.of()));
            }
        });
    }

    /** Compares all that speak now, but not those with each other that spoke for the same record before. */
    private void pairUp(String field, List<Change> now, List<Change> before) {
        Set<UUID> known = before.stream().map(Change::uuid).collect(Collectors.toSet());
        Map<UUID, List<Change>> groups = new LinkedHashMap<>();
        for (Change change : now) {
            UUID group = known.contains(change.uuid()) ? heldAliases.canonical(change.record()) : change.uuid();
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(change);
        }
        List<Change> compared = new ArrayList<>();
        for (List<Change> group : groups.values()) {
            for (Change change : group) {
                compared.forEach(other -> compare(field, change, other));
            }
            compared.addAll(group);
        }
    }

    private void compare(String field, Change a, Change b) {
        Change winner = a.isAfter(b) ? a : b;
        Change loser = a.isAfter(b) ? b : a;
        boolean clash = field.equals(Conflict.WHOLE)
                ? a.action().isWrite() != b.action().isWrite()
                : !sameValue(field, a, b) && !(isBaseline(a) && isBaseline(b));
        if (clash && !isUnedited(field, loser, winner)) {
            found.add(new Conflict(field, winner, loser));
        }
    }

    /**
     * Whether the loser is only the state that the winner's author started from, as it was found at another site: nobody edited what was
     * replaced. (As a winner such a state does matter, since it takes an edit back.)
     */
    private boolean isUnedited(String field, Change loser, Change winner) {
        if (!isBaseline(loser)) {
            return false;
        }
        for (Change start : baselines) {
            if (!start.uuid().equals(loser.uuid()) && ancestry.knew(winner, start) && agree(field, start, loser)) {
                return true;
            }
        }
        return false;
    }

    private boolean agree(String field, Change start, Change loser) {
        if (!field.equals(Conflict.WHOLE)) {
            return sameValue(field, start, loser);
        }
        return start.record().equals(loser.record()) && !drifted(List.of(start, loser), quiet);
    }

    private static boolean sameValue(String field, Change a, Change b) {
        return Objects.equals(a.fields().get(field), b.fields().get(field));
    }

    private static boolean isBaseline(Change change) {
        return change.action() == Action.BASELINE;
    }
}
