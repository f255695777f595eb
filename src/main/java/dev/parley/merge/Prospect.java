package dev.parley.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a site would make of a record if it got changes of it. Nothing but a look ahead: the same functions of the same changes as when they are
 * taken.
 *
 * @param before what the record is there
 * @param after what it would be
 * @param all every change that the site would then hold
 * @param fresh uuids of those that it does not hold yet
 * @param kept those that arrive and are too far ahead of its clock
 * @param conflicts those that the new changes bring
 */
public record Prospect(
        RecordState before,
        RecordState after,
        List<Change> all,
        Set<UUID> fresh,
        List<Change> kept,
        List<Conflict> conflicts) {

    /** Takes copies that nobody can alter. */
    public Prospect {
        all = List.copyOf(all);
        fresh = Set.copyOf(fresh);
        kept = List.copyOf(kept);
        conflicts = List.copyOf(conflicts);
    }

    /**
     * Looks ahead.
     *
     * @param own what the site holds of the record, the baseline of an untouched row too
     * @param arriving what it would get, in the order in which it comes; what it holds already may be among it
     * @param now the site's clock, microseconds UTC
     * @param quiet fields that never conflict
     */
    public static Prospect of(Collection<Change> own, Collection<Change> arriving, long now, Set<String> quiet) {
        Map<UUID, Change> held = new LinkedHashMap<>();
        own.forEach(change -> held.put(change.uuid(), change));
        RecordState before = RecordState.of(held.values());
        List<Change> open = arriving.stream()
                .filter(change -> !held.containsKey(change.uuid()))
                .toList();
        if (open.isEmpty()) {
            return new Prospect(before, before, List.copyOf(held.values()), Set.of(), List.of(), List.of());
        }
        Admission admission = Admission.of(open, now, before.newest());
        Set<UUID> fresh = new HashSet<>();
        admission.admitted().forEach(change -> {
            fresh.add(change.uuid());
            held.put(change.uuid(), change);
        });
        return of(before, List.copyOf(held.values()), fresh, admission.kept(), quiet);
    }

    private static Prospect of(
            RecordState before, List<Change> all, Set<UUID> fresh, List<Change> kept, Set<String> quiet) {
        return new Prospect(before, RecordState.of(all), all, fresh, kept, Conflicts.find(all, fresh, quiet));
    }

    /** The same with one more change, which the site would derive or get too. */
    public Prospect with(Change more, Set<String> quiet) {
        if (all.stream().anyMatch(change -> change.uuid().equals(more.uuid()))) {
            return this;
        }
        List<Change> then = new ArrayList<>(all);
        then.add(more);
        Set<UUID> found = new HashSet<>(fresh);
        found.add(more.uuid());
        return of(before, then, found, kept, quiet);
    }

    /** Whether two baselines of the record differ, one of them new to the site. */
    public boolean drifts(Set<String> quiet) {
        return all.stream().anyMatch(change -> change.action() == Action.BASELINE && fresh.contains(change.uuid()))
                && Conflicts.drifted(all, quiet);
    }

    /** Why the field will have the value that it will have, and not the one that it has. */
    public Reason why(String field) {
        Change winner = after.winners().get(field);
        Change old = before.winners().get(field);
        if (winner == null || old == null) {
            return Reason.FIRST;
        }
        return new Ancestry(all).knew(winner, old) ? Reason.KNOWING : Reason.between(winner, old);
    }
}
