package dev.parley.store;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Action;
import dev.parley.merge.Author;
import dev.parley.merge.Change;
import dev.parley.merge.Derived;
import dev.parley.merge.RecordState;
import dev.parley.merge.Uuids;
import dev.parley.merge.Value;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A record's history as it was found, from before Parley. All of it is derived from the entries and the row, so that two sites which started
 * from the same dump derive the same: the entries follow each other by date and uuid, and what is in none of them is the baseline.
 */
final class FoundHistory {

    private final CatalogueObject object;
    private final EntryValues values;
    private final HistorySight sight;
    private final List<Change> changes = new ArrayList<>();
    private Optional<Change> baseline = Optional.empty();
    private boolean strange;

    FoundHistory(CatalogueObject object, EntryValues values, HistorySight sight) throws SQLException {
        this.object = object;
        this.values = values;
        this.sight = sight;
        chain();
        RecordState told = RecordState.of(changes);
        if (sight.before().isPresent()) {
            base(told);
        } else if (told.exists()) {
            // It was deleted in the same second in which it was written last.
            changes.add(Derived.unlogged(
                    Action.DELETE,
                    object.name(),
                    sight.record(),
                    sight.key(),
                    told.newest() + 1,
                    Author.NO_SITE,
                    last()));
        }
    }

    /** The entries, each knowing the one before it. */
    List<Change> changes() {
        return changes;
    }

    /** What the row says and no entry; empty where there is no row. */
    Optional<Change> baseline() {
        return baseline;
    }

    /** The end of it. */
    List<UUID> heads() {
        return baseline.map(change -> List.of(change.uuid())).orElseGet(this::last);
    }

    private List<UUID> last() {
        return changes.isEmpty()
                ? List.of()
                : List.of(changes.get(changes.size() - 1).uuid());
    }

    /** Whether it tells of fields that the table does not have. */
    boolean isStrange() {
        return strange;
    }

    private void chain() throws SQLException {
        List<HistoryEntry> entries = new ArrayList<>(sight.found());
        NamedEntries named = new NamedEntries(values, entries, sight.start());
        Set<String> later = new HashSet<>();
        Set<Long> telling = new HashSet<>();
        Map<Long, Map<String, Value>> fields = new HashMap<>();
        for (int i = entries.size() - 1; i >= 0; i--) {
            HistoryEntry entry = entries.get(i);
            Map<String, Value> of = new HashMap<>();
            if (!entry.isDelete()) {
                boolean last = later.add(entry.field());
                Optional<Value> row = last ? sight.was(entry.field()) : Optional.empty();
                values.read(entry, new EntryValues.Told(row, named.name(entry)), of);
                strange |= !object.fieldsByName().keySet().containsAll(of.keySet());
            }
            if (!of.isEmpty() || EntryValues.isIdentity(object, entry.field())) {
                telling.add(entry.id());
            }
            of.putAll(sight.key());
            fields.put(entry.id(), of);
        }
        entries.sort(Comparator.comparingLong(HistoryEntry::at).thenComparing(this::uuid, Uuids.ORDER));
        List<UUID> parents = List.of();
        for (HistoryEntry entry : entries) {
            Change change = new Change(
                    uuid(entry),
                    entry.does(telling.contains(entry.id())),
                    object.name(),
                    sight.record(),
                    Objects.requireNonNull(fields.get(entry.id())),
                    entry.at(),
                    new Author(entry.user(), entry.session(), Author.NO_SITE),
                    parents);
            changes.add(change);
            parents = List.of(change.uuid());
        }
    }

    private UUID uuid(HistoryEntry entry) {
        return entry.uuid()
                .orElseGet(() -> Uuids.derived(
                        "entry",
                        object.name(),
                        sight.record().toString(),
                        Long.toString(entry.at()),
                        entry.field(),
                        entry.value().text()));
    }

    private void base(RecordState told) {
        Map<String, Value> start = sight.start();
        Map<String, Value> rest = new HashMap<>(start);
        long at = Moments.updated(object, start);
        if (told.exists()) {
            rest.entrySet().removeIf(field -> Objects.equals(told.values().get(field.getKey()), field.getValue()));
        } else {
            at = Math.max(at, told.newest() + 1);
        }
        for (String field : rest.keySet()) {
            Change contradicted = told.winners().get(field);
            if (contradicted != null) {
                at = Math.max(at, contradicted.at() + 1);
            }
        }
        rest.putAll(sight.key());
        baseline = Optional.of(Derived.baseline(object.name(), sight.record(), at, rest, last()));
    }
}
