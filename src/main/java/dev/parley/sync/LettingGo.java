package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Reference;
import dev.parley.merge.Value;
import dev.parley.store.Dialect.BulkColumn;
import dev.parley.store.Waiting;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Rows that are to go and refer to each other in a circle: a reference that would outlive its target by a moment lets go of it first. It waits
 * from then on, so that it is filled in again should its row stay after all.
 */
final class LettingGo {

    private final Work work;

    LettingGo(Work work) {
        this.work = work;
    }

    /** Lets go of what is deleted before its referrers are, among the records that are to go, by object. */
    void among(Map<String, List<Outcome>> going) throws SQLException {
        Map<String, Set<UUID>> records = new HashMap<>();
        going.forEach((object, outcomes) -> outcomes.forEach(outcome ->
                records.computeIfAbsent(object, key -> new HashSet<>()).add(outcome.record())));
        for (CatalogueObject object : work.catalogue.objects()) {
            List<Outcome> rows = going.getOrDefault(object.name(), List.of()).stream()
                    .filter(outcome -> outcome.row().isPresent())
                    .toList();
            for (Field field : object.references()) {
                if (!rows.isEmpty() && field.nullable() && isDeletedFirst(field, object)) {
                    Reference reference = field.reference().orElseThrow();
                    letGo(object, field, rows, records.getOrDefault(reference.target(), Set.of()));
                }
            }
        }
    }

    private boolean isDeletedFirst(Field field, CatalogueObject object) {
        Reference reference = field.reference().orElseThrow();
        return reference.enforced() && work.catalogue.order(reference.target()) > work.catalogue.order(object.name());
    }

    private void letGo(CatalogueObject object, Field field, List<Outcome> outcomes, Set<UUID> targets)
            throws SQLException {
        RowKeys keys = new RowKeys(work);
        List<List<Value>> rows = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            Value target = outcome.row().orElseThrow().fields().getOrDefault(field.name(), Value.NULL);
            if (target.isNull() || !targets.contains(UUID.fromString(target.text()))) {
                continue;
            }
            List<Value> row = new ArrayList<>(List.of(Value.NULL));
            row.addAll(keys.values(object, outcome.row().orElseThrow()));
            rows.add(row);
            work.waiting.drop(object.name(), outcome.record(), List.of(field.name()));
            work.waiting.add(Waiting.Entry.reference(
                    object.name(),
                    outcome.record(),
                    field.name(),
                    field.reference().orElseThrow().target(),
                    UUID.fromString(target.text())));
        }
        if (!rows.isEmpty()) {
            List<BulkColumn> set = List.of(new BulkColumn(field.name(), field.kind()));
            work.tx.dialect().update(work.tx, object.table(), set, keys.columns(object), rows);
        }
    }
}
