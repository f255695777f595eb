package dev.parley.server;

import dev.parley.remote.HttpPeer;
import dev.parley.remote.HttpSettings;
import dev.parley.remote.Remote;
import dev.parley.remote.RemoteSite;
import dev.parley.store.TimeSource;
import dev.parley.wire.BodyLimits;
import dev.parley.wire.Checkpoint;
import dev.parley.wire.Direction;
import dev.parley.wire.Encoding;
import dev.parley.wire.ErrorCode;
import dev.parley.wire.LinkAccess;
import dev.parley.wire.LinkAnswer;
import dev.parley.wire.LinkKey;
import dev.parley.wire.LinkOffer;
import dev.parley.wire.ListSource;
import dev.parley.wire.Peer;
import dev.parley.wire.PeerDirectory;
import dev.parley.wire.Playhouse;
import dev.parley.wire.Receipt;
import dev.parley.wire.ReceiptAnswer;
import dev.parley.wire.ReceiptOffer;
import dev.parley.wire.SigningKey;
import dev.parley.wire.Standing;
import dev.parley.wire.Statement;
import dev.parley.wire.Wait;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A site with one link, served on loopback by the real server; its clock stands where a test puts it. */
final class Loopback implements PeerDirectory, LinkAccess, AutoCloseable {

    static final BodyLimits SMALL = new BodyLimits(200_000, 400_000);
    static final ServerLimits LIMITS = new ServerLimits(SMALL, 4, Duration.ofSeconds(30), Duration.ofSeconds(30));
    static final HttpSettings PATIENT = new HttpSettings(
            Duration.ofSeconds(5), Duration.ofSeconds(20), 3, Duration.ofMillis(10), Encoding.ZSTD, SMALL);

    final LinkKey key = LinkKey.random(new SecureRandom());
    final UUID business = UUID.fromString("7b6f3a1e-52c4-4c1d-9a53-0a2f6f1f9f10");
    final SigningKey signing = SigningKey.random(new SecureRandom());
    final FakePeer peer = new FakePeer();
    final AtomicLong micros = new AtomicLong(1_700_000_000_000_000L);
    volatile TimeSource clock = micros::get;
    final Map<String, LinkAccess> others = new ConcurrentHashMap<>();
    final Set<String> nonces = new HashSet<>();
    final Server server;
    volatile Status status = Status.ACTIVE;
    volatile boolean gives = true;
    volatile CompletableFuture<Boolean> news = new CompletableFuture<>();
    final List<Wait> waits = new CopyOnWriteArrayList<>();
    Optional<UUID> acceptedBy = Optional.empty();
    ListSource listing = (query, visitor) -> {};

    Loopback() {
        this(LIMITS);
    }

    Loopback(ServerLimits limits) {
        SyncEndpoints endpoints = new SyncEndpoints(
                this, limits, () -> clock.micros(), () -> UUID.fromString("00000000-0000-4000-8000-00000000abcd"));
        server = Server.start(new Server.Address("127.0.0.1", 0), limits, List.of(endpoints::addTo));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    RemoteSite site() {
        return new RemoteSite(url(), business, key);
    }

    /** A peer over HTTP whose clock is the server's and that never waits. */
    HttpPeer client() {
        return client(site());
    }

    HttpPeer client(RemoteSite site) {
        return new Remote(PATIENT, micros::get, duration -> {}).peer(site);
    }

    @Override
    public Optional<LinkAccess> byKey(String keyId) {
        return keyId.equals(key.id()) ? Optional.of(this) : Optional.ofNullable(others.get(keyId));
    }

    @Override
    public synchronized boolean useNonce(String keyId, String nonce, long expiresMicros) {
        return nonces.add(keyId + " " + nonce);
    }

    @Override
    public LinkKey key() {
        return key;
    }

    @Override
    public UUID business() {
        return business;
    }

    @Override
    public Status status() {
        return status;
    }

    @Override
    public Peer peer() {
        return peer;
    }

    @Override
    public Playhouse playhouse() {
        throw new UnsupportedOperationException("nothing is rehearsed with what is no site");
    }

    @Override
    public List<String> objects() {
        return List.of(FakePeer.OBJECT, "ciniki.customers.tag", "ciniki.customers2.other", "ciniki.Łódź & 1+1.odd");
    }

    @Override
    public boolean gives() {
        return gives;
    }

    @Override
    public CompletableFuture<Boolean> news(Checkpoint since, Duration atMost) {
        waits.add(new Wait(since, (int) atMost.toSeconds()));
        return news;
    }

    @Override
    public ListSource listing() {
        return listing;
    }

    @Override
    public Map<String, Long> counts() {
        return Map.of(FakePeer.OBJECT, 3L, "ciniki.customers.tag", 0L);
    }

    @Override
    public ReceiptAnswer receipt(ReceiptOffer offer) {
        peer.asked.add(offer);
        Statement statement = Statement.of(business, offer.objects(), offer.mine(), held());
        return new ReceiptAnswer(held(), Receipt.Signed.by(new UUID(5, 5), signing, statement));
    }

    static Statement.Held held() {
        return new Statement.Held(new UUID(5, 5), "hosted", Instant.EPOCH, 3, "0".repeat(32));
    }

    @Override
    public void become(Standing wanted) {
        peer.asked.add(wanted);
    }

    @Override
    public synchronized LinkAnswer acceptLink(LinkOffer offer) {
        if (acceptedBy.filter(site -> !site.equals(offer.site())).isPresent()) {
            throw ErrorCode.INVITATION_USED.refuse("Another site took up the invitation.", "Ask for a new one.");
        }
        acceptedBy = Optional.of(offer.site());
        status = Status.ACTIVE;
        return new LinkAnswer(
                new UUID(5, 5), "hosted", url().toString(), business, "Łódź Wines", Direction.BI, Optional.empty());
    }

    @Override
    public void close() {
        server.close();
    }
}
