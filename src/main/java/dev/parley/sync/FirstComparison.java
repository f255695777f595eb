package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.digest.Fingerprint;
import dev.parley.digest.Leaves;
import dev.parley.digest.Range;
import dev.parley.store.DigestIndex;
import dev.parley.store.DigestIndex.Kept;
import dev.parley.store.FeedEntry;
import dev.parley.wire.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * Compares large objects for the first time, when nearly always all is the same, by what the databases add up. Fingerprints of ranges, which take
 * several times as long to be made, are made at the second comparison: then they are worth to be kept, and it is known by what this leaves.
 */
final class FirstComparison {

    private final SiteContext site;
    private final Work.Source source;

    /** At that site, of what the source sees. */
    FirstComparison(SiteContext site, Work.Source source) {
        this.site = site;
        this.source = source;
    }

    /** How many records each site has of each object. */
    record Counts(Map<CatalogueObject, Long> ours, Map<String, Long> theirs) {

        /** Those of which both have as many, and more than that. */
        List<CatalogueObject> same(long more) {
            return ours.keySet().stream()
                    .filter(object -> {
                        long here = ours.getOrDefault(object, 0L);
                        return here > more && theirs.getOrDefault(object.name(), 0L) == here;
                    })
                    .toList();
        }
    }

    /**
     * Those of the objects that were never compared before and are the same at both sites.
     *
     * @param elsewhere carries a request out while this site's database works
     */
    List<String> equal(Counts counts, Peer peer, Executor elsewhere) {
        List<String> fresh = site.database().reading(tx -> {
            Work work = source.in(tx);
            DigestIndex index = new DigestIndex(tx);
            List<String> names = new ArrayList<>();
            for (CatalogueObject object : counts.same((long) Holdings.BATCHES * site.batch())) {
                if (VersionIndex.serves(object)
                        && index.find(work.scope.business().toString(), object.name())
                                .isEmpty()) {
                    names.add(object.name());
                }
            }
            return names;
        });
        if (fresh.isEmpty()) {
            return List.of();
        }
        List<String> equal = new RowSumComparison(site, source, StampSums.ALL).equal(fresh, peer, elsewhere);
        if (!equal.isEmpty()) {
            site.database().inTransaction(tx -> {
                String business = source.in(tx).scope.business().toString();
                for (String object : equal) {
                    new DigestIndex(tx).save(business, object, NOTHING_YET);
                }
                return true;
            });
        }
        return equal;
    }

    /** No catalogue has that digest, so it is taken for nothing where fingerprints are looked for. */
    private static final Kept NOTHING_YET = new Kept(
            "",
            new FeedEntry.Place(0, new UUID(0, 0), OptionalLong.empty()),
            List.of(),
            new Leaves(List.of(new Leaves.Leaf(Range.ALL, Fingerprint.NONE))));
}
