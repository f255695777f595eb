package dev.parley.wire;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the endpoints ask of the site that they stand before: who may come in, and who serves them. Used by many threads at once. */
public interface PeerDirectory {

    /** The link that a key opens; empty where there is none, or it has ended. */
    Optional<LinkAccess> byKey(String keyId);

    /** The links that these keys open, by key; those that open none are left out. */
    default Map<String, LinkAccess> byKeys(Collection<String> keyIds) {
        Map<String, LinkAccess> found = new HashMap<>();
        keyIds.forEach(keyId -> byKey(keyId).ifPresent(access -> found.put(keyId, access)));
        return found;
    }

    /**
     * Remembers a nonce, for every process of the site.
     *
     * @param expiresMicros when it may be forgotten, microseconds UTC: no request is taken after that which is as old
     * @return false where it was used before
     */
    boolean useNonce(String keyId, String nonce, long expiresMicros);
}
