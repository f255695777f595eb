package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Reference;
import dev.parley.merge.Change;
import dev.parley.merge.RecordState;
import dev.parley.merge.Value;
import dev.parley.store.Dialect.BulkColumn;
import dev.parley.store.RecordIndex.Touched;
import dev.parley.store.RecordRows.Row;
import dev.parley.store.Waiting;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Tries again what could not be written: from the log, which has every value. */
final class Retrying {

    private final Work work;
    private final Projection projection;

    Retrying(Work work, Projection projection) {
        this.work = work;
        this.projection = projection;
    }

    /** Fills in what waited in rows that are there; writes the records that had to wait altogether. */
    void fill(CatalogueObject object, Set<UUID> records) throws SQLException {
        Map<UUID, Row> rows = rows(object, records);
        Map<Field, List<Waiting.Entry>> waiting = new LinkedHashMap<>();
        for (Waiting.Entry entry : work.waiting.of(object.name(), rows.keySet())) {
            Field field = object.field(entry.field()).orElseThrow();
            waiting.computeIfAbsent(field, key -> new ArrayList<>()).add(entry);
        }
        for (Map.Entry<Field, List<Waiting.Entry>> field : waiting.entrySet()) {
            fill(object, field.getKey(), field.getValue(), rows);
        }
        List<UUID> missing =
                records.stream().filter(record -> !rows.containsKey(record)).toList();
        project(object, missing, rows);
    }

    private void fill(CatalogueObject object, Field field, List<Waiting.Entry> waiting, Map<UUID, Row> rows)
            throws SQLException {
        Map<Reference, List<Value>> targets = new HashMap<>();
        for (Waiting.Entry entry : waiting) {
            reference(field, entry).ifPresent(to -> targets.computeIfAbsent(to, key -> new ArrayList<>())
                    .add(Value.of(entry.text())));
        }
        for (Map.Entry<Reference, List<Value>> target : targets.entrySet()) {
            work.ids.prepare(target.getKey(), target.getValue());
        }
        RowKeys keys = new RowKeys(work);
        List<List<Value>> updates = new ArrayList<>();
        List<Waiting.Entry> filled = new ArrayList<>();
        for (Waiting.Entry entry : waiting) {
            Optional<Reference> to = reference(field, entry);
            Row row = rows.get(entry.record());
            Optional<Value> id =
                    to.isPresent() ? work.ids.prepared(to.get(), Value.of(entry.text())) : Optional.empty();
            if (id.isPresent() && row != null) {
                List<Value> values = new ArrayList<>(List.of(id.get()));
                values.addAll(keys.values(object, row));
                updates.add(values);
                filled.add(entry);
            }
        }
        if (!updates.isEmpty()) {
            List<BulkColumn> set = List.of(new BulkColumn(field.name(), field.kind()));
            work.tx.dialect().update(work.tx, object.table(), set, keys.columns(object), updates);
            work.waiting.drop(filled);
        }
    }

    private Optional<Reference> reference(Field field, Waiting.Entry waiting) {
        return field.reference().or(() -> work.catalogue.named(waiting.targetObject()));
    }

    /** Writes records anew from their history. */
    void again(CatalogueObject object, Collection<UUID> records) throws SQLException {
        project(object, records, rows(object, records));
    }

    /** Writes records that may need each other, and that no other try could write, at once. */
    void circles(Map<String, List<UUID>> held) throws SQLException {
        List<Outcome> outcomes = new ArrayList<>();
        for (CatalogueObject object : work.catalogue.objects()) {
            List<UUID> records = held.getOrDefault(object.name(), List.of());
            if (!records.isEmpty() && work.catalogue.isCircular(object.name())) {
                Map<UUID, Row> rows = rows(object, records);
                List<UUID> missing = records.stream()
                        .filter(record -> !rows.containsKey(record))
                        .toList();
                outcomes.addAll(outcomes(object, missing, rows));
            }
        }
        projection.project(outcomes);
    }

    private void project(CatalogueObject object, Collection<UUID> records, Map<UUID, Row> rows) throws SQLException {
        projection.project(outcomes(object, records, rows));
    }

    private List<Outcome> outcomes(CatalogueObject object, Collection<UUID> records, Map<UUID, Row> rows)
            throws SQLException {
        List<Outcome> outcomes = new ArrayList<>();
        Map<UUID, Touched> known = work.index.find(object.name(), records);
        for (Map.Entry<UUID, Collection<Change>> history :
                work.histories(object.name(), records).entrySet()) {
            if (history.getValue().isEmpty()) {
                continue;
            }
            UUID record = history.getKey();
            outcomes.add(Planning.outcome(
                    object,
                    record,
                    Optional.ofNullable(rows.get(record)),
                    known.containsKey(record),
                    RecordState.of(history.getValue()),
                    work.scope.owner(object)));
        }
        return outcomes;
    }

    private Map<UUID, Row> rows(CatalogueObject object, Collection<UUID> records) throws SQLException {
        Map<UUID, Collection<Change>> atHand = new HashMap<>();
        records.forEach(record -> atHand.put(record, List.of()));
        return new RowLookup(work, object).locked(atHand);
    }
}
