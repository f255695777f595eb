package dev.parley.sync;

import dev.parley.catalogue.Canonical;
import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Reference;
import dev.parley.merge.Value;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a record's values into what stands in our table: references into local ids, dates that this database has no day for into their stand-ins. */
final class LocalValues {

    private final Catalogue catalogue;
    private final LocalIds ids;
    private final boolean zeroDates;

    /** Says with {@code zeroDates} whether the database can hold a date that is no day. */
    LocalValues(Catalogue catalogue, LocalIds ids, boolean zeroDates) {
        this.catalogue = catalogue;
        this.ids = ids;
        this.zeroDates = zeroDates;
    }

    /** Looks up at once what the records' references point to. */
    void prepare(CatalogueObject object, Collection<Map<String, Value>> records) throws SQLException {
        for (Field field : object.fields()) {
            if (!field.refers()) {
                continue;
            }
            Map<Reference, List<Value>> targets = new HashMap<>();
            for (Map<String, Value> values : records) {
                Value value = values.getOrDefault(field.name(), Value.NULL);
                reference(field, values).ifPresent(to -> targets.computeIfAbsent(to, key -> new ArrayList<>())
                        .add(value));
            }
            for (Map.Entry<Reference, List<Value>> target : targets.entrySet()) {
                ids.prepare(target.getKey(), target.getValue());
            }
        }
    }

    /** Where the field points in a record of these values; empty where it holds a plain value. */
    Optional<Reference> reference(Field field, Map<String, Value> values) {
        return field.reference().or(() -> field.namedIn()
                .flatMap(naming ->
                        catalogue.named(values.getOrDefault(naming, Value.NULL).text())));
    }

    /** What stands in the field's column in a record of these values; empty where no row can have it. */
    Optional<Value> of(Field field, Map<String, Value> values) throws SQLException {
        Value value = values.getOrDefault(field.name(), Value.NULL);
        Optional<Reference> reference = reference(field, values);
        if (reference.isPresent()) {
            return ids.of(reference.get(), value);
        }
        return isBeyond(field, value) ? standIn(field) : Optional.of(value);
    }

    /** What the catalogue says is to stand for a date that is no day. */
    Optional<Value> standIn(Field field) {
        return field.zeroDate()
                .map(date -> date.text(field.kind()).map(Value::of).orElse(Value.NULL));
    }

    /** Whether something else than its value may stand in the field's column. */
    boolean mayDiffer(Field field) {
        return field.refers() || (isDate(field) && !zeroDates);
    }

    /** Whether the value is a date that this database has no day for. */
    boolean isBeyond(Field field, Value value) {
        return isDate(field) && !zeroDates && !value.isNull() && Canonical.isNoDay(value.text());
    }

    private static boolean isDate(Field field) {
        return field.kind() == FieldKind.DATE || field.kind() == FieldKind.DATETIME;
    }

    /** What stands in a reference's column that points to nothing. */
    static Value nothing(Field field) {
        if (field.nullable()) {
            return Value.NULL;
        }
        return Value.of(field.kind() == FieldKind.INTEGER ? "0" : "");
    }
}
