package dev.parley.cli;

import dev.parley.site.Site;
import dev.parley.store.Link;
import dev.parley.store.Link.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley link resume}. */
@Command(name = "resume", description = "Lets a paused link go on.")
final class LinkResumeCommand extends SiteCommand {

    @Parameters(paramLabel = "LINK", description = "The link's name or uuid.")
    private String name = "";

    LinkResumeCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        Link link = site.link(name);
        if (link.status() == Status.PAUSED) {
            site.withLinks(links -> {
                links.setStatus(link.id(), Status.ACTIVE);
                return true;
            });
        }
        Link now = site.link(link.uuid().toString());
        shell().print(
                        LinkText.json(now),
                        () -> say("Link %s is %s."
                                .formatted(now.name(), now.status().word())));
        return Exit.OK;
    }
}
