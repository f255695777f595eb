package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.merge.Change;
import dev.parley.merge.Derived;
import dev.parley.merge.Value;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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

    /** The uuid of the record that has this key but for a field, which holds that very uuid, be it an alias or not. */
    UUID of(CatalogueObject object, Map<String, Value> fields, Field field, UUID target) throws SQLException {
        List<Value> key = new ArrayList<>();
        for (String name : object.keyFields()) {
            key.add(
                    name.equals(field.name())
                            ? Value.of(target.toString())
                            : canonical(object.field(name).orElseThrow(), fields.getOrDefault(name, Value.NULL)));
        }
        return Derived.keyed(object.name(), work.scope.business(), key);
    }

    /**
     * The key by which a record is known that was one with another for a while: what was done then carries the key of the other one. Only a change
     * whose uuid follows from its own key tells.
     */
    Map<String, Value> own(CatalogueObject object, Collection<Change> history) {
        for (Change change : history) {
            boolean hasKey =
                    !change.action().isNaming() && change.fields().keySet().containsAll(object.keyFields());
            if (hasKey) {
                List<Value> key = object.keyFields().stream()
                        .map(name -> change.fields().getOrDefault(name, Value.NULL))
                        .toList();
                if (Derived.keyed(object.name(), work.scope.business(), key).equals(change.record())) {
                    Map<String, Value> own = new HashMap<>(change.fields());
                    own.keySet().retainAll(object.keyFields());
                    return own;
                }
            }
        }
        return Map.of();
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
