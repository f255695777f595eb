package dev.parley.bench;

import dev.parley.store.Link;
import dev.parley.store.Links;
import dev.parley.store.Nonces;
import dev.parley.sync.LocalPeer;
import dev.parley.sync.SiteContext;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Lets in whom the site's database has a link with, and keeps nonces there. */
final class BenchDirectory implements PeerDirectory {

    private final SiteContext site;

    BenchDirectory(SiteContext site) {
        this.site = site;
    }

    /** By one question, as a whole site asks it. */
    @Override
    public Optional<LinkAccess> byKey(String keyId) {
        return site.database().query(tx -> new Links(tx, site.origin().time()).keyedByKeyId(List.of(keyId))).stream()
                .map(found -> (LinkAccess) new Access(found.link(), LinkKey.of(keyId, found.secret())))
                .findFirst();
    }

    @Override
    public boolean useNonce(String keyId, String nonce, long expiresMicros) {
        return new Nonces(site.database(), site.origin().time()).use(keyId, nonce, expiresMicros);
    }

    private final class Access implements LinkAccess {
        private final Link link;
        private final LinkKey key;

        Access(Link link, LinkKey key) {
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
            return Status.ACTIVE;
        }

        @Override
        public Peer peer() {
            return new LocalPeer(site, link.id());
        }

        @Override
        public Playhouse playhouse() {
            return new LocalPeer(site, link.id());
        }

        @Override
        public List<String> objects() {
            return site.catalogue().objects().stream()
                    .map(object -> object.name())
                    .toList();
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
            throw new UnsupportedOperationException("a benchmark does not count rows");
        }

        @Override
        public ReceiptAnswer receipt(ReceiptOffer offer) {
            throw new UnsupportedOperationException("receipts are tested with whole sites");
        }

        @Override
        public void become(Standing wanted) {
            throw new UnsupportedOperationException("the link of a benchmark stays as it is");
        }

        @Override
        public LinkAnswer acceptLink(LinkOffer offer) {
            throw ErrorCode.INVITATION_USED.refuse("The link is in use.", "Nothing is to be done.");
        }
    }
}
