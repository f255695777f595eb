package dev.parley.digest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/** A set of entries that is small enough to be held as it is. */
public final class ListHolding implements Holding {

    private final List<Entry> entries;

    /**
     * Of these entries.
     *
     * @throws OutOfOrderException where they are not strictly ascending
     */
    public ListHolding(List<Entry> entries) {
        for (int i = 1; i < entries.size(); i++) {
            UUID last = entries.get(i - 1).record();
            UUID next = entries.get(i).record();
            if (UnsignedOrder.compare(last, next) >= 0) {
                throw new OutOfOrderException("the list", i, last, next);
            }
        }
        this.entries = List.copyOf(entries);
    }

    @Override
    public Fingerprint fingerprint(Range range) {
        return Fingerprint.of(within(range));
    }

    @Override
    public List<UUID> cuts(Range range, int parts) {
        return cuts(within(range), parts);
    }

    /** Where to cut so many entries of a range: at some of them, never at the first. */
    static List<UUID> cuts(List<Entry> entries, int parts) {
        List<UUID> cuts = new ArrayList<>();
        int last = 0;
        for (int part = 1; part < parts; part++) {
            int place = (int) ((long) entries.size() * part / parts);
            if (place > last) {
                cuts.add(entries.get(place).record());
                last = place;
            }
        }
        return cuts;
    }

    @Override
    public Iterator<Entry> entries(Range range) {
        return within(range).iterator();
    }

    private List<Entry> within(Range range) {
        int from = place(range.from());
        int to = range.to().map(this::place).orElse(entries.size());
        return entries.subList(from, to);
    }

    /** How many entries come before the uuid. */
    private int place(UUID uuid) {
        int from = 0;
        int to = entries.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (UnsignedOrder.compare(entries.get(middle).record(), uuid) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
