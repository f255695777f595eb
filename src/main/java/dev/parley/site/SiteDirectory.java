package dev.parley.site;

import dev.parley.store.Links;
import dev.parley.sync.SiteContext;
import dev.parley.wire.LinkAccess;
import dev.parley.wire.LinkKey;
import dev.parley.wire.PeerDirectory;
import java.util.Optional;

/** Who may come in at a site: whoever has the key of one of its links. Safe for use by many threads. */
public final class SiteDirectory implements PeerDirectory {

    private final Site site;
    private final SiteContext context;

    /** Of that site. */
    public SiteDirectory(Site site) {
        this.site = site;
        this.context = site.context();
    }

    @Override
    public Optional<LinkAccess> byKey(String keyId) {
        return site.database().reading(tx -> {
            Links links = new Links(tx, site.time());
            Optional<dev.parley.store.Link> link = links.byKeyId(keyId);
            if (link.isEmpty()) {
                return Optional.empty();
            }
            LinkKey key = LinkKey.of(keyId, links.key(link.get().id()));
            return Optional.of(new LinkDoor(site, context, link.get(), key));
        });
    }

    @Override
    public boolean useNonce(String keyId, String nonce, long expiresMicros) {
        return site.nonces().use(keyId, nonce, expiresMicros);
    }
}
