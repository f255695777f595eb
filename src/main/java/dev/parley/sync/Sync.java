package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Part;
import dev.parley.store.ChangeLog;
import dev.parley.store.Glance;
import dev.parley.store.Link;
import dev.parley.store.Links;
import dev.parley.store.Sequencer;
import dev.parley.store.StoreException;
import dev.parley.store.Tx;
import dev.parley.wire.Checkpoint;
import dev.parley.wire.Exchange;
import dev.parley.wire.Packet;
import dev.parley.wire.Peer;
import dev.parley.wire.PeerException;
import dev.parley.wire.RecordName;
import dev.parley.wire.Taken;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * One run over a link, as the site that starts it. The caller holds the link's lease. A run that is cut off goes on where it stopped the next
 * time: what was taken is taken, with its checkpoint.
 */
public final class Sync {

    private static final int ROUNDS = 100_000;
    private static final int ORDINARY = 10;

    private final SiteContext site;
    private final long linkId;
    private final Peer peer;
    private final Handshake handshake;
    private final Sequencer sequencer;
    private final Ahead ahead;
    private final Executor elsewhere;
    private final Resemblances resemblances;
    private final List<String> notes = new ArrayList<>();
    private final Set<RecordName> asked = new HashSet<>();
    private final Set<RecordName> owed = new LinkedHashSet<>();
    /** Up to which place of the feed what stands there is to go in this run. */
    private long due;

    private Taken pulled = Taken.NOTHING;
    private Taken pushed = Taken.NOTHING;

    /**
     * A sync over the link.
     *
     * @param linkId number of the link
     * @param peer the other site
     */
    public Sync(SiteContext site, long linkId, Peer peer) {
        this(site, linkId, peer, Runnable::run);
    }

    /**
     * A sync over the link that waits for the other site and works here at the same time.
     *
     * @param peer the other site
     * @param elsewhere carries requests out while this thread works; one at a time
     */
    public Sync(SiteContext site, long linkId, Peer peer, Executor elsewhere) {
        this.ahead = new Ahead(peer, elsewhere);
        this.elsewhere = elsewhere;
        this.site = site;
        this.linkId = linkId;
        this.peer = peer;
        this.handshake = new Handshake(site);
        this.sequencer = new Sequencer(site.catalogue(), site.origin());
        this.resemblances =
                new Resemblances(site, peer, tx -> new Work(site, tx, handshake.scope(Current.link(site, tx, linkId))));
    }

    /**
     * Runs.
     *
     * @throws PeerException if the other site can't be reached or refuses
     * @throws StoreException if this site's database fails
     */
    public SyncReport run(SyncType wanted) {
        return run(wanted, Part.ALL);
    }

    /**
     * Runs for a part of what the link covers: the records of its objects are compared, whatever is wanted. Checkpoints stay where they are, so
     * what is left out comes with the next sync of all.
     *
     * @throws PeerException if the other site can't be reached or refuses
     * @throws StoreException if this site's database fails
     */
    public SyncReport run(SyncType wanted, Part part) {
        if (!part.isAll()) {
            shakeHands();
            compare(wanted == SyncType.FULL, part);
            notes.add("Only %s; what else there is comes with the next sync of all.".formatted(part.words()));
            return new SyncReport(wanted == SyncType.FULL ? wanted : SyncType.PARTIAL, pulled, pushed, notes);
        }
        SyncType type = wanted;
        if (type == SyncType.INCREMENTAL && !incremental()) {
            type = SyncType.PARTIAL;
        }
        if (type != SyncType.INCREMENTAL) {
            shakeHands();
            compare(type == SyncType.FULL, Part.ALL);
            if (!incremental(Optional.empty())) {
                // What a full sync put right at the other site stands behind no checkpoint: one more comparison, which
                // finds next to nothing, ends it.
                compare(false, Part.ALL);
                incremental(Optional.empty());
            }
        }
        return done(type);
    }

    private void compare(boolean content, Part part) {
        MissingParents missing = new MissingParents(site, linkId, peer, part);
        Parents parents = part.isAll() ? Parents.IN_ORDER : missing;
        Full full = new Full(site, linkId, peer, elsewhere, parents);
        if (content) {
            full.logs();
        }
        if (!part.isAll() && Current.link(site, linkId).direction().pulls()) {
            site.catalogue().objects().stream().filter(part::has).forEach(missing::fetchAwaited);
        }
        versions(part, parents);
        if (content) {
            List<CatalogueObject> unlike = full.unlike(part);
            if (!unlike.isEmpty()) {
                full.forget(unlike);
                versions(part, parents);
                full.content(unlike);
            }
        }
        pulled = pulled.plus(missing.pulled()).plus(full.pulled());
        pushed = pushed.plus(missing.pushed()).plus(full.pushed());
        if (!missing.words().isEmpty()) {
            notes.add("Brought along, since records of this part refer to them: %s.".formatted(missing.words()));
        }
    }

    private void versions(Part part, Parents parents) {
        Partial partial = new Partial(site, linkId, peer, elsewhere, part, parents);
        partial.run();
        pulled = pulled.plus(partial.pulled());
        pushed = pushed.plus(partial.pushed());
    }

