package dev.parley.cli;

import dev.parley.site.Keys;
import dev.parley.site.Site;
import dev.parley.wire.SiteKey;
import picocli.CommandLine.Command;

/** {@code parley key renew}. */
@Command(
        name = "renew",
        description = {
            "Gives this site a new key to sign receipts with. Links and their own keys stay. The people at each linked"
                    + " site have to say that they trust it, with parley key trust."
        })
final class KeyRenewCommand extends SiteCommand {

    KeyRenewCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        site.identity();
        Keys keys = new Keys(site);
        keys.own();
        SiteKey key = keys.renew().publicHalf();
        shell().print(KeyShowCommand.json(site, key), () -> {
            KeyShowCommand.tell(this, site, key);
            terminal()
                    .hint("At each linked site: parley key trust %s %s"
                            .formatted(site.identity().site(), key.text()));
        });
        return Exit.OK;
    }
}
