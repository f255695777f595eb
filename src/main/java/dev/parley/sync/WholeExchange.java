package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.digest.RecordSet;
import dev.parley.merge.RecordState;
import dev.parley.store.Sequencer;
import dev.parley.store.Tx;
import dev.parley.wire.Doubt;
import dev.parley.wire.Found;
import dev.parley.wire.Likeness;
import dev.parley.wire.Packet;
import dev.parley.wire.Peer;
import dev.parley.wire.Taken;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;

/** Exchanges records with the other site of a link, whole, as many at a time as go in one request. */
final class WholeExchange {

    private final SiteContext site;
    private final long linkId;
    private final Peer peer;
    private final Handshake handshake;
    private final Parents parents;
    private Taken pulled = Taken.NOTHING;
    private Taken pushed = Taken.NOTHING;

    WholeExchange(SiteContext site, long linkId, Peer peer, Handshake handshake, Parents parents) {
        this.parents = parents;
        this.site = site;
        this.linkId = linkId;
        this.peer = peer;
        this.handshake = handshake;
    }

    /** What became of what was fetched. */
    Taken pulled() {
        return pulled;
    }

    /** What became at the other site of what was given. */
    Taken pushed() {
        return pushed;
    }

    /** Fetches these records and takes them in. */
    void pull(CatalogueObject object, RecordSet records, TwinTest twins) {
        inParts(records, part -> {
            Found found = peer.get(object.name(), part);
            take(found.packets(), twins);
            return found.answered(part.size());
        });
    }

    /** Gives these records to the other site. */
    void push(CatalogueObject object, RecordSet records) {
        inParts(records, part -> {
            Found found = in(work -> new Outgoing(work).found(object, part));
            if (!found.packets().isEmpty()) {
                parents.give(found.packets());
                took(object, peer.push(found.packets()));
            }
            return found.answered(part.size());
        });
    }

    /** Fetches these records and takes those in that exist; gives the others. */
    Set<UUID> pullPresent(CatalogueObject object, RecordSet records, TwinTest twins) {
        Set<UUID> gone = new HashSet<>();
        inParts(records, part -> {
            Found found = peer.get(object.name(), part);
            take(present(found.packets(), gone), twins);
            return found.answered(part.size());
        });
        return gone;
    }

    /** Gives those of these records to the other site that exist; tells the others. */
    Set<UUID> pushPresent(CatalogueObject object, RecordSet records) {
        Set<UUID> gone = new HashSet<>();
        inParts(records, part -> {
            Found found = in(work -> new Outgoing(work).found(object, part));
            List<Packet> present = present(found.packets(), gone);
            if (!present.isEmpty()) {
                parents.give(present);
                took(object, peer.push(present));
            }
            return found.answered(part.size());
        });
        return gone;
    }

    /**
     * Those of the records that exist. The others wait until what refers to them has gone or refers to something else, so that none of them has to
     * stay for the sake of a record that is next.
     */
    private static List<Packet> present(List<Packet> packets, Set<UUID> gone) {
        List<Packet> present = new ArrayList<>();
        for (Packet packet : packets) {
            if (packet.row().isPresent()
                    || packet.isNaming()
                    || RecordState.of(packet.changes()).exists()) {
                present.add(packet);
            } else {
                gone.add(packet.record());
            }
        }
        return present;
    }

    /** Notes what the other site took. Says of what was in doubt there whether it is one with what it resembles: it is, where we have nothing else that could be that. */
    void took(CatalogueObject object, Taken taken) {
        pushed = pushed.plus(taken.withoutDoubts());
        if (taken.doubts().isEmpty()) {
            return;
        }
        new Sequencer(site.catalogue(), site.origin()).drain(site.database());
        List<UUID> like = taken.doubts().stream().map(Doubt::like).toList();
        Set<UUID> known = in(work -> KnownHere.of(work, object, like));
        Set<UUID> two = new HashSet<>();
        Set<UUID> one = new HashSet<>();
        taken.doubts().forEach(doubt -> (known.contains(doubt.like()) ? two : one).add(doubt.record()));
        one.removeAll(two);
        for (boolean both : new boolean[] {false, true}) {
            inParts(RecordSet.of(List.copyOf(both ? two : one)), part -> {
                Found found = in(work -> new Outgoing(work).found(object, part));
                pushed = pushed.plus(peer.push(found.packets(), both ? Likeness.TWO : Likeness.ONE));
                return found.answered(part.size());
            });
        }
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
        parents.fetch(packets);
        Taken taken = site.database()
                .inTransaction(tx -> new Apply(site, tx, handshake.scope(Current.link(site, tx, linkId)), true, twins)
                        .take(packets));
        pulled = pulled.plus(taken);
    }

    /** What is read of this site in a transaction of its own. */
    @FunctionalInterface
    private interface Reading<T> {
        T in(Work work) throws SQLException;
    }

    private <T> T in(Reading<T> reading) {
        return site.database().reading(tx -> reading.in(work(tx)));
    }

    private Work work(Tx tx) throws SQLException {
        return new Work(site, tx, handshake.scope(Current.link(site, tx, linkId)));
    }
}
