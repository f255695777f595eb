package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Action;
import dev.parley.merge.Change;
import dev.parley.merge.Conflict;
import dev.parley.merge.Conflicts;
import dev.parley.merge.Derived;
import dev.parley.merge.Fields;
import dev.parley.merge.RecordState;
import dev.parley.merge.Tip;
import dev.parley.merge.Value;
import dev.parley.store.RecordIndex.State;
import dev.parley.store.RecordIndex.Touched;
import dev.parley.store.RecordRows.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says of one object's records what they are to be, given what arrived: adds to the log what is new, and merges. */
final class Planning {

    private final Work work;
    private final CatalogueObject object;
    private final boolean loading;
    private final Set<UUID> forced;
    private final Set<String> quiet;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Map<UUID, Slow> slow = new LinkedHashMap<>();
    private final HoldBack holdBack;
    private final Members members;
    private final String name;
    private final String owner;
    private final Set<String> columns;
    private final List<Restored> restored = new ArrayList<>();
    private int fresh;
    private int drifted;

    /**
     * For one object.
     *
     * @param loading whether rows without changes may be written without a trace in the log
     * @param forced records whose state is to be computed anew in any case
     */
    Planning(Work work, CatalogueObject object, boolean loading, Set<UUID> forced, HoldBack holdBack) {
        this.work = work;
        this.object = object;
        this.loading = loading;
        this.forced = forced;
        this.holdBack = holdBack;
        this.members = new Members(work);
        this.quiet = object.undisputedFields();
        this.name = object.name();
        this.owner = work.scope.owner(object);
        this.columns = object.fieldsByName().keySet();
    }

    /** Records whose whole history decides. */
    private record Slow(Optional<Row> row, @Nullable Touched known, Set<UUID> added) {}

    /** A record that another site brought back, and the delete that this answers, if it is known. */
    record Restored(CatalogueObject object, UUID record, Optional<Change> delete) {}

    /** The records that another site brought back: a person is to be told. */
    List<Restored> restored() {
        return restored;
    }

    /** How many changes were new to the log. */
    int fresh() {
        return fresh;
    }

    /** How many records turned out to have two baselines that differ. */
    int drifted() {
        return drifted;
    }

    /**
     * What the records are to be.
     *
     * @param read rows of theirs that are at hand, locked, by the uuids as their table knows them
     */
    List<Outcome> plan(Collection<Incoming> records, Map<UUID, Row> read) throws SQLException {
        Standing standing = Standing.of(work, object, records, read, forced);
        Set<UUID> foreign = standing.foreign();
        for (Incoming incoming : records) {
            if (foreign.contains(incoming.record())) {
                work.sightings.foreign(name, incoming.record());
            } else {
                one(incoming, standing);
            }
        }
        history();
        new Naming(work).markNew(object, outcomes);
        return outcomes;
    }

    private void one(Incoming incoming, Standing standing) throws SQLException {
        Optional<Row> row = standing.row(incoming.record());
        Touched known = standing.known(incoming.record());
        Optional<Change> theirs = incoming.baseline().filter(change -> !standing.holds(change));
        Optional<Change> ours = standing.baseline(incoming.record());
        List<Change> changes = new ArrayList<>();
        for (Change change : incoming.changes().values()) {
            if (!standing.holds(change) && !change.action().isNaming()) {
                changes.add(change);
            }
        }
        long newest = Math.max(
                known == null ? Long.MIN_VALUE : known.newest(),
                ours.map(Change::at).orElse(Long.MIN_VALUE));
        changes = holdBack.admit(
                incoming.record(),
                changes,
                Math.max(newest, theirs.map(Change::at).orElse(newest)));
        boolean same = ours.isPresent()
                && theirs.isPresent()
                && ours.get().uuid().equals(theirs.get().uuid());
        if (changes.isEmpty() && !forced.contains(incoming.record())) {
            if (theirs.isEmpty() || same) {
                return;
            }
            if (known == null && row.isEmpty() && loading && isAllKnown(theirs.get())) {
                fresh++;
                outcomes.add(new Outcome(
                        object,
                        incoming.record(),
                        row,
                        false,
                        true,
                        theirs.get().fields(),
                        Optional.empty()));
                return;
            }
        }
        add(incoming, standing, same ? Optional.empty() : theirs, changes);
    }

    /** The delete that a restore answers, if it is known. */
    private Optional<Change> answered(Change restore, Incoming incoming) throws SQLException {
        UUID delete = restore.parents().get(0);
        Change sent = incoming.changes().get(delete);
        return sent != null
                ? Optional.of(sent)
                : work.histories(name, List.of(incoming.record())).getOrDefault(incoming.record(), List.of()).stream()
                        .filter(change -> change.uuid().equals(delete))
                        .findFirst();
    }

    /** Whether our table has a column for each of its fields: else the values go to the log, so that they wait there. */
    private boolean isAllKnown(Change baseline) {
        return columns.containsAll(baseline.fields().keySet());
    }

