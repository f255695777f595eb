package dev.parley.sync;

import dev.parley.merge.Conflict;
import dev.parley.store.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Notes what it hears of each record, by the uuids by which it hears of it. */
final class Noting implements Witness {

    private final Map<String, Set<UUID>> touched = new HashMap<>();
    private final Map<String, Map<UUID, Heard>> heard = new HashMap<>();
    private final Set<UUID> stood = new HashSet<>();

    /** What was heard of a record. */
    static final class Heard {
        private final Map<UUID, Conflict> conflicts = new LinkedHashMap<>();
        private final Map<UUID, Problem> problems = new LinkedHashMap<>();
        private boolean drifted;

        List<Conflict> conflicts() {
            return new ArrayList<>(conflicts.values());
        }

        List<Problem> problems() {
            return new ArrayList<>(problems.values());
        }

        boolean drifted() {
            return drifted;
        }

        private void add(Heard more) {
            conflicts.putAll(more.conflicts);
            problems.putAll(more.problems);
            drifted |= more.drifted;
        }
    }

    /** The records that were touched, or that something was heard of. */
    Set<UUID> records(String object) {
        return touched.getOrDefault(object, Set.of());
    }

    /** What was heard of a record by any of these uuids. */
    Heard of(String object, List<UUID> names) {
        Heard all = new Heard();
        Map<UUID, Heard> known = heard.getOrDefault(object, Map.of());
        for (UUID name : names) {
            Heard one = known.get(name);
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    /** Whether a baseline is what an untouched row stood for, and so nothing new. */
    boolean isOld(UUID baseline) {
        return stood.contains(baseline);
    }

    @Override
    public void touched(String object, UUID record) {
        touched.computeIfAbsent(object, name -> new HashSet<>()).add(record);
    }

    @Override
    public void stoodFor(UUID baseline) {
        stood.add(baseline);
    }

    @Override
    public void conflict(String object, UUID record, Conflict conflict) {
        heard(object, record).conflicts.put(conflict.uuid(), conflict);
    }

    @Override
    public void drifted(String object, UUID record) {
        heard(object, record).drifted = true;
    }

    @Override
    public void problem(Problem problem) {
        if (!problem.record().isEmpty()) {
            heard(problem.object(), UUID.fromString(problem.record())).problems.put(problem.id(), problem);
        }
    }

    private Heard heard(String object, UUID record) {
        touched(object, record);
        return heard.computeIfAbsent(object, name -> new HashMap<>()).computeIfAbsent(record, uuid -> new Heard());
    }
}
