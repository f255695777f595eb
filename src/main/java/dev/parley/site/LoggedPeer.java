package dev.parley.site;

import dev.parley.store.Link;
import dev.parley.store.LinkLog;
import dev.parley.store.StoreException;
import dev.parley.store.Tx;
import dev.parley.sync.LocalPeer;
import dev.parley.sync.SiteContext;
import dev.parley.wire.Block;
import dev.parley.wire.Checkpoint;
import dev.parley.wire.Comparison;
import dev.parley.wire.Cue;
import dev.parley.wire.Digest;
import dev.parley.wire.Exchange;
import dev.parley.wire.Found;
import dev.parley.wire.Likeness;
import dev.parley.wire.Listing;
import dev.parley.wire.Packet;
import dev.parley.wire.Peer;
import dev.parley.wire.Rehearsal;
import dev.parley.wire.SiteInfo;
import dev.parley.wire.Taken;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the other site, and writes into the link's log what went over: what the other one asks for within a minute is one entry. */
final class LoggedPeer implements Peer {

    private static final Logger LOG = LoggerFactory.getLogger(LoggedPeer.class);
    private static final String EVENT = "answered";
    private static final String INCREMENTAL = "incremental";
    private static final String PARTIAL = "partial";
    private static final long MINUTE = 60_000_000;

    private final Site site;
    private final Link link;
    private final Peer peer;

    LoggedPeer(Site site, SiteContext context, Link link) {
        this.site = site;
        this.link = link;
        this.peer = new LocalPeer(context, link.id(), this::answered);
    }

    /** A plan leaves no trace. */
    @Override
    public Peer planning() {
        return peer.planning();
    }

    /** Nor does a rehearsal. */
    @Override
    public Rehearsal rehearsing(Cue cue) {
        return peer.rehearsing(cue);
    }

    @Override
    public SiteInfo info(SiteInfo mine) {
        return peer.info(mine);
    }

    @Override
    public Exchange.Reply exchange(Exchange exchange) {
        return peer.exchange(exchange);
    }

    /** Exchanges are what others wait for most: so theirs goes with the rest of their transaction. */
    private void answered(Tx tx, Exchange.Reply reply) throws SQLException {
        Answered answered = Answered.taken(reply.taken())
                .plus(Answered.given(reply.packets().size()));
        if (!answered.isNothing()) {
            log(tx, INCREMENTAL, answered);
        }
    }

    @Override
    public Comparison compare() {
        return peer.compare();
    }

    @Override
    public Digest.Answer digest(Digest question) {
        return peer.digest(question);
    }

    @Override
    public Block rows(String object, List<UUID> records) {
        return peer.rows(object, records);
    }

    @Override
    public Taken mendLog() {
        return logged(peer.mendLog());
    }

    @Override
    public Taken mend(String object, List<UUID> records) {
        return logged(peer.mend(object, records));
    }

    @Override
    public Listing list(String object, Optional<UUID> after, int limit) {
        return peer.list(object, after, limit);
    }

    @Override
    public Found get(String object, List<UUID> records) {
        Found found = peer.get(object, records);
        log(PARTIAL, Answered.given(found.packets().size()));
        return found;
    }

    @Override
    public List<Packet> getFrom(String object, Optional<UUID> after, int limit) {
        List<Packet> packets = peer.getFrom(object, after, limit);
        log(PARTIAL, Answered.given(packets.size()));
        return packets;
    }

    @Override
    public Block block(String object, Optional<String> after, Block.Limit limit) {
        Block block = peer.block(object, after, limit);
        log(PARTIAL, Answered.given(block.rows().count() + block.packets().size()));
        return block;
    }

    @Override
    public Taken load(Block block) {
        return logged(peer.load(block));
    }

    @Override
    public Taken push(List<Packet> packets, Likeness likeness) {
        return logged(peer.push(packets, likeness));
    }

    @Override
    public void compared(Optional<Checkpoint> mine, Optional<Checkpoint> yours) {
        peer.compared(mine, yours);
    }

    private Taken logged(Taken taken) {
        log(PARTIAL, Answered.taken(taken));
        return taken;
    }

    private void log(String type, Answered answered) {
        if (answered.isNothing()) {
            return;
        }
        try {
            site.database().inTransaction(tx -> {
                log(tx, type, answered);
                return true;
            });
        } catch (StoreException e) {
            // The other site is to have its answer all the same.
            LOG.debug("event=answer_not_logged link={}", link.name(), e);
        }
    }

    private void log(Tx tx, String type, Answered answered) throws SQLException {
        long now = site.time().micros();
        new LinkLog(tx)
                .add(
                        link.id(),
                        new LinkLog.Entry(now, EVENT, type, answered.text(), 1),
                        last -> together(last, type, now, answered));
    }

    private static Optional<LinkLog.Entry> together(LinkLog.Entry last, String type, long now, Answered answered) {
        boolean sameSync = last.event().equals(EVENT) && last.code().equals(type) && last.at() / MINUTE == now / MINUTE;
        return sameSync
                ? Answered.ofText(last.message())
                        .map(before -> new LinkLog.Entry(
                                now, EVENT, type, before.plus(answered).text(), last.times() + 1))
                : Optional.empty();
    }
}
