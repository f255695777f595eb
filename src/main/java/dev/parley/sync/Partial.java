package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Part;
import dev.parley.digest.Entry;
import dev.parley.digest.Holding;
import dev.parley.digest.ListComparison;
import dev.parley.digest.RecordSet;
import dev.parley.digest.Sizes;
import dev.parley.store.Link;
import dev.parley.store.Links;
import dev.parley.store.Sequencer;
import dev.parley.store.Tx;
import dev.parley.wire.Block;
import dev.parley.wire.Checkpoint;
import dev.parley.wire.Comparison;
import dev.parley.wire.Digest;
import dev.parley.wire.Peer;
import dev.parley.wire.Taken;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** Compares which version each side has of every record, object by object, parents first, and exchanges what differs, whole. */
final class Partial {

    private final SiteContext site;
    private final long linkId;
    private final Peer peer;
    private final Executor elsewhere;
    private final Part part;
    private final Parents parents;
    private final Handshake handshake;
    private final RangeComparison comparison;
    private final WholeExchange whole;
    private final Deque<Runnable> late = new ArrayDeque<>();
    private Taken loaded = Taken.NOTHING;

    /**
     * Of the objects of that part; whoever asks for one is not told that all was compared.
     *
     * @param elsewhere carries a request out while this thread reads
     */
    Partial(SiteContext site, long linkId, Peer peer, Executor elsewhere, Part part, Parents parents) {
        this.elsewhere = elsewhere;
        this.site = site;
        this.linkId = linkId;
        this.peer = peer;
        this.part = part;
        this.parents = parents;
        this.handshake = new Handshake(site);
        this.whole = new WholeExchange(site, linkId, peer, handshake, parents);
        this.comparison = new RangeComparison(peer, Digest.VERSION, Sizes.DEFAULT, new RangeComparison.Source() {
            @Override
            public <T> T read(Function<Function<String, Holding>, T> use) {
                return Holdings.read(site, Partial.this::work, holdings -> use.apply(holdings::of));
            }
        });
    }

    Taken pulled() {
        return loaded.plus(whole.pulled());
    }

    Taken pushed() {
        return whole.pushed();
    }

    void run() {
        new Sequencer(site.catalogue(), site.origin()).drain(site.database());
        Link link = Current.link(site, linkId);
        Checkpoint mine = begin();
        // Both count their rows at the same time.
        Underway<Comparison> asked = Underway.ask(peer::compare, elsewhere);
        Map<CatalogueObject, Long> ours = ours(link);
        Comparison theirs = asked.answer();
        Set<String> equal = equal(ours, theirs);
        Map<String, String> loaded = in(Work::unfinishedLoads);
        for (CatalogueObject object : site.catalogue().objects()) {
            String name = object.name();
            if (part.has(object) && ours.containsKey(object)) {
                if (loaded.containsKey(name) && link.direction().pulls()) {
                    pullAll(object, Optional.ofNullable(loaded.get(name)));
                }
                if (theirs.loaded().containsKey(name) && link.direction().pushes()) {
                    pushAll(object, Optional.ofNullable(theirs.loaded().get(name)));
                }
                object(link, object, theirs.records().getOrDefault(name, 0L), equal);
            }
        }
        late.forEach(Runnable::run);
        if (part.isAll()) {
            finish(link, mine, theirs.head());
        }
    }

    private Map<CatalogueObject, Long> ours(Link link) {
        Set<String> synced = handshake.scope(link).objects();
        return in(work -> {
            Map<CatalogueObject, Long> ours = new LinkedHashMap<>();
            for (CatalogueObject object : site.catalogue().objects()) {
                if (synced.contains(object.name())) {
                    ours.put(object, new Holdings(work).count(object));
                }
            }
            return ours;
        });
    }

    /** The objects that both sites have records of, and the same. */
    private Set<String> equal(Map<CatalogueObject, Long> ours, Comparison theirs) {
        List<String> both = new ArrayList<>();
        ours.forEach((object, count) -> {
            if (count > 0 && theirs.records().getOrDefault(object.name(), 0L) > 0) {
                both.add(object.name());
            }
        });
        List<String> open = new ArrayList<>(both);
        open.removeAll(new FirstComparison(site, this::work)
                .equal(new FirstComparison.Counts(ours, theirs.records()), peer, elsewhere));
        Set<String> equal = new HashSet<>(both);
        comparison.unequal(open, elsewhere).forEach(equal::remove);
        return equal;
    }

