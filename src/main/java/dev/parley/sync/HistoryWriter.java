package dev.parley.sync;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.HistoryPart;
import dev.parley.catalogue.HistoryTable;
import dev.parley.merge.Change;
import dev.parley.merge.Value;
import dev.parley.store.ChangeLog.Addition;
import dev.parley.store.EntryTable;
import dev.parley.store.Waiting;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Writes what arrived into the histories that the application keeps, as if the application had written it. */
final class HistoryWriter {

    private final Work work;

    HistoryWriter(Work work) {
        this.work = work;
    }

    /** Adds entries for these changes, whose rows have been written. */
    void write(List<Addition> additions) throws SQLException {
        if (work.catalogue.objects().stream()
                .noneMatch(object -> object.history().isPresent())) {
            return;
        }
        Map<CatalogueObject, List<Change>> changes = new LinkedHashMap<>();
        for (Addition addition : additions) {
            if (addition instanceof Addition.OfChange of) {
                work.catalogue
                        .object(of.change().object())
                        .filter(object -> object.history().isPresent())
                        .ifPresent(object -> changes.computeIfAbsent(object, key -> new ArrayList<>())
                                .add(of.change()));
            }
        }
        if (changes.isEmpty()) {
            return;
        }
        work.tx.applying(true);
        for (Map.Entry<CatalogueObject, List<Change>> of : changes.entrySet()) {
            write(of.getKey(), of.getValue());
        }
        work.tx.applying(false);
    }

    private void write(CatalogueObject object, List<Change> changes) throws SQLException {
        EntryTable table = new EntryTable(work.tx, object);
        NamedPairs pairs = new NamedPairs(work, object);
        List<ChangeEntry> entries = new ArrayList<>();
        for (Change change : changes) {
            entries.addAll(ChangeEntry.of(object, change, pairs.along(change)));
        }
        Set<UUID> there = table.putAside(entries.stream().map(ChangeEntry::uuid).toList());
        entries.removeIf(entry -> there.contains(entry.uuid()));
        if (entries.isEmpty()) {
            return;
        }
        LocalEntries local = new LocalEntries(work, object, pairs);
        local.prepare(entries);
        Map<ChangeEntry, Map<HistoryPart, Value>> rows = new LinkedHashMap<>();
        for (ChangeEntry entry : entries) {
            rows.put(entry, local.parts(entry));
        }
        insert(table, object, entries, rows);
        work.waiting.replace(
                EntryTable.waitingName(object.history().orElseThrow()),
                local.waiting().stream().map(Waiting.Entry::record).toList(),
                local.waiting());
    }

    private void insert(
            EntryTable table,
            CatalogueObject object,
            List<ChangeEntry> entries,
            Map<ChangeEntry, Map<HistoryPart, Value>> rows)
            throws SQLException {
        Savepoint savepoint = work.tx.connection().setSavepoint();
        try {
            table.insert(entries.stream()
                    .map(entry -> rows.getOrDefault(entry, Map.of()))
                    .toList());
            work.tx.connection().releaseSavepoint(savepoint);
        } catch (SQLException failure) {
            if (work.tx.dialect().isPassing(failure) || work.tx.dialect().isDisconnect(failure)) {
                throw failure;
            }
            work.tx.connection().rollback(savepoint);
            split(table, object, entries, rows, String.valueOf(failure.getMessage()));
        } catch (IllegalArgumentException refused) {
            work.tx.connection().rollback(savepoint);
            split(table, object, entries, rows, String.valueOf(refused.getMessage()));
        }
    }

    /** A history that does not take an entry stops nothing: that entry is told of. */
    private void split(
            EntryTable table,
            CatalogueObject object,
            List<ChangeEntry> entries,
            Map<ChangeEntry, Map<HistoryPart, Value>> rows,
            String why)
            throws SQLException {
        if (entries.size() == 1) {
            String history = object.history().orElseThrow().table();
            String first = why.strip().lines().findFirst().orElse(why);
            work.sightings.entry(object.name(), entries.get(0).change().record(), history, first);
            return;
        }
        int middle = entries.size() / 2;
        insert(table, object, entries.subList(0, middle), rows);
        insert(table, object, entries.subList(middle, entries.size()), rows);
    }

    /** Rows came of which the history may tell already. The transaction is applying. */
    void rowsCame(CatalogueObject object, List<Outcome> outcomes) throws SQLException {
        if (object.history().isPresent() && object.keyFields().isEmpty()) {
            EntryTable table = new EntryTable(work.tx, object);
            table.rowsCame(outcomes.stream().map(Outcome::record).toList());
            List<UUID> back = outcomes.stream()
                    .filter(Outcome::known)
                    .map(Outcome::record)
                    .toList();
            for (Map.Entry<String, String> id : table.cameBack(back).entrySet()) {
                rowBecame(object, id.getKey(), id.getValue());
            }
        }
    }

    /** What was known under one local id is known under another from now on. The transaction is applying. */
    void rowBecame(CatalogueObject object, String id, String other) throws SQLException {
        if (object.history().isPresent()) {
            new EntryTable(work.tx, object).rowBecame(id, other);
        }
        for (Catalogue.Referrer referrer : work.catalogue.referrers(object.name())) {
            if (referrer.object().history().isPresent()) {
                new EntryTable(work.tx, referrer.object())
                        .targetBecame(referrer.field().name(), id, other);
            }
        }
    }

    /** What an entry waited for has come. The transaction is applying. */
    void fill(Waiting.Entry reference) throws SQLException {
        for (CatalogueObject object : work.catalogue.objects()) {
            Optional<HistoryTable> history = object.history()
                    .filter(table -> EntryTable.waitingName(table).equals(reference.object()));
            if (history.isPresent()) {
                Optional<Value> id = work.ids.of(
                        LocalEntries.pointer(work, reference.targetObject()),
                        Value.of(reference.target().toString()));
                if (id.isPresent()) {
                    new EntryTable(work.tx, object)
                            .fill(HistoryPart.valueOf(reference.field()), reference.record(), id.get());
                    work.waiting.drop(reference.object(), reference.record(), List.of(reference.field()));
                }
                return;
            }
        }
        // The history is in no catalogue any more.
        work.waiting.drop(reference.object(), reference.record(), List.of(reference.field()));
    }
}
