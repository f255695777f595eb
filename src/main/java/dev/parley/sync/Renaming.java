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

    private final Map<CatalogueObject, List<Outcome>> going = new HashMap<>();

    /** Notes what is to go. */
    void note(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            if (!outcome.exists()
                    && outcome.row().isPresent()
                    && !outcome.object().hasUuids()) {
                going.computeIfAbsent(outcome.object(), object -> new ArrayList<>())
                        .add(outcome);
            }
        }
    }

    /** What the record was before, if it was another that is to go. */
    Optional<Outcome> before(Outcome fresh) {
        if (!fresh.exists() || fresh.row().isPresent()) {
            return Optional.empty();
        }
        Map<String, Value> content = content(fresh.object(), fresh.values());
        return going.getOrDefault(fresh.object(), List.of()).stream()
                .filter(old -> old.row().isPresent())
                .filter(old -> content(fresh.object(), old.row().get().fields()).equals(content))
                .findFirst();
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
