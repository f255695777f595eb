package dev.parley.cli;

import dev.parley.site.Site;
import dev.parley.store.Link;
import dev.parley.store.Link.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley link pause}. */
@Command(name = "pause", description = "Lets a link rest: nothing goes over it, whoever asks, until it is resumed.")
final class LinkPauseCommand extends SiteCommand {

    @Parameters(paramLabel = "LINK", description = "The link's name or uuid.")
    private String name = "";

    LinkPauseCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        Link link = site.link(name);
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
        site.withLinks(links -> {
            links.setStatus(link.id(), Status.PAUSED);
            return true;
        });
        shell().print(
                        LinkText.json(site.link(link.uuid().toString())),
                        () -> say("Link %s rests now.".formatted(link.name())));
        return Exit.OK;
    }
}
