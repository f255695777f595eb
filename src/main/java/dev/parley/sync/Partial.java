package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Part;
import dev.parley.digest.ListComparison;
import dev.parley.digest.RecordSet;
import dev.parley.store.FeedEntry;
import dev.parley.store.Link;
import dev.parley.store.Links;
import dev.parley.store.Sequencer;
import dev.parley.wire.Checkpoint;
import dev.parley.wire.Comparison;
import dev.parley.wire.Packet;
import dev.parley.wire.Peer;
import dev.parley.wire.Taken;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Compares which version each side has of every record, object by object, parents first, and exchanges what differs, whole. */
final class Partial {

    private final SiteContext site;
    private final long linkId;
    private final Peer peer;
    private final Part part;
    private final Handshake handshake;
    private Taken pulled = Taken.NOTHING;
    private Taken pushed = Taken.NOTHING;

    /** Of the objects of that part; whoever asks for one is not told that all was compared. */
    Partial(SiteContext site, long linkId, Peer peer, Part part) {
        this.site = site;
        this.linkId = linkId;
        this.peer = peer;
        this.part = part;
        this.handshake = new Handshake(site);
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
        Checkpoint mine = head(link);
        Comparison theirs = peer.compare();
        for (CatalogueObject object : site.catalogue().objects()) {
            if (part.has(object) && handshake.scope(link).objects().contains(object.name())) {
                object(link, object, theirs.records().getOrDefault(object.name(), 0L));
            }
        }
        if (part.isAll()) {
            finish(link, mine, theirs.head());
        }
    }

    private void object(Link link, CatalogueObject object, long theirs) {
        long ours = in(work -> new Lists(work).count(object));
        if (ours == 0 && theirs == 0) {
            return;
        }
        if (ours == 0) {
            if (link.direction().pulls()) {
                pullAll(object);
            }
        } else if (theirs == 0) {
            if (link.direction().pushes()) {
                pushAll(object);
            }
        } else {
            differences(link, object);
        }
    }

    private void pullAll(CatalogueObject object) {
        Optional<UUID> after = Optional.empty();
        while (true) {
            List<Packet> packets = peer.getFrom(object.name(), after, site.batch());
            if (packets.isEmpty()) {
                return;
            }
            after = Optional.of(packets.get(packets.size() - 1).record());
            take(packets, (tx, name, record) -> false);
        }
    }

    private void pushAll(CatalogueObject object) {
        Optional<UUID> after = Optional.empty();
        while (true) {
            Optional<UUID> from = after;
            List<Packet> packets = in(work -> new WholePages(work).after(object, from, site.batch()));
            if (packets.isEmpty()) {
                return;
            }
            after = Optional.of(packets.get(packets.size() - 1).record());
            pushed = pushed.plus(peer.push(packets));
        }
    }

    private void differences(Link link, CatalogueObject object) {
        RecordSet onlyHere = new RecordSet();
        RecordSet fromThem = new RecordSet();
        RecordSet toThem = new RecordSet();
        Pages here = new Pages((after, limit) -> in(work -> new Lists(work).page(object, after, limit)));
        Pages there = new Pages((after, limit) -> peer.list(object.name(), after, limit));
        ListComparison.compare(here, there, new ListComparison.Visitor() {
            @Override
            public void onlyLeft(ListComparison.Entry entry) {
                onlyHere.add(entry.record());
                toThem.add(entry.record());
            }

            @Override
            public void onlyRight(ListComparison.Entry entry) {
                fromThem.add(entry.record());
            }

            @Override
            public void differing(ListComparison.Entry left, ListComparison.Entry right) {
                fromThem.add(left.record());
                toThem.add(left.record());
            }
        });
        if (link.direction().pulls()) {
            inParts(fromThem, part -> {
                List<Packet> packets = peer.get(object.name(), part);
                take(packets, (tx, name, record) -> onlyHere.contains(record));
            });
        }
        if (link.direction().pushes()) {
            inParts(toThem, part -> {
                List<Packet> packets = in(work -> new Outgoing(work).whole(object, part));
                if (!packets.isEmpty()) {
                    pushed = pushed.plus(peer.push(packets));
                }
            });
        }
    }

    private void inParts(RecordSet records, Consumer<List<UUID>> taker) {
        List<UUID> part = new ArrayList<>();
        for (UUID record : records) {
            part.add(record);
            if (part.size() == site.batch()) {
                taker.accept(List.copyOf(part));
                part.clear();
            }
        }
        if (!part.isEmpty()) {
            taker.accept(part);
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
        peer.compared(pushes ? Optional.of(mine) : Optional.empty(), pulls ? Optional.of(theirs) : Optional.empty());
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

    private Checkpoint head(Link link) {
        return in(work -> work.log
                .last(link.business().toString())
                .map(Partial::checkpoint)
                .orElse(Checkpoint.START));
    }

    private static Checkpoint checkpoint(FeedEntry.Place place) {
        return new Checkpoint(place.seq(), place.uuid());
    }

    /** What is read of this site in a transaction of its own. */
    @FunctionalInterface
    private interface Reading<T> {
        T in(Work work) throws SQLException;
    }

    private <T> T in(Reading<T> reading) {
        return site.database()
                .reading(tx -> reading.in(new Work(site, tx, handshake.scope(Current.link(site, tx, linkId)))));
    }
}
