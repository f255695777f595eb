package dev.parley.store;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.merge.Value;
import dev.parley.store.RecordRows.Row;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Lays over rows what waits until their columns can hold it, so that they read as what they are to be. */
final class WaitingOverlay {

    private final Tx tx;
    private final UuidMaps maps;

    WaitingOverlay(Tx tx, UuidMaps maps) {
        this.tx = tx;
        this.maps = maps;
    }

    /** The rows with what waits of them. */
    List<Row> over(CatalogueObject object, List<Row> rows) throws SQLException {
        List<Waiting.Entry> waiting =
                new Waiting(tx).of(object.name(), rows.stream().map(Row::record).toList());
        if (waiting.isEmpty()) {
            return rows;
        }
        Map<UUID, Row> byRecord = new HashMap<>();
        rows.forEach(row -> byRecord.put(row.record(), row));
        for (Waiting.Entry entry : waiting) {
            Row row = Objects.requireNonNull(byRecord.get(entry.record()));
            if (!stands(object, entry, row.fields().getOrDefault(entry.field(), Value.NULL))) {
                // The record is held, and its row still has what it had before.
                continue;
            }
            byRecord.put(entry.record(), row.with(entry.field(), entry.value(maps)));
        }
        return rows.stream()
                .map(row -> Objects.requireNonNull(byRecord.get(row.record())))
                .toList();
    }

    /** Whether that is what stands in the row for what waits. */
    private static boolean stands(CatalogueObject object, Waiting.Entry entry, Value value) {
        return entry.isReference()
                ? value.isNull()
                : value.equals(
                        object.field(entry.field()).map(WaitingOverlay::standIn).orElse(Value.NULL));
    }

    /** What stands in the field for a date that is no day. */
    static Value standIn(Field field) {
        return field.zeroDate()
                .flatMap(date -> date.text(field.kind()))
                .map(Value::of)
                .orElse(Value.NULL);
    }
}
