package dev.parley.catalogue;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether two sites may sync a module.
 *
 * @param module {@code package.module}
 * @param verdict whether they may
 * @param objects full names of the objects that both have and that may be synced; none where the module is stopped
 * @param waiting fields that only one side has; their values stay in the other's log until it has them too
 * @param sentences for people: why it is stopped and what to upgrade, or what waits; empty where all is the same
 */
public record ModuleCompatibility(
        String module, Verdict verdict, Set<String> objects, List<WaitingField> waiting, List<String> sentences) {

    /** Takes copies that nobody can alter. */
    public ModuleCompatibility {
        objects = Collections.unmodifiableSet(new LinkedHashSet<>(objects));
        waiting = List.copyOf(waiting);
        sentences = List.copyOf(sentences);
    }

    /** Whether two sites may sync. */
    public enum Verdict {
        /** Yes, all of it. */
        SAME,
        /** Yes, though one side has objects or fields that the other lacks. */
        ADDITIVE,
        /** No. */
        STOPPED
    }

    /**
     * A field that one side lacks.
     *
     * @param object full name
     * @param field its name
     * @param lackedBy name of the site without it
     */
    public record WaitingField(String object, String field, String lackedBy) {}

    /** Whether the module must not be synced. */
    public boolean isStopped() {
        return verdict == Verdict.STOPPED;
    }
}
