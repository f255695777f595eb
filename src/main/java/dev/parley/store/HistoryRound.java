package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Change;
import dev.parley.merge.Derived;
import dev.parley.store.ChangeLog.Addition;
import dev.parley.store.RecordIndex.Touched;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An object's part of a round, where the application keeps its own history: what was captured tells which rows were written and what they
 * hold, the entries of the history tell who did it, when, and by which uuid it is known everywhere.
 *
 * <p>A transaction that commits while this reads may be seen in the history and not in what was captured. Whatever row it wrote is left for
 * the next round, which sees both.
 */
final class HistoryRound implements ChangeSource {

    /** How many rows' entries one round takes beyond those of the rows that were written. */
    private static final int KEYS = 500;

    private final Tx tx;
    private final Catalogue catalogue;
    private final CatalogueObject object;
    private final Origin origin;
    private final Translation translation;
    private final UuidMaps maps;

    HistoryRound(
            Tx tx, Catalogue catalogue, CatalogueObject object, Origin origin, Translation translation, UuidMaps maps) {
        this.tx = tx;
        this.catalogue = catalogue;
        this.object = object;
        this.origin = origin;
        this.translation = translation;
        this.maps = maps;
    }

    @Override
    public Taken take(List<Captured> captured) throws SQLException {
        Optional<HistoryMarks> installed = HistoryMarks.installed(tx, object);
        if (installed.isEmpty()) {
            return new ObjectRound(tx, catalogue, object, origin, translation, maps).take(captured);
        }
        HistoryMarks marks = installed.get();
        List<Long> read = captured.stream().map(Captured::place).toList();
        boolean all = read.equals(Capture.places(tx, object, Sequencer.ROUND)) && read.size() < Sequencer.ROUND;
        Set<String> left = all ? new HashSet<>(marks.keys(tx, KEYS)) : Set.of();
        if (captured.isEmpty() && left.isEmpty()) {
            return Taken.NOTHING;
        }
        translation.prepare(object);
        WrittenRows written = new WrittenRows(object, translation);
        written.sort(captured);
        EntryRows rows = new EntryRows(tx, catalogue, object, maps, marks);
        rows.read(written, left);
        Set<UUID> late = late(read, written);
        return take(marks, written, rows, late);
    }

    /** The records to which something was done since what was captured was read, as this transaction sees it now. */
    private Set<UUID> late(List<Long> read, WrittenRows written) throws SQLException {
        if (Capture.places(tx, object, Sequencer.ROUND).equals(read)) {
            return Set.of();
        }
        Set<Long> known = new HashSet<>(read);
        Set<UUID> late = new HashSet<>();
        for (Captured event : Capture.read(tx, object, Sequencer.ROUND)) {
            if (!known.contains(event.place())) {
                late.addAll(written.records(event));
            }
        }
        return written.together(late);
    }

    private Taken take(HistoryMarks marks, WrittenRows written, EntryRows rows, Set<UUID> late) throws SQLException {
        Set<UUID> records = new HashSet<>(written.records());
        records.addAll(rows.records());
        records.removeAll(late);
        RecordIndex index = new RecordIndex(tx);
        Map<UUID, Touched> known = index.find(object.name(), records);
        EntryValues values = new EntryValues(catalogue, object, translation);
        values.prepare(rows.all());
        Set<UUID> held = held(rows.all());
        Sights sights = new Sights(tx, catalogue, object, maps, written, rows, known);
        List<Addition> writes = new ArrayList<>();
        List<Addition> deletes = new ArrayList<>();
        List<Touched> save = new ArrayList<>();
        List<Long> done = new ArrayList<>();
        List<HistoryEntry> aside = new ArrayList<>(rows.strays());
        for (UUID record : sights.inOrder(records)) {
            List<HistoryEntry> all = rows.of(record);
            List<HistoryEntry> entries = fresh(record, all, known.containsKey(record), held);
            Optional<HistorySight> sight = sights.of(record, entries);
            if (sight.isEmpty()) {
                aside.addAll(all);
                continue;
            }
            all.forEach(entry -> done.add(entry.id()));
            HistoryRecord one = new HistoryRecord(object, origin, values, this::changes, sight.get());
            one.take();
            one.touched().ifPresent(save::add);
            if (!one.set().isEmpty()) {
                new Waiting(tx).drop(object.name(), record, one.set());
            }
            (one.isHere() ? writes : deletes).addAll(one.additions());
        }
        index.save(save, known.keySet());
        marks.take(tx, done);
        marks.putAside(tx, aside.stream().map(HistoryEntry::id).toList());
        List<Captured> taken = written.captured(late);
        return new Taken(taken, taken.size() + done.size() + aside.size(), writes, deletes);
    }

    private Set<UUID> held(Collection<HistoryEntry> entries) throws SQLException {
        List<UUID> uuids =
                entries.stream().flatMap(entry -> entry.uuid().stream()).toList();
        return new ChangeLog(tx).held(uuids);
    }

    /** Those of the entries that the log does not know in one way or the other. */
    private List<HistoryEntry> fresh(UUID record, List<HistoryEntry> entries, boolean known, Set<UUID> held)
            throws SQLException {
        Set<UUID> old = new HashSet<>(held);
        if (known && entries.stream().anyMatch(HistoryEntry::isFound)) {
            for (Change change : changes(record)) {
                change.fields().keySet().forEach(field -> old.add(Derived.entry(change, field)));
            }
        }
        return entries.stream()
                .filter(entry -> !object.history().orElseThrow().unsynced().contains(entry.field())
                        || EntryValues.isIdentity(object, entry.field()))
                .filter(entry -> entry.uuid().isEmpty() || old.add(entry.uuid().get()))
                .toList();
    }

    private Collection<Change> changes(UUID record) throws SQLException {
        List<Change> changes = new ArrayList<>();
        new ChangeLog(tx)
                .ofRecords(object.name(), maps.names(object.name(), record))
                .values()
                .forEach(changes::addAll);
        return changes;
    }
}
