package dev.parley.site;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.store.Businesses;
import dev.parley.store.ChangeLog;
import dev.parley.store.Link;
import dev.parley.store.Link.Direction;
import dev.parley.store.Tx;
import dev.parley.sync.LocalPeer;
import dev.parley.sync.RowCounts;
import dev.parley.sync.SiteContext;
import dev.parley.wire.Checkpoint;
import dev.parley.wire.ErrorCode;
import dev.parley.wire.LinkAccess;
import dev.parley.wire.LinkAnswer;
import dev.parley.wire.LinkKey;
import dev.parley.wire.LinkOffer;
import dev.parley.wire.ListSource;
import dev.parley.wire.Peer;
import dev.parley.wire.Playhouse;
import dev.parley.wire.ReceiptAnswer;
import dev.parley.wire.ReceiptOffer;
import dev.parley.wire.SiteKey;
import dev.parley.wire.Standing;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** What one link opens of this site to the other one: a business, and nothing else. */
final class LinkDoor implements LinkAccess {

    private final Site site;
    private final SiteContext context;
    private final Link link;
    private final LinkKey key;

    LinkDoor(Site site, SiteContext context, Link link, LinkKey key) {
        this.site = site;
        this.context = context;
        this.link = link;
        this.key = key;
    }

    @Override
    public LinkKey key() {
        return key;
    }

    @Override
    public UUID business() {
        return link.business();
    }

    @Override
    public Status status() {
        return switch (link.status()) {
            case INVITED -> Status.INVITED;
            case ACTIVE -> Status.ACTIVE;
            case PAUSED -> Status.PAUSED;
        };
    }

    @Override
    public Peer peer() {
        return new LoggedPeer(site, context, link);
    }

    @Override
    public Playhouse playhouse() {
        return new LocalPeer(context, link.id());
    }

    @Override
    public List<String> objects() {
        return context.catalogue().objects().stream().map(CatalogueObject::name).toList();
    }

    @Override
    public boolean gives() {
        return link.direction().pushes();
    }

    @Override
    public CompletableFuture<Boolean> news(Checkpoint since, Duration atMost) {
        Waiters.Waiter waiter = site.waiters().add(link, since, atMost);
        // Listens first and looks then: what comes in between is seen by the one or by the other.
        if (!waiter.isKnown()) {
            if (context.database().reading(tx -> isThere(tx, since))) {
                waiter.tell();
            } else {
                waiter.nothing();
            }
        }
        return waiter.news();
    }

    private boolean isThere(Tx tx, Checkpoint since) throws SQLException {
        ChangeLog log = new ChangeLog(tx);
        boolean strange = since.seq() > 0 && !log.matches(since.seq(), since.uuid());
        return strange || log.hasMore(since.seq(), link.business().toString(), link.id());
    }

    @Override
    public ListSource listing() {
        return new BusinessList(context, link);
    }

    @Override
    public Map<String, Long> counts() {
        return new RowCounts(context).of(link);
    }

    @Override
    public ReceiptAnswer receipt(ReceiptOffer offer) {
        return new Receipts(site).answer(link, context, offer);
    }

    @Override
    public void become(Standing wanted) {
        new LinkEnds(site).asked(link, wanted);
    }

    @Override
    public LinkAnswer acceptLink(LinkOffer offer) {
        if (offer.site().equals(context.origin().site())) {
            throw ErrorCode.ARGUMENT_WRONG.refuse(
                    "The invitation is from the very site that takes it up.", "Take it up at another site.");
        }
        refuseOtherKey(offer);
        // As this site sees it: what the other pushes, this one pulls.
        Direction direction = Direction.ofWord(offer.direction().reversed().word());
        boolean accepted = site.withLinks(links -> {
            boolean first = links.accepted(link.id(), offer.site(), offer.siteName(), offer.url(), direction);
            if (first && LinkNames.isOfInvitation(link.name())) {
                links.rename(link.id(), LinkNames.ofSite(links.all(), offer.siteName()));
            }
            return first;
        });
        if (!accepted) {
            throw ErrorCode.INVITATION_USED.refuse(
                    "Another site has taken up this invitation.", "Ask for an invitation of your own.");
        }
        return new LinkAnswer(
                context.origin().site(),
                context.name(),
                context.url(),
                link.business(),
                context.database().reading(tx -> new Businesses(tx, context.catalogue()).name(link.business())),
                offer.direction(),
                Optional.of(new Keys(site).own().publicHalf()));
    }

    private void refuseOtherKey(LinkOffer offer) {
        Keys keys = new Keys(site);
        Optional<SiteKey> known = context.database().inTransaction(tx -> keys.meet(tx, offer.site(), offer.key()));
        if (known.isPresent()) {
            throw ErrorCode.SITE_KEY_CHANGED.refuse(
                    "%s knows %s by another key.".formatted(context.name(), offer.siteName()),
                    "If the key was renewed, ask the people there for: parley key trust %s KEY."
                            .formatted(offer.site()));
        }
    }
}
