package dev.parley.cli;

import dev.parley.merge.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What people call the sites and records of the demo. */
final class DemoNames {

    private final Map<String, String> names = new HashMap<>();

    /** The names of these sites, and of the records that they hold. */
    DemoNames(DemoContent content, DemoSite... sites) {
        for (DemoSite site : sites) {
            names.put(site.site().identity().site().toString(), site.name());
        }
        content.tables()
                .values()
                .forEach(records -> records.forEach((uuid, fields) -> names.put(
                        uuid.toString(),
                        fields.getOrDefault("name", Value.of(uuid.toString())).text())));
    }

    String site(String uuid) {
        return names.getOrDefault(uuid, uuid);
    }

    String record(String uuid) {
        return names.getOrDefault(uuid, uuid);
    }

    /** The field of a record, in words. */
    static String field(DemoContent content, String table, UUID record, String field) {
        return content.tables()
                .getOrDefault(table, Map.of())
                .getOrDefault(record, Map.of())
                .getOrDefault(field, Value.NULL)
                .text();
    }
}
