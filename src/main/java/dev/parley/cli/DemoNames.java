package dev.parley.cli;

import dev.parley.merge.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people call the sites and records of the demo. */
final class DemoNames {

    private static final Pattern FIELD = Pattern.compile("\\{(\\S+) (\\S+) (\\w+)(>)?}");

    private final Map<String, String> names = new HashMap<>();
    private final DemoContent content;

    /** The names of these sites, and of the records that they hold, by the first of those fields that a record has. */
    DemoNames(DemoContent content, List<String> fields, DemoSite... sites) {
        this.content = content;
        for (DemoSite site : sites) {
            names.put(site.site().identity().site().toString(), site.name());
        }
        content.tables()
                .values()
                .forEach(records -> records.forEach((uuid, values) -> fields.stream()
                        .filter(values::containsKey)
                        .findFirst()
                        .ifPresent(field -> names.put(
                                uuid.toString(),
                                values.getOrDefault(field, Value.NULL).text()))));
    }

    String site(String uuid) {
        return names.getOrDefault(uuid, uuid);
    }

    String record(String uuid) {
        return names.getOrDefault(uuid, uuid);
    }

    /** The full name of the object that has the table. */
    String object(String table) {
        return Objects.requireNonNull(content.objects().get(table), table).name();
    }

    /** The text with what fields hold in place of {@code {table uuid field}}; with {@code >} after it, the name of what the field refers to. */
    String filled(String text) {
        return FIELD.matcher(text).replaceAll(field -> {
            String value = content.tables()
                    .getOrDefault(field.group(1), Map.of())
                    .getOrDefault(UUID.fromString(field.group(2)), Map.of())
                    .getOrDefault(field.group(3), Value.NULL)
                    .text();
            return Matcher.quoteReplacement(field.group(4) == null ? value : record(value));
        });
    }
}
