package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.store.ChangeLog;
import dev.parley.store.Glance;
import dev.parley.store.Link;
import dev.parley.store.Links;
import dev.parley.store.Sequencer;
import dev.parley.store.Tx;
import dev.parley.wire.Block;
import dev.parley.wire.Checkpoint;
import dev.parley.wire.Comparison;
import dev.parley.wire.Cue;
import dev.parley.wire.Digest;
import dev.parley.wire.ErrorCode;
import dev.parley.wire.Exchange;
import dev.parley.wire.Exchange.Outcome;
import dev.parley.wire.Foretold;
import dev.parley.wire.Found;
import dev.parley.wire.Likeness;
import dev.parley.wire.Listing;
import dev.parley.wire.Packet;
import dev.parley.wire.Peer;
import dev.parley.wire.PeerException;
import dev.parley.wire.Playhouse;
import dev.parley.wire.RecordName;
import dev.parley.wire.Rehearsal;
import dev.parley.wire.SiteInfo;
import dev.parley.wire.Taken;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** This site as the other side of a link sees it: serves the link's business, and nothing else. */
public final class LocalPeer implements Peer, Playhouse {

    private static final int NEEDS = 200;

    private final SiteContext site;
    private final long linkId;
    private final Handshake handshake;
    private final Sequencer sequencer;
    private final boolean planning;
    private final Answering answering;

    /**
     * Serves a link.
     *
     * @param linkId number of the link at this site
     */
    public LocalPeer(SiteContext site, long linkId) {
        this(site, linkId, false, Answering.SILENT);
    }

    /** Serves a link, and says what exchanges over it came to. */
    public LocalPeer(SiteContext site, long linkId, Answering answering) {
        this(site, linkId, false, answering);
    }

    private LocalPeer(SiteContext site, long linkId, boolean planning, Answering answering) {
        this.answering = answering;
        this.site = site;
        this.linkId = linkId;
        this.planning = planning;
        this.handshake = new Handshake(site);
        this.sequencer = new Sequencer(site.catalogue(), site.origin());
    }

    private Link link(Tx tx) throws SQLException {
        return new Links(tx, site.origin().time())
                .byId(linkId)
                .orElseThrow(() -> new PeerException("link_removed", "This link was removed at " + site.name() + "."));
    }

    private Work work(Tx tx) throws SQLException {
        return work(tx, link(tx));
    }

    private Work work(Tx tx, Link link) {
        return new Work(
                site, tx, planning ? new LinkScope(link, site.catalogue().names()) : handshake.scope(link));
    }

    @Override
    public Peer planning() {
        return new LocalPeer(site, linkId, true, Answering.SILENT);
    }

    @Override
    public Rehearsal rehearsing(Cue cue) {
        return new Rehearsing(this, cue);
    }

    @Override
    public <T> T rehearse(Cue cue, Function<Peer, T> play) {
        return new Stage(site, linkId, cue).play(played -> play.apply(new LocalPeer(played, linkId)));
    }

    @Override
    public List<Foretold> foretell(Cue cue, Consumer<Peer> play) {
        return new Stage(site, linkId, cue).foretell(played -> play.accept(new LocalPeer(played, linkId)));
    }

    private void refusePlanning() {
        if (planning) {
            throw ErrorCode.PLAN_ONLY.refuse(
                    "A plan changes nothing at %s.".formatted(site.name()),
                    "Leave out the argument plan to have it carried out.");
        }
    }

    private CatalogueObject object(Work work, String name) {
        return RangeAnswers.object(site, work, name);
    }

    @Override
    public SiteInfo info(SiteInfo theirs) {
        if (planning) {
            return site.database().reading(tx -> {
                Link link = link(tx);
                handshake.check(link, theirs);
                return handshake.mine(tx, link.business());
            });
        }
        return site.database().inTransaction(tx -> {
            Link link = link(tx);
            handshake.check(link, theirs);
            handshake.keep(tx, link, theirs);
            return handshake.mine(tx, link.business());
        });
    }

    @Override
    public Exchange.Reply exchange(Exchange exchange) {
        if (planning) {
            sequencer.drain(site.database());
            return site.database().reading(tx -> {
                Link link = link(tx);
                return exchange(tx, link, exchange, glance(tx, link, exchange));
            });
        }
        try {
            return site.database().inTransaction(tx -> atOnce(tx, exchange)).orElseGet(() -> afterTakingIn(exchange));
        } catch (Inquiry.OpenException open) {
            return Exchange.Reply.inDoubt(exchange.from(), exchange.since(), open.records());
        }
    }

