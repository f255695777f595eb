package dev.parley.cli;

import dev.parley.site.Keys;
import dev.parley.site.Site;
import dev.parley.wire.SiteKey;
import picocli.CommandLine.Command;

/** {@code parley key show}. */
@Command(
        name = "show",
        description = "Shows the public half of the key with which this site signs receipts, and its fingerprint.")
final class KeyShowCommand extends SiteCommand {

    KeyShowCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        SiteKey key = new Keys(site).own().publicHalf();
        shell().print(json(site, key), () -> tell(this, site, key));
        return Exit.OK;
    }

    static Json json(Site site, SiteKey key) {
        return new Json()
                .with("site", site.identity().site())
                .with("name", site.identity().name())
                .with("public_key", key.text())
                .with("fingerprint", key.fingerprint());
    }

    static void tell(SiteCommand command, Site site, SiteKey key) {
        command.say(
                "site         " + site.identity().name() + " " + site.identity().site());
        command.say("public key   " + key.text());
        command.say("fingerprint  " + key.fingerprint());
    }

    /** A key and what people compare of it. */
    static String told(SiteKey key) {
        return key.text() + ", fingerprint " + key.fingerprint();
    }
}
