package dev.parley.cli;

import dev.parley.site.LinkEnds;
import dev.parley.site.Site;
import dev.parley.store.Link;
import dev.parley.wire.PeerException;
import dev.parley.wire.Standing;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that lets a link rest, go on or end, here or at both ends. */
abstract class LinkEndCommand extends SiteCommand {

    @Parameters(paramLabel = "LINK", description = "The link's name or uuid.")
    private String name = "";

    @Option(names = "--both", description = "At the other site too, if it can be called from here.")
    private boolean both;

    LinkEndCommand(Shell shell) {
        super(shell);
    }

    /** The link that is meant. */
    final Link link(Site site) {
        return site.link(name);
    }

    /** Does it; gives why the other site does not do the same, where it was to. */
    final Optional<PeerException> become(Site site, Link link, Standing wanted) {
        LinkEnds ends = new LinkEnds(site);
        if (!both) {
            ends.here(link, wanted);
            return Optional.empty();
        }
        return ends.both(link, wanted, new HttpRemotes(site.config(), shell().time()));
    }

    /** Whether the other site was to do the same. */
    final boolean both() {
        return both;
    }

    /** Where it was done, if at both sites. */
    final String where(Link link, Optional<PeerException> refusal) {
        return both && refusal.isEmpty() ? ", here and at " + link.remoteName() : "";
    }

    /** Tells that the other site did not do the same; gives the exit code. */
    final int end(Link link, Optional<PeerException> refusal) {
        if (refusal.isEmpty()) {
            return Exit.OK;
        }
        new Failure(
                        Exit.REMOTE,
                        refusal.get().code(),
                        "Done here, but not at %s: %s"
                                .formatted(link.remoteName(), refusal.get().detail()),
                        "Do it there too, or run this again later.")
                .print(terminal(), shell().json());
        return Exit.REMOTE;
    }
}