    /** Answers, unless something is captured, which is to be made changes of before. */
    private Optional<Exchange.Reply> atOnce(Tx tx, Exchange exchange) throws SQLException {
        ChangeLog log = new ChangeLog(tx);
        if (exchange.pushes()) {
            log.lock();
        }
        Link link = link(tx);
        Glance glance = glance(tx, link, exchange);
        if (glance.captured()) {
            return Optional.empty();
        }
        boolean quiet = exchange.needs().isEmpty() && !glance.held() && !(exchange.pull() && glance.news());
        if (!quiet && !exchange.pushes()) {
            log.lock();
        }
        // Where nothing is written but how far the other site has come, nobody who writes to the log has to wait.
        return Optional.of(exchange(tx, link, exchange, glance));
    }

    private Glance glance(Tx tx, Link link, Exchange exchange) throws SQLException {
        return Glance.over(
                tx,
                site.catalogue(),
                link,
                exchange.since().seq(),
                site.origin().time().micros());
    }

    /**
     * Makes changes of what is captured, one round at a time, so that the other site takes what there is while more is made ready. Where there is
     * something for it already, and much is captured, that goes first.
     */
    private Exchange.Reply afterTakingIn(Exchange exchange) {
        boolean goesFirst = exchange.pull()
                && sequencer.hasMuch(site.database())
                && site.database()
                        .inTransaction(tx -> glance(tx, link(tx), exchange).news());
        boolean rest = goesFirst || sequencer.round(site.database());
        Exchange.Reply reply = site.database().inTransaction(tx -> {
            new ChangeLog(tx).lock();
            Link link = link(tx);
            return exchange(tx, link, exchange, glance(tx, link, exchange));
        });
        return rest && reply.outcome() == Outcome.DONE && exchange.pull() ? reply.withMore() : reply;
    }

    private Exchange.Reply exchange(Tx tx, Link link, Exchange exchange, Glance glance) throws SQLException {
        Checkpoint received =
                new Checkpoint(link.received().seq(), link.received().uuid());
        refuseDirection(link, exchange.pushes(), exchange.pull());
        if (exchange.pushes()) {
            refusePlanning();
        }
        String digest = site.catalogue().digest();
        boolean known = exchange.myDigest().equals(link.remoteDigest())
                && exchange.yourDigest().equals(digest)
                && link.myDigest().equals(digest);
        if (!known) {
            return nothing(Outcome.HANDSHAKE_NEEDED, received, exchange);
        }
        boolean sinceKnown = !exchange.pull()
                || exchange.since().seq() == 0
                || isEnd(glance, exchange.since())
                || new ChangeLog(tx)
                        .matches(exchange.since().seq(), exchange.since().uuid());
        if (link.compareDue() || !sinceKnown) {
            return nothing(Outcome.COMPARE_NEEDED, received, exchange);
        }
        if (link.direction().pulls() && !exchange.from().equals(received)) {
            return nothing(Outcome.RESUME_FROM_RECEIVED, received, exchange);
        }
        boolean takes = !planning && (glance.held() || exchange.pushes());
        Taken taken = takes ? take(tx, link, exchange, glance.held()) : Taken.NOTHING;
        Checkpoint now = link.direction().pulls() ? exchange.upTo() : received;
        Exchange.Reply reply =
                answer(work(tx, link), exchange, now, taken, takes ? Optional.empty() : Optional.of(glance));
        if (!planning) {
            answering.answered(tx, reply);
        }
        return reply;
    }

    private void refuseDirection(Link link, boolean pushes, boolean pull) {
        if ((pushes && !link.direction().pulls()) || (pull && !link.direction().pushes())) {
            throw new PeerException(
                    "direction_refused",
                    "This link goes one way only: at %s its direction is %s."
                            .formatted(site.name(), link.direction().word()));
        }
    }

    private static Exchange.Reply nothing(Outcome outcome, Checkpoint received, Exchange exchange) {
        return new Exchange.Reply(
                outcome, received, exchange.since(), false, false, List.of(), Taken.NOTHING, List.of());
    }

