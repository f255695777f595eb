package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.digest.Entry;
import dev.parley.digest.Fingerprint;
import dev.parley.digest.Holding;
import dev.parley.digest.LeafHolding;
import dev.parley.digest.Leaves;
import dev.parley.digest.ListHolding;
import dev.parley.digest.Range;
import dev.parley.digest.Sketch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What the records of the link's business hold at this site, object by object, as one transaction sees it. What all rows come to is found out in
 * one pass, and kept for as long as the comparison goes on; never longer.
 */
final class ContentHoldings {

    /** So many records are read as they are; of more, fingerprints are made in one pass over all. */
    private static final int FEW = 20_000;

    private final Work work;
    private final Map<String, List<String>> fields;
    private final Map<String, Leaves> leaves;
    private final Map<String, Holding> known = new HashMap<>();

    /**
     * For one transaction.
     *
     * @param fields those of each object that both sites have
     * @param leaves what was found out in earlier transactions of the same comparison; it is added to
     */
    ContentHoldings(Work work, Map<String, List<String>> fields, Map<String, Leaves> leaves) {
        this.work = work;
        this.fields = fields;
        this.leaves = leaves;
    }

    Work work() {
        return work;
    }

    /** The rows of an object. */
    ContentRows rows(String object) {
        CatalogueObject of = work.catalogue.require(object);
        return new ContentRows(work, of, fields.getOrDefault(object, List.of()));
    }

    /** What all records of the object come to. */
    Fingerprint sum(String object) {
        return of(object).fingerprint(Range.ALL);
    }

    /** What is held of an object, all of which is looked at. */
    Holding of(String object) {
        return known.computeIfAbsent(object, name -> {
            ContentRows rows = rows(name);
            try {
                if (!rows.isOrdered()) {
                    return new ListHolding(rows.within(Range.ALL, Integer.MAX_VALUE));
                }
                if (!leaves.containsKey(name)) {
                    leaves.put(name, make(rows));
                }
                return new LeafHolding(
                        Objects.requireNonNull(leaves.get(name)), range -> listed(rows, range, Integer.MAX_VALUE));
            } catch (SQLException e) {
                throw new Holdings.ReadingFailed(e);
            }
        });
    }

    /** What is held of an object, of which some ranges are looked at that have about so many records in all. */
    Holding of(String object, long records) {
        boolean whole = records > FEW || known.containsKey(object) || leaves.containsKey(object);
        ContentRows rows = rows(object);
        return whole || !rows.isOrdered() ? of(object) : new Direct(object, rows);
    }

    private static Leaves make(ContentRows rows) throws SQLException {
        Sketch sketch = new Sketch();
        rows.all(sketch::add);
        int most = Sketch.most(sketch.count());
        List<Leaves.Leaf> cut = new ArrayList<>();
        for (Leaves.Leaf leaf : sketch.leaves()) {
            if (leaf.fingerprint().count() > 4L * most) {
                cut.addAll(Leaves.cut(leaf.range(), rows.within(leaf.range(), Integer.MAX_VALUE), most));
            } else {
                cut.add(leaf);
            }
        }
        return new Leaves(cut);
    }

    private static List<Entry> listed(ContentRows rows, Range range, int most) {
        try {
            return rows.within(range, most);
        } catch (SQLException e) {
            throw new Holdings.ReadingFailed(e);
        }
    }

    /** Ranges that are read as they are asked for, each at once; where one turns out to hold too much, all is looked at after all. */
    private final class Direct implements Holding {
        private final String object;
        private final ContentRows rows;
        private Range last = Range.ALL;
        private Optional<ListHolding> held = Optional.empty();

        Direct(String object, ContentRows rows) {
            this.object = object;
            this.rows = rows;
        }

        private Holding over(Range range) {
            if (held.isPresent() && last.covers(range)) {
                return held.get();
            }
            if (known.containsKey(object)) {
                return of(object);
            }
            List<Entry> entries = listed(rows, range, FEW);
            if (entries.size() > FEW) {
                return of(object);
            }
            last = range;
            held = Optional.of(new ListHolding(entries));
            return held.get();
        }

        @Override
        public Fingerprint fingerprint(Range range) {
            return over(range).fingerprint(range);
        }

        @Override
        public List<UUID> cuts(Range range, int parts) {
            return over(range).cuts(range, parts);
        }

        @Override
        public Iterator<Entry> entries(Range range) {
            return over(range).entries(range);
        }
    }

    /** What is done with what is held. */
    @FunctionalInterface
    interface Use<T> {
        T of(ContentHoldings holdings) throws SQLException;
    }

    /** Reads what is held, all as it is at one moment. */
    static <T> T read(
            SiteContext site,
            Work.Source source,
            Map<String, List<String>> fields,
            Map<String, Leaves> leaves,
            Use<T> use) {
        return site.database().reading(tx -> {
            try {
                return use.of(new ContentHoldings(source.in(tx), fields, leaves));
            } catch (Holdings.ReadingFailed e) {
                throw e.sql();
            }
        });
    }
}
