package dev.parley.cli;

import dev.parley.site.Site;
import dev.parley.store.Link;
import dev.parley.store.Link.Status;
import dev.parley.wire.PeerException;
import dev.parley.wire.Standing;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code parley link resume}. */
@Command(name = "resume", description = "Lets a paused link go on.")
final class LinkResumeCommand extends LinkEndCommand {

    LinkResumeCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        Link link = link(site);
        boolean taken = link.status() != Status.INVITED;
        Optional<PeerException> refusal = taken && (both() || link.status() == Status.PAUSED)
                ? become(site, link, Standing.ACTIVE)
                : Optional.empty();
        Link now = site.link(link.uuid().toString());
        shell().print(
                        LinkText.json(now),
                        () -> say("Link %s is %s%s."
                                .formatted(now.name(), now.status().word(), where(link, refusal))));
        return end(link, refusal);
    }
}