    private Taken take(Tx tx, Link link, Exchange exchange, boolean held) throws SQLException {
        LinkScope scope = handshake.scope(link);
        Inquiry inquiry = new Inquiry(exchange.known());
        Taken taken = held ? new Retry(site).run(tx, scope, inquiry) : Taken.NOTHING;
        if (!exchange.packets().isEmpty()) {
            taken = taken.plus(new Apply(site, tx, scope, false, inquiry).take(exchange.packets()));
            inquiry.requireAnswered();
        }
        if (!exchange.upTo().equals(exchange.from())) {
            new Links(tx, site.origin().time())
                    .received(
                            link.id(),
                            new Link.Place(
                                    exchange.upTo().seq(), exchange.upTo().uuid()));
        }
        return taken;
    }

    private static boolean isEnd(Glance glance, Checkpoint place) {
        return glance.end().equals(new Link.Place(place.seq(), place.uuid()));
    }

    private Exchange.Reply answer(
            Work work, Exchange exchange, Checkpoint received, Taken taken, Optional<Glance> still)
            throws SQLException {
        List<RecordName> needs = new ArrayList<>();
        boolean whole = still.isEmpty() || still.get().incomplete();
        if (whole && work.scope.link().direction().pulls()) {
            needs.addAll(new Lacking(work).first(NEEDS));
        }
        if (planning) {
            needs.addAll(Retry.names(work));
        }
        Outgoing outgoing = new Outgoing(work);
        Outgoing.Batch batch = new Outgoing.Batch(List.of(), exchange.since(), false, false);
        if (exchange.pull()) {
            Link.Place since =
                    new Link.Place(exchange.since().seq(), exchange.since().uuid());
            int limit = Math.min(exchange.limit(), site.changes());
            batch = still.isPresent() ? outgoing.after(since, limit, still.get()) : outgoing.after(since, limit);
        }
        if (batch.load()) {
            return new Exchange.Reply(Outcome.DONE, received, exchange.since(), false, true, needs, taken, List.of());
        }
        if (!planning) {
            delivered(work, batch.upTo());
        }
        List<Packet> packets = new ArrayList<>();
        int given = exchange.needs().size();
        if (work.scope.link().direction().pushes()) {
            given = outgoing.fitting(exchange.needs());
            packets.addAll(outgoing.whole(exchange.needs().subList(0, given), batch.wholeUpTo()));
        }
        packets.addAll(batch.packets());
        return new Exchange.Reply(Outcome.DONE, received, batch.upTo(), batch.more(), false, needs, taken, packets)
                .withLater(exchange.needs().subList(given, exchange.needs().size()));
    }

    /** Takes for granted that the answer arrives. If it does not, the other site says at the next exchange what it has. */
    private void delivered(Work work, Checkpoint upTo) throws SQLException {
        Link link = work.scope.link();
        Link.Place place = new Link.Place(upTo.seq(), upTo.uuid());
        if (link.direction().pushes() && !link.sent().equals(place)) {
            new Links(work.tx, site.origin().time()).sent(link.id(), place);
        }
    }

    @Override
    public Comparison compare() {
        sequencer.drain(site.database());
        if (planning) {
            return site.database().reading(tx -> {
                Work work = work(tx);
                return compare(work, work.end());
            });
        }
        return site.database().inTransaction(tx -> {
            Work work = work(tx);
            work.log.lock();
            return compare(work, work.beginComparison());
        });
    }

