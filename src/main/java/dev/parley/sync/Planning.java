package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Scope;
import dev.parley.merge.Action;
import dev.parley.merge.Change;
import dev.parley.merge.Conflict;
import dev.parley.merge.Conflicts;
import dev.parley.merge.Derived;
import dev.parley.merge.Fields;
import dev.parley.merge.RecordState;
import dev.parley.merge.Value;
import dev.parley.merge.Version;
import dev.parley.store.Businesses;
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
import java.util.Objects;
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
    private final Set<UUID> held;
    private final Set<UUID> forced;
    private final Set<String> quiet;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Map<UUID, Slow> slow = new LinkedHashMap<>();
    private final Map<UUID, Change> baselines = new HashMap<>();
    private final Set<UUID> explicit = new HashSet<>();
    private final HoldBack holdBack;
    private final Members members;
    private final String name;
    private final String business;
    private final String owner;
    private final Set<String> columns;
    private int fresh;
    private int drifted;

    /**
     * For one object.
     *
     * @param loading whether rows without changes may be written without a trace in the log
     * @param held those of the changes that arrived which the log holds already
     * @param forced records whose state is to be computed anew in any case
     */
    Planning(Work work, CatalogueObject object, boolean loading, Set<UUID> held, Set<UUID> forced, HoldBack holdBack) {
        this.work = work;
        this.object = object;
        this.loading = loading;
        this.held = held;
        this.forced = forced;
        this.holdBack = holdBack;
        this.members = new Members(work);
        this.quiet = object.undisputedFields();
        this.name = object.name();
        this.business = work.scope.business().toString();
        this.owner = work.scope.owner(object);
        this.columns = object.fieldsByName().keySet();
    }

    /** Records whose whole history decides. */
    private record Slow(Optional<Row> row, @Nullable Touched known, Set<UUID> added) {}

    /** How many changes were new to the log. */
    int fresh() {
        return fresh;
    }

    /** How many records turned out to have two baselines that differ. */
    int drifted() {
        return drifted;
    }

    /** What the records are to be. */
    List<Outcome> plan(Collection<Incoming> records) throws SQLException {
        Map<UUID, Collection<Change>> atHand = new LinkedHashMap<>();
        for (Incoming incoming : records) {
            List<Change> changes = new ArrayList<>(incoming.changes().values());
            incoming.baseline().ifPresent(changes::add);
            atHand.put(incoming.record(), changes);
        }
        Map<UUID, Row> rows = new RowLookup(work, object).locked(atHand);
        Map<UUID, Touched> known =
                work.index.find(name, records.stream().map(Incoming::record).toList());
        Set<UUID> foreign = foreign(rows, known);
        baselines(rows, known);
        for (Incoming incoming : records) {
            if (foreign.contains(incoming.record())) {
                work.sightings.foreign(name, incoming.record());
            } else {
                one(incoming, Optional.ofNullable(rows.get(incoming.record())), known.get(incoming.record()));
            }
        }
        history();
        new Naming(work).markNew(object, outcomes);
        return outcomes;
    }

    /** Finds what the untouched rows stand for, and whether the log holds that already. */
    private void baselines(Map<UUID, Row> rows, Map<UUID, Touched> known) throws SQLException {
        rows.forEach((record, row) -> {
            if (!known.containsKey(record) && !forced.contains(record)) {
                baselines.put(record, row.baseline(object));
            }
        });
        explicit.addAll(work.log.heldBaselines(name, baselines.values()));
    }

    /** Records that are here but belong to another business: nobody may write to them over this link. */
    private Set<UUID> foreign(Map<UUID, Row> rows, Map<UUID, Touched> known) throws SQLException {
        Set<UUID> foreign = new HashSet<>();
        if (object.isShared()) {
            return foreign;
        }
        Map<UUID, Row> untold = new HashMap<>(rows);
        known.forEach((record, touched) -> {
            if (!touched.business().equals(business)) {
                foreign.add(record);
            } else if (object.scope() instanceof Scope.Column) {
                // Its row is locked, and what was done to it is taken in: the index says whose it is.
                untold.remove(record);
            }
        });
        if (object.hasUuids() && !untold.isEmpty()) {
            Optional<Businesses.Business> here = work.business();
            if (object.scope() instanceof Scope.Column) {
                Optional<String> ours = here.map(business -> Long.toString(business.id()));
                untold.forEach((record, row) -> {
                    if (row.business().isNull()
                            || !ours.equals(Optional.of(row.business().text()))) {
                        foreign.add(record);
                    }
                });
                return foreign;
            }
            Map<UUID, UUID> records = new HashMap<>();
            untold.values().forEach(row -> records.put(row.uuid(), row.record()));
            Set<UUID> others = new HashSet<>(records.keySet());
            if (here.isPresent()) {
                work.rows.inBusiness(object, here.get(), records.keySet()).forEach(others::remove);
            }
            others.forEach(uuid -> foreign.add(Objects.requireNonNull(records.get(uuid))));
        }
        return foreign;
    }

    private void one(Incoming incoming, Optional<Row> row, @Nullable Touched known) throws SQLException {
        Optional<Change> theirs = incoming.baseline().filter(change -> !held.contains(change.uuid()));
        Optional<Change> ours = Optional.ofNullable(baselines.get(incoming.record()));
        List<Change> changes = new ArrayList<>();
        for (Change change : incoming.changes().values()) {
            if (!held.contains(change.uuid()) && !change.action().isNaming()) {
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
        add(incoming, row, known, ours, same ? Optional.empty() : theirs, changes);
    }

    /** Whether our table has a column for each of its fields: else the values go to the log, so that they wait there. */
    private boolean isAllKnown(Change baseline) {
        return columns.containsAll(baseline.fields().keySet());
    }

    private void add(
            Incoming incoming,
            Optional<Row> row,
            @Nullable Touched known,
            Optional<Change> ours,
            Optional<Change> theirs,
            List<Change> changes)
            throws SQLException {
        Set<UUID> added = new HashSet<>();
        if (row.isEmpty()) {
            members.markJoined(object, changes);
        }
        if (ours.isPresent() && !explicit.contains(ours.get().uuid())) {
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
                    work.sightings.restored(name, incoming.record());
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
                : fastForward(incoming.record(), row, known, ours, changes);
        if (quick.isPresent()) {
            outcomes.add(quick.get());
        } else {
            slow.put(incoming.record(), new Slow(row, known, added));
        }
    }

    /** The outcome where each change was made by someone who knew all that we know: no history has to be read. */
    private Optional<Outcome> fastForward(
            UUID record, Optional<Row> row, @Nullable Touched known, Optional<Change> ours, List<Change> changes) {
        if (row.isEmpty() || changes.isEmpty() || (known == null && ours.isEmpty())) {
            return Optional.empty();
        }
        boolean there = known == null || known.state() == State.HERE || known.state() == State.PART;
        if (!there || (known != null && known.incomplete())) {
            return Optional.empty();
        }
        List<UUID> heads =
                known != null ? known.heads() : List.of(ours.orElseThrow().uuid());
        long newest = known != null ? known.newest() : ours.orElseThrow().at();
        Version version = known != null
                ? known.version()
                : Version.NONE.plus(ours.orElseThrow().uuid());
        Fields values = row.get().fields();
        for (Change change : changes) {
            boolean next = change.action().isUpdate() && change.at() > newest && isSame(change.parents(), heads);
            if (!next) {
                return Optional.empty();
            }
            heads = List.of(change.uuid());
            newest = change.at();
            version = version.plus(change.uuid());
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
                version,
                heads,
                newest,
                whole ? State.HERE : State.PART,
                false,
                localId(row, known));
        return Optional.of(new Outcome(object, record, row, known != null, true, values, Optional.of(touched)));
    }

    private static boolean isSame(List<UUID> some, List<UUID> others) {
        return some.equals(others) || new HashSet<>(some).equals(new HashSet<>(others));
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
