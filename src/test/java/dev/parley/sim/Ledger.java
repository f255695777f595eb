package dev.parley.sim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every value that an application has committed; each is unlike any other. */
final class Ledger {

    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> excused = new HashSet<>();

    /**
     * A committed value.
     *
     * @param user who wrote it; empty where the application did not say
     */
    record Entry(SimSite site, int step, Tables.Table table, String value, String user) {}

    void add(List<Entry> committed) {
        entries.addAll(committed);
    }

    /** A site is put back to a backup: what was committed there since and is in no other site's log may be lost. */
    void restored(SimSite site, int backupStep, Set<String> knownElsewhere) {
        for (Entry entry : entries) {
            if (entry.site() == site && entry.step() > backupStep && !knownElsewhere.contains(entry.value())) {
                excused.add(entry.value());
            }
        }
    }

    /** What must be in every site's history. */
    List<Entry> due() {
        return entries.stream()
                .filter(entry -> !excused.contains(entry.value()))
                .toList();
    }
}
