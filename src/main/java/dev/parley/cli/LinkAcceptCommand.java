package dev.parley.cli;

import dev.parley.site.Pairing;
import dev.parley.site.Site;
import dev.parley.store.Link;
import dev.parley.store.Link.Direction;
import dev.parley.wire.Invitation;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley link accept}. */
@Command(name = "accept", description = "Takes up another site's invitation, which has to be served at this moment.")
final class LinkAcceptCommand extends SiteCommand {

    @Parameters(paramLabel = "INVITATION", description = "The line that parley link invite printed at the other site.")
    private String invitation = "";

    @Option(
            names = "--direction",
            required = true,
            paramLabel = "push|pull|bi",
            description = "Which way records go, as seen from here.")
    private Direction direction = Direction.BI;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What to call the link here (default: after the other site).")
    private Optional<String> name = Optional.empty();

    LinkAcceptCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        Invitation read = Invitation.ofText(invitation);
        Link link = new Pairing(site).accept(read, direction, name, new HttpRemotes(site.config(), shell().time()));
        shell().print(LinkText.json(link), () -> {
            String business = read.businessName().isEmpty() ? link.business().toString() : read.businessName();
            say("Link %s: %s is shared with %s, %s."
                    .formatted(link.name(), business, link.remoteName(), LinkText.direction(link)));
            terminal().hint("Next: parley sync " + link.name());
        });
        return Exit.OK;
    }
}
