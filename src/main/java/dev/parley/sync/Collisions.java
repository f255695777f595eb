package dev.parley.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Scope;
import dev.parley.merge.Value;
import dev.parley.store.Businesses;
import dev.parley.store.RecordRows.Row;
import dev.parley.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds the records that keep another one out: those of the same business that have the same values in a unique index. */
final class Collisions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIST = "collisions";

    private final Work work;

    Collisions(Work work) {
        this.work = work;
    }

    /**
     * A record that stands in the way.
     *
     * @param fields those that have the same values
     * @param other the record here
     */
    record Collision(List<String> fields, UUID other) {

        /** Takes a copy that nobody can alter. */
        Collision {
            fields = List.copyOf(fields);
        }
    }

    /** What stands in the way of the record with these values, as all sites write them. */
    List<Collision> of(CatalogueObject object, UUID record, Map<String, Value> values) throws SQLException {
        List<Collision> found = new ArrayList<>();
        Optional<Businesses.Business> business = work.business();
        if (business.isEmpty()) {
            return found;
        }
        for (List<String> unique : work.uniques(object)) {
            List<String> fields = fields(object, unique);
            Optional<List<Value>> local = fields.isEmpty() ? Optional.empty() : local(object, fields, values);
            if (local.isEmpty()) {
                continue;
            }
            for (Row row : work.rows.matching(object, business.get(), fields, List.of(local.get()))) {
                if (!row.record().equals(record)) {
                    found.add(new Collision(fields, row.record()));
                }
            }
        }
        return found;
    }

    /** The fields of a unique index, the business aside; none where it has columns that are no fields, such as the uuid. */
    private static List<String> fields(CatalogueObject object, List<String> unique) {
        List<String> fields = new ArrayList<>();
        for (String column : unique) {
            boolean business = object.scope() instanceof Scope.Column scope
                    && scope.column().equalsIgnoreCase(column);
            Optional<String> field = object.fields().stream()
                    .map(Field::name)
                    .filter(column::equalsIgnoreCase)
                    .findFirst();
            if (field.isEmpty() && !business) {
                return List.of();
            }
            field.ifPresent(fields::add);
        }
        return fields;
    }

    /** The values as they would stand in our table; empty where one is null, which collides with nothing, or points to nothing here. */
    private Optional<List<Value>> local(CatalogueObject object, List<String> fields, Map<String, Value> values)
            throws SQLException {
        List<Value> local = new ArrayList<>();
        for (String name : fields) {
            Field field = object.field(name).orElseThrow();
            Optional<Value> here = work.local.of(field, values);
            if (here.isEmpty() || here.get().isNull()) {
                return Optional.empty();
            }
            local.add(here.get());
        }
        return Optional.of(local);
    }

    /** Collisions for programs. */
    static String json(List<Collision> collisions) {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode list = node.putArray(LIST);
        for (Collision collision : collisions) {
            ObjectNode one = list.addObject();
            collision.fields().forEach(one.putArray("fields")::add);
            one.put("other", collision.other().toString());
        }
        return node.toString();
    }

    /** Reads what {@link #json} wrote; none where the detail tells of none. */
    static List<Collision> read(String detail) {
        try {
            List<Collision> found = new ArrayList<>();
            for (JsonNode one : JSON.readTree(detail).path(LIST)) {
                List<String> fields = new ArrayList<>();
                one.path("fields").forEach(field -> fields.add(field.asText()));
                found.add(
                        new Collision(fields, UUID.fromString(one.path("other").asText())));
            }
            return found;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new StoreException("what is kept of a problem can't be read: " + detail, e);
        }
    }
}
