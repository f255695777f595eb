package dev.parley.site;

import dev.parley.store.Link;
import dev.parley.store.Links;
import dev.parley.wire.LinkKey;
import java.net.URI;

/** Reaches the other site of a link, with the link's key. */
final class LinkRemote {

    private final Site site;
    private final Remotes remotes;

    LinkRemote(Site site, Remotes remotes) {
        this.site = site;
        this.remotes = remotes;
    }

    /**
     * The other site of the link.
     *
     * @throws UnknownException if it has no URL
     */
    Remotes.Remote of(Link link) {
        if (link.remoteUrl().isEmpty()) {
            throw new UnknownException(
                    "The other site of link %s, %s, has no URL, so it can't be called from here."
                            .formatted(link.name(), link.remoteName()),
                    "It calls this site by itself; run parley sync there to sync now.");
        }
        String secret = site.database().reading(tx -> new Links(tx, site.time()).key(link.id()));
        return remotes.at(URI.create(link.remoteUrl()), link.business(), LinkKey.of(link.keyId(), secret));
    }
}
