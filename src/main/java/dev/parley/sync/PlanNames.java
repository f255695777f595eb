package dev.parley.sync;

import dev.parley.digest.RecordSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which records a plan is about, by canonical uuid: 16 bytes each, so that there may be many. */
final class PlanNames {

    private final Map<String, RecordSet> known = new HashMap<>();
    private final Map<String, RecordSet> onlyHere = new HashMap<>();
    private final Map<String, Set<UUID>> more = new HashMap<>();

    /** Puts the object's records. */
    void put(String object, List<UUID> records) {
        known.put(object, RecordSet.of(List.copyOf(new HashSet<>(records))));
    }

    /** Says which of the object's records the other site lacks. */
    void onlyHere(String object, List<UUID> records) {
        onlyHere.put(object, RecordSet.of(records));
    }

    /** Adds a record that turned out to be concerned too. */
    void add(String object, UUID record) {
        if (!has(object, record)) {
            more.computeIfAbsent(object, name -> new HashSet<>()).add(record);
        }
    }

    boolean has(String object, UUID record) {
        return known.getOrDefault(object, NONE).contains(record)
                || more.getOrDefault(object, Set.of()).contains(record);
    }

    boolean isOnlyHere(String object, UUID record) {
        return onlyHere.getOrDefault(object, NONE).contains(record);
    }

    /** Those that were put, in ascending order. */
    Iterable<UUID> of(String object) {
        return known.getOrDefault(object, NONE);
    }

    /** Those that were added since. */
    List<UUID> added(String object) {
        return new ArrayList<>(more.getOrDefault(object, Set.of()));
    }

    boolean isEmpty(String object) {
        return known.getOrDefault(object, NONE).size() == 0
                && more.getOrDefault(object, Set.of()).isEmpty();
    }

    private static final RecordSet NONE = new RecordSet();
}
