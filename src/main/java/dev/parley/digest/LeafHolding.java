package dev.parley.digest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** A set of entries of which only an index is at hand; leaves are read where a range cuts through them, and some are kept. */
public final class LeafHolding implements Holding {

    private static final int KEPT = 64;

    private final Leaves leaves;
    private final Function<Range, List<Entry>> reader;
    private final Map<Range, ListHolding> kept = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Range, ListHolding> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * Of an index.
     *
     * @param reader reads what is in a leaf, in order of uuid
     */
    public LeafHolding(Leaves leaves, Function<Range, List<Entry>> reader) {
        this.leaves = leaves;
        this.reader = reader;
    }

    @Override
    public Fingerprint fingerprint(Range range) {
        if (range.equals(Range.ALL)) {
            return leaves.all();
        }
        Fingerprint sum = Fingerprint.NONE;
        for (Leaves.Leaf leaf : leaves.over(range)) {
            boolean whole = range.covers(leaf.range());
            sum = sum.plus(whole ? leaf.fingerprint() : read(leaf.range()).fingerprint(range));
        }
        return sum;
    }

    /** Where leaves begin, so that nothing has to be read; only within a leaf at entries. */
    @Override
    public List<UUID> cuts(Range range, int parts) {
        List<Leaves.Leaf> over = leaves.over(range);
        List<UUID> cuts = cuts(range, over, parts);
        if (!cuts.isEmpty()) {
            return cuts;
        }
        List<Entry> entries = new ArrayList<>();
        entries(range).forEachRemaining(entries::add);
        return ListHolding.cuts(entries, parts);
    }

    /** All beginnings where they are few enough, else those that are as near as can be to equal parts. */
    private static List<UUID> cuts(Range range, List<Leaves.Leaf> over, int parts) {
        boolean all = over.size() <= parts;
        List<UUID> cuts = new ArrayList<>();
        long total = 0;
        for (Leaves.Leaf leaf : over) {
            total += leaf.fingerprint().count();
        }
        long before = 0;
        for (Leaves.Leaf leaf : over) {
            UUID begin = leaf.range().from();
            boolean here = all || (before * parts >= total * (cuts.size() + 1) && cuts.size() + 1 < parts);
            if (here && range.isCutBy(begin)) {
                cuts.add(begin);
            }
            before += leaf.fingerprint().count();
        }
        return cuts;
    }

    @Override
    public Iterator<Entry> entries(Range range) {
        Iterator<Leaves.Leaf> over = leaves.over(range).iterator();
        return new Iterator<>() {
            private Iterator<Entry> within = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!within.hasNext() && over.hasNext()) {
                    within = read(over.next().range()).entries(range);
                }
                return within.hasNext();
            }

            @Override
            public Entry next() {
                return within.next();
            }
        };
    }

    private ListHolding read(Range leaf) {
        ListHolding known = kept.get(leaf);
        if (known == null) {
            known = new ListHolding(reader.apply(leaf));
            kept.put(leaf, known);
        }
        return known;
    }
}
