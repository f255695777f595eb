package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.merge.Change;
import dev.parley.merge.Conflict;
import dev.parley.merge.Prospect;
import dev.parley.merge.Reason;
import dev.parley.merge.Value;
import dev.parley.store.RecordRows.Row;
import dev.parley.wire.Foretold;
import dev.parley.wire.Foretold.Effect;
import dev.parley.wire.Foretold.FieldPlan;
import dev.parley.wire.Foretold.Outlook;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A record as a play left it.
 *
 * @param names every uuid by which it goes, the one by which it travels first
 * @param row what its row holds, if it has one
 * @param whys by field whose value stands, and why
 */
record PlayedRecord(
        CatalogueObject object,
        List<UUID> names,
        Optional<Map<String, Value>> row,
        Map<String, Why> whys,
        Optional<Change> deletedBy,
        List<Conflict> conflicts,
        List<Foretold.Remark> remarks) {

    /** Whose value stands in a field, and why. */
    record Why(Change by, Reason reason) {}

    /** How the value of a field among others is told, by the uuids that name the records now. */
    @FunctionalInterface
    interface References {
        Value told(Field field, Map<String, Value> values) throws SQLException;
    }

    static PlayedRecord of(
            CatalogueObject object,
            List<UUID> names,
            Optional<? extends Map<String, Value>> row,
            Prospect prospect,
            List<Conflict> conflicts,
            List<Foretold.Remark> remarks) {
        Map<String, Why> whys = new HashMap<>();
        prospect.after().winners().forEach((field, winner) -> whys.put(field, new Why(winner, prospect.why(field))));
        return new PlayedRecord(
                object, names, row.map(fields -> fields), whys, prospect.after().lastDelete(), conflicts, remarks);
    }

    UUID record() {
        return names.get(0);
    }

    /** Whether the log tells more of it than what it is called. */
    boolean isKnown() {
        return !whys.isEmpty() || deletedBy.isPresent();
    }

    /** What became of it, beside the row as it is without the play. */
    Foretold beside(Optional<Row> before, References references) throws SQLException {
        Outlook outlook = outlook(before, references);
        boolean moves = outlook.effect() != Effect.NONE || !conflicts.isEmpty();
        List<Foretold.Remark> told = remarks.stream()
                .filter(remark -> moves || remark.kind() != Foretold.Kind.WAITS)
                .toList();
        return new Foretold(object.name(), record(), names, outlook, conflicts, told);
    }

    private Outlook outlook(Optional<Row> before, References references) throws SQLException {
        if (row.isEmpty()) {
            return before.isEmpty()
                    ? Outlook.NOTHING
                    : new Outlook(Effect.DELETE, going(before.get().fields()), deletedBy);
        }
        List<FieldPlan> fields = new ArrayList<>();
        for (Map.Entry<String, Value> value : new TreeMap<>(row.get()).entrySet()) {
            String name = value.getKey();
            Value to = value.getValue();
            Value from = before.isEmpty()
                    ? Value.NULL
                    : references.told(
                            object.field(name).orElseThrow(), before.get().fields());
            if (!to.equals(from)) {
                Optional<Why> why = Optional.ofNullable(whys.get(name));
                fields.add(new FieldPlan(
                        name,
                        before.isEmpty() ? Optional.empty() : Optional.of(from),
                        Optional.of(to),
                        why.map(Why::by),
                        why.map(Why::reason).orElse(Reason.FIRST)));
            }
        }
        if (before.isEmpty()) {
            return new Outlook(Effect.ADD, fields, Optional.empty());
        }
        return fields.isEmpty() ? Outlook.NOTHING : new Outlook(Effect.UPDATE, fields, Optional.empty());
    }

    private List<FieldPlan> going(Map<String, Value> values) {
        List<FieldPlan> fields = new ArrayList<>();
        new TreeMap<>(values).forEach((name, value) -> {
            if (!value.isNull()) {
                Reason why =
                        Optional.ofNullable(whys.get(name)).map(Why::reason).orElse(Reason.FIRST);
                fields.add(new FieldPlan(name, Optional.of(value), Optional.empty(), Optional.empty(), why));
            }
        });
        return fields;
    }
}
