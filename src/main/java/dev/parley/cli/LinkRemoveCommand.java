package dev.parley.cli;

import dev.parley.site.Site;
import dev.parley.store.Link;
import dev.parley.wire.PeerException;
import dev.parley.wire.Standing;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code parley link remove}. */
@Command(
        name = "remove",
        description = {
            "Removes this site's half of a link, with its key; records and history stay. Remove the other half at the"
                    + " other site, or both at once with --both."
        })
final class LinkRemoveCommand extends LinkEndCommand {

    LinkRemoveCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        Link link = link(site);
        Optional<PeerException> refusal = become(site, link, Standing.REMOVED);
        shell().print(new Json().with("removed", link.name()).with("uuid", link.uuid()), () -> {
            if (both() && refusal.isEmpty()) {
                say("Link %s is removed here and at %s.".formatted(link.name(), link.remoteName()));
                return;
            }
            say("Link %s is removed here.".formatted(link.name()));
            if (!link.remoteName().isEmpty() && !both()) {
                terminal().hint("Remove it at %s too: its calls are refused from now on.".formatted(link.remoteName()));
            }
        });
        return end(link, refusal);
    }
}
