package dev.parley.acceptance;

import dev.parley.remote.HttpPeer;
import dev.parley.remote.HttpSettings;
import dev.parley.remote.Remote;
import dev.parley.remote.RemoteSite;
import dev.parley.server.Server;
import dev.parley.server.ServerLimits;
import dev.parley.server.SyncEndpoints;
import dev.parley.store.Ids;
import dev.parley.store.TimeSource;
import dev.parley.sync.LocalPeer;
import dev.parley.wire.Checkpoint;
import dev.parley.wire.ErrorCode;
import dev.parley.wire.LinkAccess;
import dev.parley.wire.LinkAnswer;
import dev.parley.wire.LinkKey;
import dev.parley.wire.LinkOffer;
import dev.parley.wire.ListSource;
import dev.parley.wire.Peer;
import dev.parley.wire.PeerDirectory;
import dev.parley.wire.Playhouse;
import dev.parley.wire.ReceiptAnswer;
import dev.parley.wire.ReceiptOffer;
import dev.parley.wire.Standing;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A shop that is served over HTTP, to one other site over one link. */
final class Served implements PeerDirectory, LinkAccess, AutoCloseable {

    private final LinkKey key = LinkKey.random(new SecureRandom());
    private final Set<String> nonces = new HashSet<>();
    private final ShopSite site;
    private final long link;
    private final Server server;

    /** Serves a link of the site, which has that number there. */
    Served(ShopSite site, long link) {
        this.site = site;
        this.link = link;
        SyncEndpoints endpoints = new SyncEndpoints(this, ServerLimits.DEFAULT, TimeSource.SYSTEM, Ids.RANDOM);
        this.server = Server.start(new Server.Address("127.0.0.1", 0), ServerLimits.DEFAULT, List.of(endpoints::addTo));
    }

    /** The site as the other one reaches it. */
    HttpPeer client() {
        URI url = URI.create("http://127.0.0.1:" + server.port());
        Remote remote = new Remote(HttpSettings.DEFAULT, TimeSource.SYSTEM::micros, duration -> {});
        return remote.peer(new RemoteSite(url, Shop.BUSINESS, key));
    }

    @Override
    public Optional<LinkAccess> byKey(String keyId) {
        return keyId.equals(key.id()) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public synchronized boolean useNonce(String keyId, String nonce, long expiresMicros) {
        return nonces.add(nonce);
    }

    @Override
    public LinkKey key() {
        return key;
    }

    @Override
    public UUID business() {
        return Shop.BUSINESS;
    }

    @Override
    public Status status() {
        return Status.ACTIVE;
    }

    @Override
    public Peer peer() {
        return new LocalPeer(site.site().context(), link);
    }

    @Override
    public Playhouse playhouse() {
        return new LocalPeer(site.site().context(), link);
    }

    @Override
    public List<String> objects() {
        return List.of("shop.core.business", Shop.CUSTOMER, Shop.TAG, Shop.ORDER);
    }

    @Override
    public boolean gives() {
        return true;
    }

    @Override
    public CompletableFuture<Boolean> news(Checkpoint since, Duration atMost) {
        return CompletableFuture.completedFuture(false);
    }

    @Override
    public ListSource listing() {
        return (query, visitor) -> {};
    }

    @Override
    public Map<String, Long> counts() {
        return Map.of();
    }

    @Override
    public ReceiptAnswer receipt(ReceiptOffer offer) {
        throw new UnsupportedOperationException("receipts are tested with whole sites");
    }

    @Override
    public void become(Standing wanted) {
        throw new UnsupportedOperationException("this link stays as it is");
    }

    @Override
    public LinkAnswer acceptLink(LinkOffer offer) {
        throw ErrorCode.INVITATION_USED.refuse("The link is made.", "");
    }

    @Override
    public void close() {
        server.close();
    }
}
