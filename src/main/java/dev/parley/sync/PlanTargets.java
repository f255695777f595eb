package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Reference;
import dev.parley.merge.RecordState;
import dev.parley.merge.Value;
import dev.parley.store.RecordIndex.State;
import dev.parley.store.RecordIndex.Touched;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Which records would be there for others to refer to, at either site; and which deleted ones would have to come back, since others do. Records
 * are planned children first, so that by the time a record has its turn all is known that would refer to it.
 */
final class PlanTargets {

    private static final int REMEMBERED = 50_000;

    private final PlanNames names;
    private final PlanTwins twins;

    /** Whether the plan is about an object at all. */
    private final Predicate<String> covers;

    private final Map<String, Stand> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Stand> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Map<String, Set<UUID>> backHere = new HashMap<>();
    private final Map<String, Set<UUID>> backThere = new HashMap<>();

    PlanTargets(PlanNames names, PlanTwins twins, Predicate<String> covers) {
        this.covers = covers;
        this.names = names;
        this.twins = twins;
    }

    /** Whether a record would be at the two sites, and if not whether it is known to have been deleted. */
    private record Stand(boolean here, boolean there, boolean deletedHere, boolean deletedThere) {}

    /** What a reference would find. */
    enum Found {
        /** The record, or nothing to look for. */
        THERE,
        /** A deleted record, which would come back for it. */
        BACK,
        /** Nothing. */
        MISSING
    }

    /** Takes note of what would become of a record. */
    void learn(String object, PlanOutlooks.View view) {
        UUID record = view.facts().record();
        RecordState here = view.here().after();
        RecordState there = view.there().after();
        boolean rowHere = view.facts().row().isPresent();
        boolean rowThere = view.facts().rowThere().isPresent();
        if (!covers.test(object)) {
            known.put(key(object, record), new Stand(rowHere, rowThere, isDeleted(here), isDeleted(there)));
            return;
        }
        known.put(
                key(object, record),
                new Stand(
                        isThere(here, rowHere) && !twins.isKeptOut(true, object, record),
                        isThere(there, rowThere) && !twins.isKeptOut(false, object, record),
                        isDeleted(here),
                        isDeleted(there)));
    }

    private static boolean isThere(RecordState state, boolean hasRow) {
        return state.exists() && (hasRow || state.isWhole());
    }

    private static boolean isDeleted(RecordState state) {
        return !state.exists() && state.lastDelete().isPresent();
    }

    /** Those that the values refer to, that the plan is about, and of which is not known yet what would become of them; by object. */
    Map<String, Set<UUID>> open(Work work, CatalogueObject object, Collection<Map<String, Value>> records)
            throws SQLException {
        Map<String, Set<UUID>> open = new HashMap<>();
        for (Map<String, Value> values : records) {
            for (Field field : object.fields()) {
                Optional<Reference> reference = work.local.reference(field, values);
                Optional<UUID> target = reference.isEmpty() ? Optional.empty() : target(work, field, values);
                if (target.isEmpty()) {
                    continue;
                }
                String name = reference.get().target();
                if (isPlanned(name, target.get()) && !known.containsKey(key(name, target.get()))) {
                    open.computeIfAbsent(name, key -> new HashSet<>()).add(target.get());
                }
            }
        }
        return open;
    }

    /** Of what is left out of the plan is not known whether both sites have it: it has to be asked for too. */
    private boolean isPlanned(String object, UUID record) {
        return !covers.test(object) || twins.joined(object, record).stream().anyMatch(one -> names.has(object, one));
    }

    private Optional<UUID> target(Work work, Field field, Map<String, Value> values) throws SQLException {
        Value value = twins.value(work, field, values);
        try {
            return value.isNull() ? Optional.empty() : Optional.of(UUID.fromString(value.text()));
        } catch (IllegalArgumentException e) {
            // It can refer to nothing; the record is told of where it would be written.
            return Optional.empty();
        }
    }

    /** What a reference of a record of these values would find at one of the sites. */
    Found find(Work work, boolean here, Field field, Reference reference, Map<String, Value> values)
            throws SQLException {
        Value value = values.getOrDefault(field.name(), Value.NULL);
        if (value.isNull()) {
            return Found.THERE;
        }
        Optional<UUID> target = target(work, field, values);
        if (target.isEmpty()) {
            return Found.MISSING;
        }
        String object = reference.target();
        UUID record = target.get();
        if (comesBack(here, object, record)) {
            return Found.THERE;
        }
        Stand stand = isPlanned(object, record) ? known.get(key(object, record)) : null;
        boolean deleted;
        if (stand != null) {
            if (here ? stand.here() : stand.there()) {
                return Found.THERE;
            }
            deleted = here ? stand.deletedHere() : stand.deletedThere();
        } else {
            if (isHere(work, reference, record)) {
                return Found.THERE;
            }
            Touched touched = work.index.find(object, List.of(record)).get(record);
            deleted = touched != null && touched.state() == State.GONE;
        }
        if (!deleted || !reference.enforced()) {
            return Found.MISSING;
        }
        bringBack(here, object, record);
        return Found.BACK;
    }

    private boolean isHere(Work work, Reference reference, UUID record) throws SQLException {
        for (UUID one : twins.joined(reference.target(), record)) {
            if (work.ids.of(reference, Value.of(one.toString())).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Says that the record would have to come back at one of the sites. */
    void bringBack(boolean here, String object, UUID record) {
        (here ? backHere : backThere)
                .computeIfAbsent(object, name -> new HashSet<>())
                .add(record);
        names.add(object, record);
    }

    /** Whether the record would have to come back at one of the sites. */
    boolean comesBack(boolean here, String object, UUID record) {
        return (here ? backHere : backThere).getOrDefault(object, Set.of()).contains(record);
    }

    private static String key(String object, UUID record) {
        return object + " " + record;
    }
}
