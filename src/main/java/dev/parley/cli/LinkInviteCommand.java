package dev.parley.cli;

import dev.parley.site.Pairing;
import dev.parley.site.Pairing.Invited;
import dev.parley.site.Site;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley link invite}. */
@Command(
        name = "invite",
        description = {
            "Invites another site to share a business. Prints a line for the other site's parley link accept. It holds"
                    + " the link's key, is shown this once, and is good for the first site that takes it up: keep it as"
                    + " secret as a password."
        })
final class LinkInviteCommand extends SiteCommand {

    @Option(
            names = "--business",
            paramLabel = "UUID",
            description = "The business to share (default: the only one there is).")
    private Optional<UUID> business = Optional.empty();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What to call the link here (default: after the site that takes it up).")
    private Optional<String> name = Optional.empty();

    LinkInviteCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        Pairing pairing = new Pairing(site);
        site.identity();
        UUID shared = business.orElseGet(pairing::onlyBusiness);
        Invited invited = pairing.invite(shared, name, new SecureRandom());
        String invitation = invited.invitation().toText();
        Json json = new Json()
                .with("link", invited.link().name())
                .with("uuid", invited.link().uuid())
                .with("business", shared)
                .with("invitation", invitation);
        shell().print(json, () -> say(invitation));
        if (!shell().json()) {
            terminal().hint("At the other site: parley link accept INVITATION --direction push|pull|bi");
            terminal().hint("This site has to be served for that: parley serve");
        }
        return Exit.OK;
    }
}