    private SyncReport done(SyncType type) {
        if (type == SyncType.INCREMENTAL) {
            site.database().statement(tx -> synced(tx, false));
        } else {
            site.database().inTransaction(tx -> synced(tx, true) && (type != SyncType.FULL || compared(tx)));
        }
        return new SyncReport(type, pulled, pushed, notes);
    }

    private boolean synced(Tx tx, boolean partial) throws SQLException {
        new Links(tx, site.origin().time()).synced(linkId, partial);
        return true;
    }

    private boolean compared(Tx tx) throws SQLException {
        new Links(tx, site.origin().time()).compared(linkId);
        return true;
    }

    private void retry() {
        pulled = pulled.plus(resemblances.taking(inquiry -> new Retry(site).run(linkId, inquiry)));
    }

    /** What waited for columns that came since is tried at once. */
    private void shakeHands() {
        List<String> said = handshake.with(peer, linkId).notes();
        said.stream().filter(note -> !notes.contains(note)).forEach(notes::add);
        retry();
    }

    /**
     * What one exchange is made of.
     *
     * @param end where this site's feed ended when it was made ready
     */
    private record Step(Link link, Outgoing.Batch batch, List<RecordName> given, Exchange exchange, long end) {}

    /** Tries again what waits here, if anything does, and exchanges what changed; gives false where all records must be compared instead. */
    private boolean incremental() {
        Optional<Step> first = ready();
        if (first.isEmpty()) {
            retry();
        }
        return incremental(first);
    }

    /**
     * Exchanges what changed; gives false where all records must be compared instead. What is to go is what there was when this began, and what came
     * of the other site's changes: somebody who goes on writing here does not keep it from coming to an end.
     *
     * @param first the first step, if it is ready
     */
    private boolean incremental(Optional<Step> first) {
        int shaken = 0;
        Optional<Step> next = first;
        boolean rest = first.isEmpty() && sequencer.round(site.database());
        for (int round = 0; round < ROUNDS; round++) {
            Step step = next.isPresent() ? next.get() : step();
            if (step.link().compareDue() || step.batch().load()) {
                return false;
            }
            due = round == 0 ? step.end() : due;
            if (rest) {
                ahead.ask(step.exchange());
                // While the other site takes what it is sent, the rest is made ready.
                sequencer.drain(site.database());
                due = end();
                rest = false;
            }
            Exchange.Reply reply = ahead.reply(step.exchange());
            next = following(step, reply, round);
            switch (reply.outcome()) {
                case HANDSHAKE_NEEDED -> {
                    if (++shaken > 2) {
                        throw new PeerException(
                                "handshake_failed",
                                "The two sites do not agree on what they said of their tables. Run parley doctor at"
                                        + " both.");
                    }
                    shakeHands();
                }
                case COMPARE_NEEDED -> {
                    return false;
                }
                case RESUME_FROM_RECEIVED -> {
                    if (!resume(reply.received())) {
                        return false;
                    }
                }
                case IN_DOUBT -> resemblances.answer(reply.doubts());
                case DONE -> {
                    pushed = pushed.plus(reply.taken());
                    take(step, reply);
                    step.given().forEach(owed::remove);
                    reply.later().forEach(asked::remove);
                    if (step.link().direction().pushes()) {
                        reply.needs().stream().filter(asked::add).forEach(owed::add);
                    }
                    if (reply.load()) {
                        return false;
                    }
                    if (next.isEmpty() && !goOn(step, reply)) {
                        return true;
                    }
                }
            }
        }
        throw new PeerException(
                "endless", "The sync did not come to an end. Run it again; report this with both logs.");
    }

    /**
     * Asks for what comes next before this is taken, so that the other site makes it ready meanwhile. Only where nothing goes the other way; and
     * now and then not, so that what happens here meanwhile gets its turn.
     */
    private Optional<Step> following(Step step, Exchange.Reply reply, int round) {
        boolean plain = reply.outcome() == Exchange.Outcome.DONE
                && reply.more()
                && !reply.load()
                && reply.needs().isEmpty()
                && step.exchange().packets().isEmpty()
                && !step.batch().more()
                && reply.received().equals(step.exchange().from());
        if (!plain || round % ORDINARY == ORDINARY - 1) {
            return Optional.empty();
        }
        Exchange exchange = step.exchange().after(reply.upTo());
        ahead.ask(exchange);
        Outgoing.Batch nothing = new Outgoing.Batch(List.of(), exchange.from(), false, false);
        return Optional.of(new Step(step.link(), nothing, List.of(), exchange, step.end()));
    }

    /** The first step, where nothing has to be done here before. */
    private Optional<Step> ready() {
        return site.database().inTransaction(tx -> {
            Link link = Current.link(site, tx, linkId);
            Glance glance = Glance.over(tx, site.catalogue(), link, link.sent().seq(), now());
            return glance.captured() || glance.held() ? Optional.empty() : Optional.of(step(tx, link, glance));
        });
    }

