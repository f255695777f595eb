package dev.parley.catalogue;

import dev.parley.catalogue.ModuleCompatibility.Verdict;
import dev.parley.catalogue.ModuleCompatibility.WaitingField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What two sites with unlike tables may sync: module by module, so that a table that is behind stops its own module and no other.
 */
public final class Compatibility {

    private final Map<String, ModuleCompatibility> modules = new LinkedHashMap<>();

    private Compatibility() {}

    /**
     * A site as the other knows it.
     *
     * @param name for people
     * @param objects the shape of each object by full name
     */
    public record Side(String name, Map<String, ObjectShape> objects) {
        /** Takes a copy that nobody can alter. */
        public Side {
            objects = Map.copyOf(objects);
        }
    }

    /** Compares what two sites say of their objects. The verdicts do not depend on which of them is {@code ours}. */
    public static Compatibility between(Side ours, Side theirs) {
        Set<String> names = new TreeSet<>(ours.objects().keySet());
        names.addAll(theirs.objects().keySet());
        Map<String, List<String>> byModule = new TreeMap<>();
        names.forEach(name -> byModule.computeIfAbsent(moduleOf(name), module -> new ArrayList<>())
                .add(name));
        Compatibility result = new Compatibility();
        byModule.forEach((module, objects) -> result.modules.put(module, compare(module, objects, ours, theirs)));
        return result;
    }

    /** Every module that either side has, by full name ({@code package.module}), in order of name. */
    public List<ModuleCompatibility> modules() {
        return List.copyOf(modules.values());
    }

    /** The module of that full name; absent if neither side has it. */
    public Optional<ModuleCompatibility> module(String name) {
        return Optional.ofNullable(modules.get(name));
    }

    /** Whether records of the object, given by its full name, may be sent and taken. */
    public boolean maySync(String object) {
        ModuleCompatibility module = modules.get(moduleOf(object));
        return module != null && module.objects().contains(object);
    }

    /** The modules that must not be synced. */
    public List<ModuleCompatibility> stopped() {
        return modules.values().stream().filter(ModuleCompatibility::isStopped).toList();
    }

    private static String moduleOf(String object) {
        int dot = object.lastIndexOf('.');
        return dot < 0 ? object : object.substring(0, dot);
    }

    private static ModuleCompatibility compare(String module, List<String> objects, Side ours, Side theirs) {
        List<String> reasons = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        List<WaitingField> waiting = new ArrayList<>();
        Set<String> both = new LinkedHashSet<>();
        for (String object : objects) {
            ObjectShape here = ours.objects().get(object);
            ObjectShape there = theirs.objects().get(object);
            if (here == null || there == null) {
                remarks.add("`%s` is not in the catalogue of %s, so its records stay at %s."
                        .formatted(
                                object, (here == null ? ours : theirs).name(), (here == null ? theirs : ours).name()));
            } else {
                both.add(object);
                ShapeComparison compared = new ShapeComparison(
                        object,
                        new ShapeComparison.Shape(ours.name(), here),
                        new ShapeComparison.Shape(theirs.name(), there));
                compared.reason().ifPresent(reasons::add);
                compared.remark().ifPresent(remarks::add);
                waiting.addAll(compared.waiting());
            }
        }
        if (!reasons.isEmpty()) {
            return new ModuleCompatibility(module, Verdict.STOPPED, Set.of(), List.of(), reasons);
        }
        Verdict verdict = remarks.isEmpty() ? Verdict.SAME : Verdict.ADDITIVE;
        return new ModuleCompatibility(module, verdict, both, waiting, remarks);
    }
}
