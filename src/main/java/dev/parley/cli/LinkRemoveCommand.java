package dev.parley.cli;

import dev.parley.site.Site;
import dev.parley.store.Link;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley link remove}. */
@Command(
        name = "remove",
        description = {
            "Removes this site's half of a link, with its key; records and history stay. Remove the other half at the"
                    + " other site."
        })
final class LinkRemoveCommand extends SiteCommand {

    @Parameters(paramLabel = "LINK", description = "The link's name or uuid.")
    private String name = "";

    LinkRemoveCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        Link link = site.link(name);
        site.withLinks(links -> {
            links.remove(link.id());
            return true;
        });
        shell().print(new Json().with("removed", link.name()).with("uuid", link.uuid()), () -> {
            say("Link %s is removed here.".formatted(link.name()));
            if (!link.remoteName().isEmpty()) {
                terminal().hint("Remove it at %s too: its calls are refused from now on.".formatted(link.remoteName()));
            }
        });
        return Exit.OK;
    }
}
