package dev.parley.site;

import dev.parley.store.Link;
import dev.parley.store.Link.Status;
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
        String secret = site.database().query(tx -> new Links(tx, site.time()).key(link.id()));
        return remotes.at(URI.create(link.remoteUrl()), link.business(), LinkKey.of(link.keyId(), secret));
    }

    /**
     * The other site of the link, where something can be done over it now.
     *
     * @throws UnknownException if it has no URL, or the link is not active
     */
    Remotes.Remote awake(Link link) {
        refuseResting(link);
        return of(link);
    }

    /** Carries a request out while the thread that syncs works on. */
    static void elsewhere(Runnable request) {
        Thread thread = new Thread(request, "exchange");
        thread.setDaemon(true);
        thread.start();
    }

    private static void refuseResting(Link link) {
        if (link.status() == Status.INVITED) {
            throw new UnknownException(
                    "Nobody has taken up the invitation of link %s yet, so there is nobody to sync with."
                            .formatted(link.name()),
                    "Run parley link accept at the other site.");
        }
        if (link.status() == Status.PAUSED) {
            throw new UnknownException(
                    "Link %s is paused.".formatted(link.name()),
                    "parley link resume %s lets it go on.".formatted(link.name()));
        }
    }
}
