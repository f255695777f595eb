package dev.parley.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Finds what two people did to one record without knowing of each other, and which can't both stand. */
public final class Conflicts {

    private final List<Change> all;
    private final Ancestry ancestry;
    private final Set<String> quiet;

    private Conflicts(Collection<Change> all, Set<String> quiet) {
        this.all = all.stream().filter(change -> change.action() != Action.MAP).toList();
        this.ancestry = new Ancestry(all);
        this.quiet = quiet;
    }

    /**
     * The conflicts that the new changes bring. Of a line of changes that one side made, only its last counts; what someone
     * settled since, knowing both, does not.
     *
     * @param all every change held of the record, the new ones among them
     * @param fresh uuids of the new ones
     * @param quiet fields that never conflict, such as last_updated
     */
    public static List<Conflict> find(Collection<Change> all, Set<UUID> fresh, Set<String> quiet) {
        return new Conflicts(all, quiet).find(fresh);
    }

    /** Whether the changes hold two baselines that differ: the sites had drifted apart before Parley came. */
    public static boolean drifted(Collection<Change> all) {
        return all.stream().filter(c -> c.action() == Action.BASELINE).count() > 1;
    }

    private List<Conflict> find(Set<UUID> fresh) {
        List<Conflict> found = new ArrayList<>();
        Set<UUID> done = new HashSet<>();
        for (Change change : all) {
            if (!fresh.contains(change.uuid())) {
                continue;
            }
            done.add(change.uuid());
            for (Change other : all) {
                if (!done.contains(other.uuid()) && ancestry.concurrent(change, other)) {
                    compare(change, other, found);
                }
            }
        }
        return found;
    }

    private void compare(Change a, Change b, List<Conflict> found) {
        Change winner = a.isAfter(b) ? a : b;
        Change loser = a.isAfter(b) ? b : a;
        if (a.action().isWrite() && b.action().isWrite()) {
            for (String field : a.fields().keySet()) {
                if (b.fields().containsKey(field) && clash(field, a, b)) {
                    found.add(new Conflict(field, winner, loser));
                }
            }
        } else if (a.action() != b.action() && !settled(Conflict.WHOLE, a, b)) {
            found.add(new Conflict(Conflict.WHOLE, winner, loser));
        }
    }

    private boolean clash(String field, Change a, Change b) {
        return !quiet.contains(field)
                && !Objects.equals(a.fields().get(field), b.fields().get(field))
                && !(a.action() == Action.BASELINE && b.action() == Action.BASELINE)
                && !unedited(field, a, b)
                && !unedited(field, b, a)
                && !settled(field, a, b);
    }

    /** Whether the one is a baseline whose value of the field is what the other's author started from. */
    private boolean unedited(String field, Change one, Change other) {
        if (one.action() != Action.BASELINE) {
            return false;
        }
        return all.stream()
                .anyMatch(start -> start.action() == Action.BASELINE
                        && !start.equals(one)
                        && ancestry.knew(other, start)
                        && Objects.equals(
                                start.fields().get(field), one.fields().get(field)));
    }

    /** Whether a later change that touches the same knew one of them and so speaks for it, against the other or for both. */
    private boolean settled(String field, Change a, Change b) {
        for (Change later : all) {
            if (later.equals(a) || later.equals(b) || !touches(field, later)) {
                continue;
            }
            if (ancestry.knew(later, a) || ancestry.knew(later, b)) {
                return true;
            }
        }
        return false;
    }

    private static boolean touches(String field, Change change) {
        return field.equals(Conflict.WHOLE)
                || change.action() == Action.DELETE
                || change.fields().containsKey(field);
    }
}
