package dev.parley.sync;

import dev.parley.digest.Entry;
import dev.parley.digest.Fingerprint;
import dev.parley.digest.Holding;
import dev.parley.digest.Leaves;
import dev.parley.digest.ListComparison;
import dev.parley.digest.Reconciliation;
import dev.parley.digest.Sizes;
import dev.parley.merge.Value;
import dev.parley.store.Sequencer;
import dev.parley.store.Tx;
import dev.parley.wire.Digest;
import dev.parley.wire.Peer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Compares the content of records at both sites of a link: both add up their rows at the same time, then ranges that differ are taken apart.
 * What it finds may have been altered since, so whoever acts on it looks again.
 */
final class ContentComparison {

    /** So many records are told of at once. */
    private static final int PART = 500;

    private final SiteContext site;
    private final long linkId;
    private final Peer peer;
    private final Executor elsewhere;
    private final Handshake handshake;
    private final Map<String, List<String>> fields;
    private final Map<String, Leaves> leaves = new HashMap<>();
    private final RangeComparison ranges;

    /** Is told of records that differ, some at a time. No transaction is open. */
    @FunctionalInterface
    interface Sink {
        void differing(String object, List<UUID> records);
    }

    /**
     * What all objects come to at both sites.
     *
     * @param here at this one
     * @param there at the other
     */
    record Sums(Fingerprint here, Fingerprint there) {}

    /** Over a link, after a handshake. */
    ContentComparison(SiteContext site, long linkId, Peer peer, Executor elsewhere) {
        this.site = site;
        this.linkId = linkId;
        this.peer = peer;
        this.elsewhere = elsewhere;
        this.handshake = new Handshake(site);
        this.fields = handshake.fields(Current.link(site, linkId));
        this.ranges = new RangeComparison(peer, Digest.CONTENT, Sizes.CONTENT, new RangeComparison.Source() {
            @Override
            public <T> T read(Function<Function<String, Holding>, T> use) {
                return ContentComparison.this.read(holdings -> use.apply(holdings::of));
            }
        });
    }

    /** The fields of the object that both sites have. */
    List<String> fields(String object) {
        return fields.getOrDefault(object, List.of());
    }

    /** Those of these objects of which the two sites do not hold the same. Where both databases can tell by themselves, no row is read. */
    List<String> unlike(List<String> objects) {
        List<String> open = new ArrayList<>(objects);
        open.removeAll(new RowSumComparison(site, this::work, RowSumComparison.Sums.ofRows(fields))
                .equal(objects, peer, elsewhere));
        new Sequencer(site.catalogue(), site.origin()).drain(site.database());
        return ranges.unequal(open, elsewhere);
    }

    /** Compares these objects; tells of each record that differs once. */
    Sums run(List<String> objects, Sink sink) {
        Underway<Map<String, Fingerprint>> asked = Underway.ask(() -> ranges.sums(objects), elsewhere);
        new Sequencer(site.catalogue(), site.origin()).drain(site.database());
        Map<String, Fingerprint> ours = read(holdings -> {
            Map<String, Fingerprint> sums = new LinkedHashMap<>();
            objects.forEach(object -> sums.put(object, holdings.sum(object)));
            return sums;
        });
        Map<String, Fingerprint> theirs = asked.answer();
        differences(ours, theirs, sink);
        return new Sums(total(ours), total(theirs));
    }

    private static Fingerprint total(Map<String, Fingerprint> sums) {
        return sums.values().stream().reduce(Fingerprint.NONE, Fingerprint::plus);
    }

    private void differences(Map<String, Fingerprint> ours, Map<String, Fingerprint> theirs, Sink sink) {
        Map<String, List<UUID>> found = new LinkedHashMap<>();
        Reconciliation reconciliation = new Reconciliation(
                List.of(), Sizes.CONTENT, object -> visitor(found.computeIfAbsent(object, key -> new ArrayList<>())));
        read(holdings -> {
            ours.forEach((object, sum) -> {
                Fingerprint other = Objects.requireNonNull(theirs.get(object));
                if (!sum.equals(other)) {
                    reconciliation.told(object, other, holdings.of(object));
                }
            });
            return true;
        });
        tell(found, sink);
        ranges.finish(reconciliation, () -> tell(found, sink));
    }

    private static ListComparison.Visitor visitor(List<UUID> found) {
        return new ListComparison.Visitor() {
            @Override
            public void onlyLeft(Entry entry) {
                found.add(entry.record());
            }

            @Override
            public void onlyRight(Entry entry) {
                found.add(entry.record());
            }

            @Override
            public void differing(Entry left, Entry right) {
                found.add(left.record());
            }
        };
    }

    private static void tell(Map<String, List<UUID>> found, Sink sink) {
        found.forEach((object, records) -> {
            for (int from = 0; from < records.size(); from += PART) {
                sink.differing(object, List.copyOf(records.subList(from, Math.min(records.size(), from + PART))));
            }
        });
        found.clear();
    }

    /** What rows of these records hold here. */
    Map<UUID, Map<String, Value>> here(String object, List<UUID> records) {
        return site.database().reading(tx -> {
            Work work = work(tx);
            return ShownRows.read(new ShownRows(work, site.catalogue().require(object), fields(object)).of(records));
        });
    }

    private Work work(Tx tx) throws SQLException {
        return new Work(site, tx, handshake.scope(Current.link(site, tx, linkId)));
    }

    /** What they hold at the other site. */
    Map<UUID, Map<String, Value>> there(String object, List<UUID> records) {
        return ShownRows.read(peer.rows(object, records));
    }

    private <T> T read(ContentHoldings.Use<T> use) {
        return ContentHoldings.read(site, this::work, fields, leaves, use);
    }
}
