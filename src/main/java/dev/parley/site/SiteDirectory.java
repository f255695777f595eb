package dev.parley.site;

import dev.parley.store.Links;
import dev.parley.sync.SiteContext;
import dev.parley.wire.LinkAccess;
import dev.parley.wire.LinkKey;
import dev.parley.wire.PeerDirectory;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        return Optional.ofNullable(byKeys(List.of(keyId)).get(keyId));
    }

    @Override
    public Map<String, LinkAccess> byKeys(Collection<String> keyIds) {
        Map<String, LinkAccess> doors = new HashMap<>();
        for (Links.Keyed found : site.database().query(tx -> new Links(tx, site.time()).keyedByKeyId(keyIds))) {
            String keyId = found.link().keyId();
            doors.put(keyId, new LinkDoor(site, context, found.link(), LinkKey.of(keyId, found.secret())));
        }
        return doors;
    }

    @Override
    public boolean useNonce(String keyId, String nonce, long expiresMicros) {
        return site.nonces().use(keyId, nonce, expiresMicros);
    }
}
