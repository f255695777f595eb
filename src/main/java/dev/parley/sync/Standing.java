package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Scope;
import dev.parley.merge.Action;
import dev.parley.merge.Change;
import dev.parley.merge.Tip;
import dev.parley.store.Businesses;
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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the records of one object stand here of which something arrived: read at once, before anything is done with them. */
final class Standing {

    private final Work work;
    private final CatalogueObject object;
    private final Map<UUID, Row> rows;
    private final Map<UUID, Touched> known;
    private final Map<UUID, Change> baselines = new HashMap<>();
    private final Set<UUID> held = new HashSet<>();

    private Standing(Work work, CatalogueObject object, Map<UUID, Row> rows, Map<UUID, Touched> known) {
        this.work = work;
        this.object = object;
        this.rows = rows;
        this.known = known;
    }

    /**
     * Reads it.
     *
     * @param read rows of theirs that are at hand, locked, by the uuids as their table knows them
     * @param forced records whose state is to be computed anew in any case
     */
    static Standing of(
            Work work, CatalogueObject object, Collection<Incoming> records, Map<UUID, Row> read, Set<UUID> forced)
            throws SQLException {
        Map<UUID, Collection<Change>> atHand = new LinkedHashMap<>();
        for (Incoming incoming : records) {
            List<Change> changes = new ArrayList<>(incoming.changes().values());
            incoming.baseline().ifPresent(changes::add);
            atHand.put(incoming.record(), changes);
        }
        Map<UUID, Row> rows = new RowLookup(work, object).locked(atHand, read);
        Standing standing = new Standing(work, object, rows, work.index.find(object.name(), atHand.keySet()));
        standing.findBaselines(forced);
        standing.findHeld(records);
        return standing;
    }

    private void findBaselines(Set<UUID> forced) {
        rows.forEach((record, row) -> {
            if (!known.containsKey(record) && !forced.contains(record)) {
                baselines.put(record, row.baseline(object));
            }
        });
    }

    /** Asks the log what of all that it holds, but not of changes that come after all that is known of their record. */
    private void findHeld(Collection<Incoming> records) throws SQLException {
        List<UUID> changes = new ArrayList<>();
        List<Change> told = new ArrayList<>();
        for (Incoming incoming : records) {
            Collection<Change> arrived = incoming.changes().values();
            boolean follows = incoming.baseline().isEmpty()
                    && tip(incoming.record()).flatMap(end -> end.after(arrived)).isPresent();
            if (follows) {
                continue;
            }
            incoming.baseline().ifPresent(told::add);
            baseline(incoming.record()).ifPresent(told::add);
            for (Change change : arrived) {
                if (change.action() == Action.BASELINE) {
                    told.add(change);
                } else {
                    changes.add(change.uuid());
                }
            }
        }
        held.addAll(work.log.held(changes));
        held.addAll(work.log.heldBaselines(object.name(), told));
    }

    /** The record's row, locked. */
    Optional<Row> row(UUID record) {
        return Optional.ofNullable(rows.get(record));
    }

    /** What the index says of the record; null where nobody has touched it. */
    @Nullable
    Touched known(UUID record) {
        return known.get(record);
    }

    /** What the record's row stands for, where nobody has touched it. */
    Optional<Change> baseline(UUID record) {
        return Optional.ofNullable(baselines.get(record));
    }

    /** Whether the log holds the change, which arrived or is a baseline of ours. */
    boolean holds(Change change) {
        return held.contains(change.uuid());
    }

    /** Where the record's history ends here; empty where there is none. */
    Optional<Tip> tip(UUID record) {
        Touched touched = known.get(record);
        return touched != null
                ? Optional.of(new Tip(touched.heads(), touched.newest(), touched.version()))
                : baseline(record).map(Tip::of);
    }

    /** Records that are here but belong to another business: nobody may write to them over this link. */
    Set<UUID> foreign() throws SQLException {
        Set<UUID> foreign = new HashSet<>();
        if (object.isShared()) {
            return foreign;
        }
        Map<UUID, Row> untold = new HashMap<>(rows);
        String business = work.scope.business().toString();
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
                Optional<String> ours = here.map(of -> Long.toString(of.id()));
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
}
