package dev.parley.site;

import dev.parley.store.Link;
import dev.parley.store.Link.Status;
import dev.parley.store.Problem;
import dev.parley.store.Problems;
import dev.parley.wire.PeerException;
import dev.parley.wire.Standing;
import java.util.Optional;
import java.util.OptionalLong;

/** Lets a link rest, go on or end: at this site alone, or at both. */
public final class LinkEnds {

    private final Site site;

    /** Of the links of that site. */
    public LinkEnds(Site site) {
        this.site = site;
    }

    /**
     * Does it at both ends. What the other end says does not keep this one from doing it.
     *
     * @return why the other end does not do the same; empty where it does
     */
    public Optional<PeerException> both(Link link, Standing wanted, Remotes remotes) {
        // Asked first: a link that is removed here has no key left to ask with.
        Optional<PeerException> refusal = ask(link, wanted, remotes);
        here(link, wanted);
        return refusal;
    }

    private Optional<PeerException> ask(Link link, Standing wanted, Remotes remotes) {
        try {
            new LinkRemote(site, remotes).of(link).become(wanted);
            return Optional.empty();
        } catch (PeerException e) {
            return Optional.of(e);
        } catch (UnknownException e) {
            return Optional.of(new PeerException("unreachable", String.valueOf(e.getMessage()), e.hint()));
        }
    }

    /** Does it here alone. */
    public void here(Link link, Standing wanted) {
        set(link, wanted);
        log(link, wanted, "here", "at this site");
    }

    /** Does what the other end asks for, and lets people here know. */
    void asked(Link link, Standing wanted) {
        if (wanted == Standing.REMOVED) {
            Problem problem = new Problem(
                    site.ids().next(),
                    "link",
                    OptionalLong.empty(),
                    link.business().toString(),
                    "",
                    "",
                    "",
                    "Link %s was removed by %s: nothing is synced with it any more. Records and history stay."
                            .formatted(link.name(), link.remoteName()),
                    "{}");
            site.database().inTransaction(tx -> new Problems(tx, site.time()).report(problem));
        }
        set(link, wanted);
        log(link, wanted, "there", "by " + link.remoteName());
    }

    private void set(Link link, Standing wanted) {
        site.withLinks(links -> {
            switch (wanted) {
                case ACTIVE -> links.setStatus(link.id(), Status.ACTIVE);
                case PAUSED -> links.setStatus(link.id(), Status.PAUSED);
                case REMOVED -> links.remove(link.id());
            }
            return true;
        });
    }

    private void log(Link link, Standing wanted, String code, String message) {
        if (wanted != Standing.REMOVED) {
            site.log(link, wanted == Standing.PAUSED ? "paused" : "resumed", code, message);
        }
    }
}
