package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Records that are to go while another comes that is the same but for its key: an article got another code. The new one can't always come before the
 * old one goes, since both have the same bar code; then it takes the old one's row over, as the application did.
 */
final class Renaming {

    private final Map<String, List<Outcome>> going = new HashMap<>();

    /** The same by what they hold; put together for an object when it is first asked for, since hardly ever is. */
    private final Map<String, Map<Map<String, Value>, List<Outcome>>> byContent = new HashMap<>();

    /** Notes what is to go. */
    void note(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            if (!outcome.exists()
                    && outcome.row().isPresent()
                    && !outcome.object().hasUuids()) {
                String object = outcome.object().name();
                going.computeIfAbsent(object, name -> new ArrayList<>()).add(outcome);
                byContent.remove(object);
            }
        }
    }

    /** What the record was before, if it was another that is to go. */
    Optional<Outcome> before(Outcome fresh) {
        if (!fresh.exists() || fresh.row().isPresent()) {
            return Optional.empty();
        }
        Map<String, Value> content = content(fresh.object(), fresh.values());
        return byContent
                .computeIfAbsent(fresh.object().name(), name -> byContent(going.getOrDefault(name, List.of())))
                .getOrDefault(content, List.of())
                .stream()
                .filter(old -> old.row().isPresent())
                .findFirst();
    }

    private static Map<Map<String, Value>, List<Outcome>> byContent(List<Outcome> outcomes) {
        Map<Map<String, Value>, List<Outcome>> found = new HashMap<>();
        for (Outcome outcome : outcomes) {
            outcome.row().ifPresent(row -> found.computeIfAbsent(
                            content(outcome.object(), row.fields()), content -> new ArrayList<>())
                    .add(outcome));
        }
        return found;
    }

    private static Map<String, Value> content(CatalogueObject object, Map<String, Value> values) {
        Map<String, Value> content = new TreeMap<>();
        object.fields().stream()
                .map(field -> field.name())
                .filter(field -> !object.keyFields().contains(field))
                .filter(field -> !object.quietFields().contains(field))
                .forEach(field -> content.put(field, values.getOrDefault(field, Value.NULL)));
        return content;
    }
}
