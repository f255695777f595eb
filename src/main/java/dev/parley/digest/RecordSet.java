package dev.parley.digest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/** Stub until merged. */
public final class RecordSet implements Iterable<UUID> {
    private final List<UUID> all = new ArrayList<>();

    public void add(UUID u) {
        all.add(u);
    }

    public boolean contains(UUID u) {
        return all.contains(u);
    }

    @Override
    public Iterator<UUID> iterator() {
        return all.iterator();
    }
}
