package dev.parley.cli;

import dev.parley.site.Keys;
import dev.parley.site.Site;
import dev.parley.site.UnknownException;
import dev.parley.store.Link;
import dev.parley.wire.SiteKey;
import dev.parley.wire.UuidText;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley key trust}. */
@Command(
        name = "trust",
        description = {
            "Takes that as the key of another site from now on. For when its people have renewed it and told you so, by"
                    + " another way than the link."
        })
final class KeyTrustCommand extends SiteCommand {

    @Parameters(
            index = "0",
            paramLabel = "SITE",
            description = "The other site: its uuid, or the name of a link to it.")
    private String other = "";

    @Parameters(index = "1", paramLabel = "KEY", description = "The public key that parley key show prints there.")
    private String key = "";

    KeyTrustCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        site.identity();
        UUID uuid = uuid(site);
        SiteKey trusted = KeyOptions.key(key);
        Keys keys = new Keys(site);
        keys.own();
        Optional<SiteKey> before = keys.of(uuid);
        keys.trust(uuid, trusted);
        Json json = new Json()
                .with("site", uuid)
                .with("public_key", trusted.text())
                .with("before", before.map(SiteKey::text));
        shell().print(json, () -> say("%s signs with %s from now on.".formatted(other, trusted.fingerprint())));
        return Exit.OK;
    }

    private UUID uuid(Site site) {
        Optional<Link> link =
                site.links().stream().filter(any -> any.name().equals(other)).findFirst();
        if (link.isPresent()) {
            return link.get().remoteSite();
        }
        try {
            return UuidText.parse(other);
        } catch (IllegalArgumentException e) {
            throw new UnknownException(
                    "%s is neither the uuid of a site nor the name of a link.".formatted(other),
                    "parley link list shows the links that there are.");
        }
    }
}