    private void add(Incoming incoming, Standing standing, Optional<Change> theirs, List<Change> changes)
            throws SQLException {
        Optional<Row> row = standing.row(incoming.record());
        Touched known = standing.known(incoming.record());
        Optional<Change> ours = standing.baseline(incoming.record());
        Set<UUID> added = new HashSet<>();
        if (row.isEmpty()) {
            members.markJoined(object, changes);
        }
        if (ours.isPresent() && !standing.holds(ours.get())) {
            UUID uuid = ours.get().uuid();
            boolean theyKnow = incoming.changes().containsKey(uuid)
                    || changes.stream().anyMatch(change -> change.parents().contains(uuid));
            work.site.witness().stoodFor(uuid);
            work.append(ours.get(), owner, theyKnow);
            added.add(uuid);
            if (!theyKnow) {
                work.markWhole(name, incoming.record(), owner);
            }
        }
        if (theirs.isPresent() && !added.contains(theirs.get().uuid())) {
            work.append(theirs.get(), owner, false);
            work.markWhole(name, incoming.record(), owner);
            added.add(theirs.get().uuid());
            fresh++;
        }
        int baselines = 0;
        for (Change change : changes) {
            if (added.add(change.uuid())) {
                work.append(change, owner, true);
                fresh++;
                baselines += change.action() == Action.BASELINE ? 1 : 0;
                if (Derived.isRestore(change)) {
                    restored.add(new Restored(object, incoming.record(), answered(change, incoming)));
                }
            }
        }
        boolean alone = known == null && ours.isEmpty() && baselines == 1 && changes.size() > 1;
        if (baselines > 0 && !alone) {
            // Baselines are not in the feed, and nothing that is leads to this one: only the whole record does.
            work.markWhole(name, incoming.record(), owner);
        }
        Optional<Outcome> quick = theirs.isPresent() || forced.contains(incoming.record())
                ? Optional.empty()
                : fastForward(incoming.record(), standing, changes);
        if (quick.isPresent()) {
            outcomes.add(quick.get());
        } else {
            slow.put(incoming.record(), new Slow(row, known, added));
        }
    }

    /** The outcome where each change was made by someone who knew all that we know: no history has to be read. */
    private Optional<Outcome> fastForward(UUID record, Standing standing, List<Change> changes) {
        Optional<Row> row = standing.row(record);
        Touched known = standing.known(record);
        if (row.isEmpty() || changes.isEmpty()) {
            return Optional.empty();
        }
        boolean there = known == null || known.state() == State.HERE || known.state() == State.PART;
        Optional<Tip> tip = standing.tip(record).flatMap(end -> end.after(changes));
        if (!there || (known != null && known.incomplete()) || tip.isEmpty()) {
            return Optional.empty();
        }
        Fields values = row.get().fields();
        for (Change change : changes) {
            values = values.with(change.fields());
        }
        if (!object.keyFields().isEmpty()) {
            // What was done while the record was one with another carries the key of the other.
            values = values.with(row.get().fields().only(Set.copyOf(object.keyFields())));
        }
        boolean whole = (known == null || known.state() == State.HERE) && columns.containsAll(values.keySet());
        Touched touched = new Touched(
                name,
                record,
                owner,
                tip.get().version(),
                tip.get().heads(),
                tip.get().newest(),
                whole ? State.HERE : State.PART,
                false,
                localId(row, known));
        return Optional.of(new Outcome(object, record, row, known != null, true, values, Optional.of(touched)));
    }

    private static OptionalLong localId(Optional<Row> row, @Nullable Touched known) {
        if (row.isPresent() && !row.get().id().isNull()) {
            return OptionalLong.of(Long.parseLong(row.get().id().text()));
        }
        return known == null ? OptionalLong.empty() : known.localId();
    }

    /** Merges the records of which not all changes are in line: from all that is held of them. */
    private void history() throws SQLException {
        Map<UUID, Collection<Change>> histories = work.histories(name, slow.keySet());
        for (Map.Entry<UUID, Slow> entry : slow.entrySet()) {
            UUID record = entry.getKey();
            Slow one = entry.getValue();
            Collection<Change> all = histories.getOrDefault(record, List.of());
            if (all.isEmpty()) {
                continue;
            }
            Set<UUID> added = new HashSet<>(one.added());
            // A map sets what two people entered against each other.
            all.stream()
                    .filter(change -> change.action() == Action.MAP && work.isNoted(change))
                    .forEach(change -> added.add(change.uuid()));
            for (Conflict conflict : Conflicts.find(all, added, quiet)) {
                work.sightings.conflict(name, record, conflict);
            }
            boolean newBaseline = all.stream()
                    .anyMatch(change ->
                            change.action() == Action.BASELINE && one.added().contains(change.uuid()));
            if (newBaseline && Conflicts.drifted(all, quiet)) {
                drifted++;
                work.site.witness().drifted(name, record);
            }
            outcomes.add(outcome(work, object, record, one.row(), one.known() != null, all));
        }
    }

    /** What all that is held of a record makes of its row. */
    static Outcome outcome(
            Work work,
            CatalogueObject object,
            UUID record,
            Optional<Row> row,
            boolean known,
            Collection<Change> history) {
        RecordState state = RecordState.of(history);
        Map<String, Value> values = new HashMap<>(state.values());
        if (RecordState.isSplit(history)) {
            values.putAll(new KeyedUuids(work).own(object, history));
        }
        boolean writable = !state.exists() || row.isPresent() || state.isWhole();
        State there = object.fieldsByName().keySet().containsAll(state.winners().keySet()) ? State.HERE : State.PART;
        State stands = !writable ? State.HELD : state.exists() ? there : State.GONE;
        Touched touched =
                Touched.of(object.name(), record, work.scope.owner(object), state, stands, localId(row, null));
        return new Outcome(object, record, row, known, state.exists(), values, Optional.of(touched));
    }
}