    private void object(Link link, CatalogueObject object, long theirs, Set<String> equal) {
        if (equal.contains(object.name())) {
            return;
        }
        long ours = in(work -> new Holdings(work).count(object));
        if (ours == 0 && theirs == 0) {
            return;
        }
        if (ours == 0) {
            if (link.direction().pulls()) {
                pullAll(object, Optional.empty());
            }
        } else if (theirs == 0) {
            if (link.direction().pushes()) {
                pushAll(object, Optional.empty());
            }
        } else {
            differences(link, object);
        }
    }

    private void pullAll(CatalogueObject object, Optional<String> after) {
        Block.Limit limit = site.loads().block();
        each(after, from -> peer.block(object.name(), from, limit), block -> {
            parents.fetch(block);
            Taken taken = site.database().inTransaction(tx -> new Loading(
                            site, tx, handshake.scope(Current.link(site, tx, linkId)), TwinTest.NEVER)
                    .take(block));
            loaded = loaded.plus(taken);
        });
    }

    private void pushAll(CatalogueObject object, Optional<String> after) {
        Block.Limit limit = site.loads().block();
        each(after, from -> in(work -> new Blocks(work).after(object, from, limit)), block -> {
            parents.give(block);
            whole.took(object, peer.load(block));
        });
    }

    private void each(Optional<String> after, Function<Optional<String>, Block> blocks, Consumer<Block> taker) {
        // What goes ahead of a block is asked for over the same line.
        if (site.loads().ahead() && part.isAll()) {
            BlocksAhead.each(after, blocks, taker);
        } else {
            BlocksAhead.eachInTurn(after, blocks, taker);
        }
    }

    private void differences(Link link, CatalogueObject object) {
        List<UUID> here = new ArrayList<>();
        List<UUID> get = new ArrayList<>();
        List<UUID> give = new ArrayList<>();
        comparison.differences(object.name(), new ListComparison.Visitor() {
            @Override
            public void onlyLeft(Entry entry) {
                here.add(entry.record());
                give.add(entry.record());
            }

            @Override
            public void onlyRight(Entry entry) {
                get.add(entry.record());
            }

            @Override
            public void differing(Entry left, Entry right) {
                get.add(left.record());
                give.add(left.record());
            }
        });
        RecordSet onlyHere = RecordSet.of(here);
        TwinTest twins = (tx, name, record) -> onlyHere.contains(record);
        Set<UUID> goneThere = link.direction().pulls() ? whole.pullPresent(object, RecordSet.of(get), twins) : Set.of();
        Set<UUID> goneHere = link.direction().pushes() ? whole.pushPresent(object, RecordSet.of(give)) : Set.of();
        late.addFirst(() -> {
            whole.pull(object, RecordSet.of(List.copyOf(goneThere)), twins);
            whole.push(object, RecordSet.of(List.copyOf(goneHere)));
        });
    }

    private void finish(Link link, Checkpoint mine, Checkpoint theirs) {
        boolean pushes = link.direction().pushes();
        boolean pulls = link.direction().pulls();
        peer.compared(pushes ? Optional.of(mine) : Optional.empty(), Optional.of(theirs));
        site.database().inTransaction(tx -> {
            Links links = new Links(tx, site.origin().time());
            if (pulls) {
                links.received(linkId, new Link.Place(theirs.seq(), theirs.uuid()));
            }
            if (pushes) {
                links.sent(linkId, new Link.Place(mine.seq(), mine.uuid()));
            }
            links.compareDue(linkId, false);
            return true;
        });
    }

    /**
     * Marks the place in our feed. A comparison that is cut off is due again, since what it took stands after the place up to which the
     * checkpoints speak.
     */
    private Checkpoint begin() {
        return site.database().inTransaction(tx -> {
            Work work = new Work(site, tx, handshake.scope(Current.link(site, tx, linkId)));
            work.log.lock();
            new Links(tx, site.origin().time()).compareDue(linkId, true);
            return work.beginComparison();
        });
    }

    private Work work(Tx tx) throws SQLException {
        return new Work(site, tx, handshake.scope(Current.link(site, tx, linkId)));
    }

    /** What is read of this site in a transaction of its own. */
    @FunctionalInterface
    private interface Reading<T> {
        T in(Work work) throws SQLException;
    }

    private <T> T in(Reading<T> reading) {
        return site.database().reading(tx -> reading.in(work(tx)));
    }
}
