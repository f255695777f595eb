package dev.parley.sim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.testing.LogTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A site's change log as plain SQL reads it. */
record Log(List<Change> changes) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A change; uuids are text here. */
    record Change(
            String uuid,
            String business,
            String action,
            String object,
            String record,
            long at,
            String user,
            String site,
            Map<String, @Nullable String> fields) {

        Collection<@Nullable String> values() {
            return fields.values();
        }

        /** Whether this one comes after the other in the order of changes. */
        boolean isAfter(Change other) {
            return at != other.at ? at > other.at : uuid.compareTo(other.uuid) > 0;
        }
    }

    static Log of(SimSite site) {
        List<Change> changes = new ArrayList<>();
        for (List<@Nullable String> row : site.sql()
                .rows("select uuid, business, action, object, record, at_micros, user_name, site, fields from "
                        + LogTable.CHANGES + " order by place")) {
            List<String> text = row.stream().map(Objects::requireNonNull).toList();
            changes.add(new Change(
                    text.get(0),
                    text.get(1),
                    text.get(2),
                    text.get(3),
                    text.get(4),
                    Long.parseLong(text.get(5)),
                    text.get(6),
                    text.get(7),
                    fields(text.get(8))));
        }
        return new Log(changes);
    }

    private static Map<String, @Nullable String> fields(String json) {
        try {
            Map<String, @Nullable String> fields = new TreeMap<>();
            for (Map.Entry<String, JsonNode> field : JSON.readTree(json).properties()) {
                fields.put(
                        field.getKey(),
                        field.getValue().isNull() ? null : field.getValue().asText());
            }
            return fields;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(json, e);
        }
    }
}
