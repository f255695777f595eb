package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Part;
import dev.parley.digest.Entry;
import dev.parley.digest.Holding;
import dev.parley.digest.ListComparison;
import dev.parley.digest.RecordSet;
import dev.parley.digest.Sizes;
import dev.parley.merge.RecordState;
import dev.parley.store.Link;
import dev.parley.store.Links;
import dev.parley.store.Sequencer;
import dev.parley.store.Tx;
import dev.parley.wire.Block;
import dev.parley.wire.Checkpoint;
import dev.parley.wire.Comparison;
import dev.parley.wire.Digest;
import dev.parley.wire.Doubt;
import dev.parley.wire.Found;
import dev.parley.wire.Likeness;
import dev.parley.wire.Packet;
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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Compares which version each side has of every record, object by object, parents first, and exchanges what differs, whole. */
final class Partial {

    private final SiteContext site;
    private final long linkId;
    private final Peer peer;
    private final Part part;
    private final Handshake handshake;
    private final RangeComparison comparison;
    private final Deque<Runnable> late = new ArrayDeque<>();
    private Taken pulled = Taken.NOTHING;
    private Taken pushed = Taken.NOTHING;

    /** Of the objects of that part; whoever asks for one is not told that all was compared. */
    Partial(SiteContext site, long linkId, Peer peer, Part part) {
        this.site = site;
        this.linkId = linkId;
        this.peer = peer;
        this.part = part;
        this.handshake = new Handshake(site);
        this.comparison = new RangeComparison(peer, Digest.VERSION, Sizes.DEFAULT, new RangeComparison.Source() {
            @Override
            public <T> T read(Function<Function<String, Holding>, T> use) {
                return Holdings.read(site, Partial.this::work, holdings -> use.apply(holdings::of));
            }
        });
    }

    Taken pulled() {
        return pulled;
    }

    Taken pushed() {
        return pushed;
    }

    void run() {
        new Sequencer(site.catalogue(), site.origin()).drain(site.database());
        Link link = Current.link(site, linkId);
        Checkpoint mine = begin();
        Comparison theirs = peer.compare();
        Map<CatalogueObject, Long> ours = ours(link);
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
        Set<String> equal = new HashSet<>(both);
        comparison.unequal(both).forEach(equal::remove);
        return equal;
    }

    private void object(Link link, CatalogueObject object, long theirs, Set<String> equal) {
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
        } else if (!equal.contains(object.name())) {
            differences(link, object);
        }
    }

    private void pullAll(CatalogueObject object, Optional<String> after) {
        Block.Limit limit = site.loads().block();
        each(after, from -> peer.block(object.name(), from, limit), block -> {
            Taken taken = site.database().inTransaction(tx -> new Loading(
                            site, tx, handshake.scope(Current.link(site, tx, linkId)), TwinTest.NEVER)
                    .take(block));
            pulled = pulled.plus(taken);
        });
    }

    private void pushAll(CatalogueObject object, Optional<String> after) {
        Block.Limit limit = site.loads().block();
        each(
                after,
                from -> in(work -> new Blocks(work).after(object, from, limit)),
                block -> pushed(object, peer.load(block)));
    }

    private void each(Optional<String> after, Function<Optional<String>, Block> blocks, Consumer<Block> taker) {
        if (site.loads().ahead()) {
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
        RecordSet fromThem = RecordSet.of(get);
        RecordSet toThem = RecordSet.of(give);
        TwinTest twins = (tx, name, record) -> onlyHere.contains(record);
        Set<UUID> goneThere = new HashSet<>();
        Set<UUID> goneHere = new HashSet<>();
        if (link.direction().pulls()) {
            inParts(fromThem, part -> {
                Found found = peer.get(object.name(), part);
                take(present(found.packets(), goneThere), twins);
                return found.answered(part.size());
            });
        }
        if (link.direction().pushes()) {
            inParts(toThem, part -> {
                Found found = in(work -> new Outgoing(work).found(object, part));
                push(object, present(found.packets(), goneHere));
                return found.answered(part.size());
            });
        }
        late.addFirst(() -> {
            inParts(RecordSet.of(List.copyOf(goneThere)), part -> {
                Found found = peer.get(object.name(), part);
                take(found.packets(), twins);
                return found.answered(part.size());
            });
            inParts(RecordSet.of(List.copyOf(goneHere)), part -> {
                Found found = in(work -> new Outgoing(work).found(object, part));
                push(object, found.packets());
                return found.answered(part.size());
            });
        });
    }

    /**
     * Those of the records that exist. The others wait until what refers to them has gone or refers to something else, so that none of them has to
     * stay for the sake of a record that is next.
     */
    private static List<Packet> present(List<Packet> packets, Set<UUID> gone) {
        List<Packet> present = new ArrayList<>();
        for (Packet packet : packets) {
            if (packet.row().isPresent() || RecordState.of(packet.changes()).exists()) {
                present.add(packet);
            } else {
                gone.add(packet.record());
            }
        }
        return present;
    }

    private void push(CatalogueObject object, List<Packet> packets) {
        if (!packets.isEmpty()) {
            pushed(object, peer.push(packets));
        }
    }

    /** Says of what was in doubt there whether it is one with what it resembles: it is, where we have nothing else that could be that. */
    private void pushed(CatalogueObject object, Taken taken) {
        pushed = pushed.plus(taken.withoutDoubts());
        if (taken.doubts().isEmpty()) {
            return;
        }
        new Sequencer(site.catalogue(), site.origin()).drain(site.database());
        Set<UUID> ours = in(work -> ours(work, object, taken.doubts()));
        for (boolean both : new boolean[] {false, true}) {
            List<UUID> records = taken.doubts().stream()
                    .filter(doubt -> ours.contains(doubt.like()) == both)
                    .map(Doubt::record)
                    .toList();
            inParts(RecordSet.of(records), part -> {
                Found found = in(work -> new Outgoing(work).found(object, part));
                pushed = pushed.plus(peer.push(found.packets(), both ? Likeness.TWO : Likeness.ONE));
                return found.answered(part.size());
            });
        }
    }

    /** Those of the records that what arrived there resembles which are here too. */
    private static Set<UUID> ours(Work work, CatalogueObject object, List<Doubt> doubts) throws SQLException {
        List<UUID> like = doubts.stream().map(Doubt::like).toList();
        Set<UUID> here = new HashSet<>();
        for (Packet packet : new Outgoing(work).whole(object, like)) {
            here.addAll(work.maps.names(object.name(), packet.record()));
        }
        return here;
    }

    /** Hands the records on in parts; the taker says how many of a part, from the first on, it was done with. */
    private void inParts(RecordSet records, ToIntFunction<List<UUID>> taker) {
        List<UUID> part = new ArrayList<>();
        for (UUID record : records) {
            part.add(record);
            if (part.size() == site.batch()) {
                part.subList(0, taker.applyAsInt(List.copyOf(part))).clear();
            }
        }
        while (!part.isEmpty()) {
            part.subList(0, taker.applyAsInt(List.copyOf(part))).clear();
        }
    }

    private void take(List<Packet> packets, TwinTest twins) {
        if (packets.isEmpty()) {
            return;
        }
        Taken taken = site.database()
                .inTransaction(tx -> new Apply(site, tx, handshake.scope(Current.link(site, tx, linkId)), true, twins)
                        .take(packets));
        pulled = pulled.plus(taken);
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