    private Step step() {
        return site.database().inTransaction(tx -> {
            Link link = Current.link(site, tx, linkId);
            return step(
                    tx,
                    link,
                    Glance.over(tx, site.catalogue(), link, link.sent().seq(), now()));
        });
    }

    private Step step(Tx tx, Link link, Glance glance) throws SQLException {
        Work work = new Work(site, tx, handshake.scope(link));
        Checkpoint from = new Checkpoint(link.sent().seq(), link.sent().uuid());
        Outgoing.Batch batch = link.direction().pushes()
                ? new Outgoing(work).after(link.sent(), site.changes(), glance)
                : new Outgoing.Batch(List.of(), from, false, false);
        List<RecordName> needs = new ArrayList<>();
        if (link.direction().pulls() && glance.incomplete()) {
            new Lacking(work).first(site.batch()).stream().filter(asked::add).forEach(needs::add);
        }
        List<RecordName> given = given(work, link);
        Exchange exchange = new Exchange(
                site.catalogue().digest(),
                link.remoteDigest(),
                from,
                batch.upTo(),
                new Checkpoint(link.received().seq(), link.received().uuid()),
                link.direction().pulls(),
                site.changes(),
                needs,
                resemblances.said(),
                packets(work, given, batch));
        return new Step(link, batch, given, exchange, glance.end().seq());
    }

    private long now() {
        return site.origin().time().micros();
    }

    /** What the other site needs whole, as far as there is room for it; the rest goes later. */
    private List<RecordName> given(Work work, Link link) throws SQLException {
        List<RecordName> names = link.direction().pushes() ? List.copyOf(owed) : List.of();
        return names.subList(0, new Outgoing(work).fitting(names));
    }

    /** What the other site needs whole goes with what is new: only so does a checkpoint tell that it went. */
    private static List<Packet> packets(Work work, List<RecordName> given, Outgoing.Batch batch) throws SQLException {
        List<Packet> packets = new ArrayList<>(new Outgoing(work).whole(given, batch.wholeUpTo()));
        packets.addAll(batch.packets());
        return packets;
    }

    /** Goes on from where the other site says that it is; gives false where that is nowhere in our feed. */
    private boolean resume(Checkpoint received) {
        return site.database().inTransaction(tx -> {
            Work work = new Work(site, tx, handshake.scope(Current.link(site, tx, linkId)));
            boolean known = received.equals(Checkpoint.START) || work.log.matches(received.seq(), received.uuid());
            if (known) {
                new Links(tx, site.origin().time()).sent(linkId, new Link.Place(received.seq(), received.uuid()));
            }
            return known;
        });
    }

    private void take(Step step, Exchange.Reply reply) {
        boolean quiet = reply.packets().isEmpty()
                && reply.upTo().equals(step.exchange().since())
                && reply.received().equals(step.exchange().from());
        if (quiet) {
            return;
        }
        pulled = pulled.plus(resemblances.taking(inquiry -> take(reply, inquiry)));
    }

    private Taken take(Exchange.Reply reply, Inquiry inquiry) {
        return site.database().inTransaction(tx -> {
            Link link = Current.link(site, tx, linkId);
            Links links = new Links(tx, site.origin().time());
            Taken now = Taken.NOTHING;
            if (!reply.packets().isEmpty()) {
                Apply apply = new Apply(site, tx, handshake.scope(link), false, inquiry);
                now = apply.take(reply.packets());
                inquiry.requireAnswered();
                due = apply.answers() ? Math.max(due, new ChangeLog(tx).end()) : due;
            }
            Link.Place upTo = new Link.Place(reply.upTo().seq(), reply.upTo().uuid());
            if (link.direction().pulls() && !link.received().equals(upTo)) {
                links.received(linkId, upTo);
            }
            Link.Place received =
                    new Link.Place(reply.received().seq(), reply.received().uuid());
            if (link.direction().pushes() && !link.sent().equals(received)) {
                links.sent(linkId, received);
            }
            return now;
        });
    }

    /** Whether another exchange is worth a request: for what is due, or for what the other site has. */
    private boolean goOn(Step step, Exchange.Reply reply) {
        if (reply.more() || !owed.isEmpty()) {
            return true;
        }
        boolean moved = step.batch().more()
                || !step.batch().packets().isEmpty()
                || !reply.packets().isEmpty();
        return moved && site.database().inTransaction(tx -> isMore(tx));
    }

    private boolean isMore(Tx tx) throws SQLException {
        Link link = Current.link(site, tx, linkId);
        Glance glance = Glance.over(tx, site.catalogue(), link, link.sent().seq(), now());
        Work work = new Work(site, tx, handshake.scope(link));
        boolean needs = glance.incomplete()
                && link.direction().pulls()
                && !asked.containsAll(new Lacking(work).first(site.batch()));
        return needs
                || (glance.news()
                        && link.direction().pushes()
                        && link.sent().seq() < due
                        && !new Outgoing(work).after(link.sent(), 1).packets().isEmpty());
    }

    /** Where this site's feed ends. */
    private long end() {
        return site.database().query(tx -> new ChangeLog(tx).end());
    }
}
