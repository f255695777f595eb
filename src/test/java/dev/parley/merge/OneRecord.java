package dev.parley.merge;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Changes of one record, for examples. */
final class OneRecord {

    static final String OBJECT = "winery.wines.wine";
    static final UUID RECORD = Uuids.derived("record");

    private OneRecord() {}

    static Change baseline(long at, Map<String, String> fields) {
        return Derived.baseline(OBJECT, RECORD, at, values(fields));
    }

    static Change add(long at, Map<String, String> fields, Change... parents) {
        return change(Action.ADD, at, values(fields), parents);
    }

    static Change update(long at, Map<String, String> fields, Change... parents) {
        return change(Action.UPDATE, at, values(fields), parents);
    }

    static Change delete(long at, Change... parents) {
        return change(Action.DELETE, at, Map.of(), parents);
    }

    private static Change change(Action action, long at, Map<String, Value> fields, Change... parents) {
        List<UUID> known = Arrays.stream(parents).map(Change::uuid).toList();
        UUID uuid = Uuids.derived(action.word(), Long.toString(at), fields.toString(), known.toString());
        return new Change(uuid, action, OBJECT, RECORD, fields, at, new Author("ann", "", Author.NO_SITE), known);
    }

    private static Map<String, Value> values(Map<String, String> texts) {
        Map<String, Value> values = new HashMap<>();
        texts.forEach((field, text) -> values.put(field, Value.of(text)));
        return values;
    }
}
