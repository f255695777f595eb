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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Maps of records known by key follow from maps of what the keys hold: finds those that hold no longer, once these were undone. */
final class KeyedMaps {

    private final Work work;
    private final Joining joining;

    KeyedMaps(Work work, Joining joining) {
        this.work = work;
        this.joining = joining;
    }

    /** Whether two uuids of what a field refers to are told apart. */
    @FunctionalInterface
    private interface Apart {
        boolean are(UUID one, UUID other) throws SQLException;
    }

    /**
     * What undoes maps of records whose key holds one of these.
     *
     * @param field of the key; it refers to their object
     * @param targets what was one and is not any more
     */
    List<Change> following(CatalogueObject object, Field field, Collection<UUID> targets) throws SQLException {
        List<Change> unmaps = new ArrayList<>();
        for (UUID record : new TreeSet<>(work.maps.all(object.name()).values())) {
            unmaps.addAll(unmaps(object, field, record, history(object, record, List.of()), targets, (a, b) -> true));
        }
        return unmaps;
    }

    /**
     * What undoes maps of a record that another site made, though it was said here that what the keys hold is not one.
     *
     * @param came changes of it that are not in the log yet
     */
    List<Change> untrue(CatalogueObject object, UUID record, Collection<Change> came) throws SQLException {
        List<Change> unmaps = new ArrayList<>();
        if (work.maps.names(object.name(), record).size() == 1) {
            return unmaps;
        }
        Collection<Change> history = history(object, record, came);
        for (String key : object.keyFields()) {
            Field field = object.field(key).orElseThrow();
            if (field.reference().isPresent()) {
                String target = field.reference().get().target();
                unmaps.addAll(unmaps(
                        object, field, record, history, work.maps.named(target), (a, b) -> wereParted(target, a, b)));
            }
        }
        return unmaps;
    }

    private Collection<Change> history(CatalogueObject object, UUID record, Collection<Change> came)
            throws SQLException {
        List<Change> history = new ArrayList<>(Objects.requireNonNull(
                work.histories(object.name(), List.of(record)).get(record)));
        history.addAll(came);
        return history;
    }

    private List<Change> unmaps(
            CatalogueObject object,
            Field field,
            UUID record,
            Collection<Change> history,
            Collection<UUID> targets,
            Apart apart)
            throws SQLException {
        String target = field.reference().orElseThrow().target();
        List<UUID> names = work.maps.names(object.name(), record);
        Map<UUID, UUID> refersTo = refersTo(object, field, history, targets);
        List<Change> unmaps = new ArrayList<>();
        for (UUID one : names) {
            for (UUID other : names) {
                UUID a = refersTo.get(one);
                UUID b = refersTo.get(other);
                if (a != null
                        && b != null
                        && !work.maps.canonical(target, a).equals(work.maps.canonical(target, b))
                        && apart.are(a, b)) {
                    unmaps.add(Derived.unmap(object.name(), one, other));
                }
            }
        }
        return unmaps;
    }

    /** Which of the targets each uuid refers to that follows from a key in the history, had that held one of them. */
    private Map<UUID, UUID> refersTo(
            CatalogueObject object, Field field, Collection<Change> history, Collection<UUID> targets)
            throws SQLException {
        Map<UUID, UUID> refersTo = new HashMap<>();
        KeyedUuids uuids = new KeyedUuids(work);
        Set<Map<String, Value>> keys = new LinkedHashSet<>();
        for (Change change : history) {
            Value value = change.fields().getOrDefault(field.name(), Value.NULL);
            boolean hasKey =
                    !change.action().isNaming() && change.fields().keySet().containsAll(object.keyFields());
            if (hasKey && !value.isNull() && targets.contains(UUID.fromString(value.text()))) {
                Map<String, Value> key = new HashMap<>(change.fields());
                key.keySet().retainAll(object.keyFields());
                keys.add(key);
            }
        }
        for (Map<String, Value> key : keys) {
            for (UUID each : targets) {
                refersTo.put(uuids.of(object, key, field, each), each);
            }
        }
        return refersTo;
    }

    /** Whether it was said of a uuid of the one and a uuid of the other that they are two. */
    private boolean wereParted(String target, UUID one, UUID other) throws SQLException {
        for (UUID a : work.maps.names(target, one)) {
            for (UUID b : work.maps.names(target, other)) {
                Change unmap = Derived.unmap(target, a, b);
                if (joining.areApart(unmap)) {
                    return true;
                }
            }
        }
        return false;
    }
}