    private Comparison compare(Work work, Checkpoint head) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        for (CatalogueObject object : site.catalogue().objects()) {
            if (work.scope.objects().contains(object.name())) {
                counts.put(object.name(), new Holdings(work).count(object));
            }
        }
        return new Comparison(head, counts, work.unfinishedLoads());
    }

    @Override
    public Digest.Answer digest(Digest question) {
        RangeAnswers answers = new RangeAnswers(site, this::work);
        switch (question.by()) {
            case Digest.VERSION -> {
                return answers.byVersion(question, !planning);
            }
            case Digest.CONTENT -> {
                sequencer.drain(site.database());
                return answers.byContent(question, fields());
            }
            case Digest.ROWS -> {
                sequencer.drain(site.database());
                return new RowSumComparison(site, this::work, RowSumComparison.Sums.ofRows(fields())).answer(question);
            }
            case Digest.STAMPS -> {
                sequencer.drain(site.database());
                return new RowSumComparison(site, this::work, StampSums.ALL).answer(question);
            }
            default ->
                throw new PeerException(
                        "argument_wrong", "%s does not compare by %s.".formatted(site.name(), question.by()));
        }
    }

    private Map<String, List<String>> fields() {
        return handshake.fields(site.database().reading(this::link));
    }

    @Override
    public Block rows(String object, List<UUID> records) {
        sequencer.drain(site.database());
        Map<String, List<String>> fields = fields();
        return site.database().reading(tx -> {
            Work work = work(tx);
            return new ShownRows(work, object(work, object), fields.getOrDefault(object, List.of())).of(records);
        });
    }

    @Override
    public Taken mendLog() {
        return Mending.logs(site, () -> handshake.scope(site.database().reading(this::link)));
    }

    @Override
    public Taken mend(String object, List<UUID> records) {
        return site.database().inTransaction(tx -> {
            LinkScope scope = handshake.scope(link(tx));
            Mending mending = new Mending(site, tx, scope);
            return owed(tx, scope.link(), mending.rows(object(new Work(site, tx, scope), object), records));
        });
    }

    @Override
    public Listing list(String object, Optional<UUID> after, int limit) {
        return site.database().reading(tx -> {
            Work work = work(tx);
            return new Lists(work).page(object(work, object), after, limit);
        });
    }

    @Override
    public Found get(String object, List<UUID> records) {
        sequencer.drain(site.database());
        return site.database().reading(tx -> {
            Work work = work(tx);
            refuseDirection(work.scope.link(), false, true);
            return new Outgoing(work).found(object(work, object), records);
        });
    }

    @Override
    public List<Packet> getFrom(String object, Optional<UUID> after, int limit) {
        return site.database().reading(tx -> {
            Work work = work(tx);
            refuseDirection(work.scope.link(), false, true);
            return new WholePages(work).after(object(work, object), after, Math.min(limit, site.batch()));
        });
    }

    @Override
    public Block block(String object, Optional<String> after, Block.Limit limit) {
        return site.database().reading(tx -> {
            Work work = work(tx);
            refuseDirection(work.scope.link(), false, true);
            return new Blocks(work)
                    .after(object(work, object), after, site.loads().least(limit));
        });
    }

    @Override
    public Taken load(Block block) {
        refusePlanning();
        sequencer.drain(site.database());
        return site.database().inTransaction(tx -> {
            Link link = link(tx);
            refuseDirection(link, true, false);
            return owed(
                    tx, link, new Loading(site, tx, handshake.scope(link), twins(link, Likeness.COMPARED)).take(block));
        });
    }

    /** Where this site gives nothing, the other knows nothing of what is here, and can't have found what was entered at both. */
    private static TwinTest twins(Link link, Likeness likeness) {
        return switch (likeness) {
            case COMPARED -> link.direction().pushes() ? TwinTest.NEVER : TwinTest.ASK;
            case ASK -> TwinTest.ASK;
            case ONE -> (tx, object, record) -> true;
            case TWO -> TwinTest.NEVER;
        };
    }

    /** No checkpoint tells of what came outside the feed: until the comparison has come to its end, it is due. */
    private Taken owed(Tx tx, Link link, Taken taken) throws SQLException {
        if (taken.changes() > 0 && !link.compareDue()) {
            new Links(tx, site.origin().time()).compareDue(link.id(), true);
        }
        return taken;
    }

    @Override
    public Taken push(List<Packet> packets, Likeness likeness) {
        refusePlanning();
        sequencer.drain(site.database());
        return site.database().inTransaction(tx -> {
            Link link = link(tx);
            refuseDirection(link, true, false);
            return owed(
                    tx, link, new Apply(site, tx, handshake.scope(link), true, twins(link, likeness)).take(packets));
        });
    }

    @Override
    public void compared(Optional<Checkpoint> mine, Optional<Checkpoint> yours) {
        refusePlanning();
        site.database().inTransaction(tx -> {
            Link link = link(tx);
            Links links = new Links(tx, site.origin().time());
            boolean began = yours.isPresent()
                    && new ChangeLog(tx).matches(yours.get().seq(), yours.get().uuid());
            if (!began) {
                throw new PeerException(
                        "comparison_unknown",
                        "%s knows nothing of the comparison that is to end: it was put back to a backup since. Compare again."
                                .formatted(site.name()));
            }
            if (mine.isPresent() && link.direction().pulls()) {
                links.received(
                        link.id(), new Link.Place(mine.get().seq(), mine.get().uuid()));
            }
            if (yours.isPresent() && link.direction().pushes()) {
                links.sent(
                        link.id(), new Link.Place(yours.get().seq(), yours.get().uuid()));
            }
            links.compareDue(link.id(), false);
            links.synced(link.id(), true);
            return true;
        });
    }
}
