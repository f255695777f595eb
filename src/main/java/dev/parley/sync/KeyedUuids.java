package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.merge.Derived;
import dev.parley.merge.Value;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The uuids that follow from keys, as this site knows the records that the keys hold. */
final class KeyedUuids {

    private final Work work;

    KeyedUuids(Work work) {
        this.work = work;
    }

    /** The uuid of the record that has this key. */
    UUID of(CatalogueObject object, Map<String, Value> fields) throws SQLException {
        List<Value> key = new ArrayList<>();
        for (String name : object.keyFields()) {
            key.add(canonical(object.field(name).orElseThrow(), fields.getOrDefault(name, Value.NULL)));
        }
        return Derived.keyed(object.name(), work.scope.business(), key);
    }

    private Value canonical(Field field, Value value) throws SQLException {
        if (value.isNull() || field.reference().isEmpty()) {
            return value;
        }
        String target = field.reference().get().target();
        return Value.of(
                work.maps.canonical(target, UUID.fromString(value.text())).toString());
    }
}
