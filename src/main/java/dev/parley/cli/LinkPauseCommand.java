package dev.parley.cli;

import dev.parley.site.Site;
import dev.parley.store.Link;
import dev.parley.store.Link.Status;
import dev.parley.wire.PeerException;
import dev.parley.wire.Standing;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code parley link pause}. */
@Command(name = "pause", description = "Lets a link rest: nothing goes over it, whoever asks, until it is resumed.")
final class LinkPauseCommand extends LinkEndCommand {

    LinkPauseCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        Link link = link(site);
        if (link.status() == Status.INVITED) {
            new Failure(
                            Exit.USAGE,
                            "unknown",
                            "Nobody has taken up the invitation of link %s yet, so there is nothing to pause."
                                    .formatted(link.name()),
                            "parley link remove %s takes the invitation back.".formatted(link.name()))
                    .print(terminal(), shell().json());
            return Exit.USAGE;
        }
        Optional<PeerException> refusal = become(site, link, Standing.PAUSED);
        shell().print(
                        LinkText.json(site.link(link.uuid().toString())),
                        () -> say("Link %s rests now%s.".formatted(link.name(), where(link, refusal))));
        return end(link, refusal);
    }
}
