package dev.parley.cli;

import dev.parley.site.Keys;
import dev.parley.site.LastResult;
import dev.parley.site.Site;
import dev.parley.store.Link;
import dev.parley.wire.SiteKey;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley link show}. */
@Command(name = "show", description = "Shows a link with all that is known of it, but for its key.")
final class LinkShowCommand extends SiteCommand {

    @Parameters(
            paramLabel = "LINK",
            arity = "0..1",
            description = "The link's name or uuid (default: the only one of this site).")
    private String name = "";

    LinkShowCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        Link link = site.link(name);
        Optional<LastResult.Result> last = new LastResult(site).of(link);
        SiteKey own = new Keys(site).own().publicHalf();
        Optional<SiteKey> theirs = new Keys(site).of(link.remoteSite());
        Json json = LinkText.json(link)
                .with("received", link.received().seq())
                .with("sent", link.sent().seq())
                .with("public_key", own.text())
                .with("remote_public_key", theirs.map(SiteKey::text))
                .with("last_result", last.map(StatusCommand::json));
        shell().print(json, () -> {
            tell(link, last);
            line("signs here", KeyShowCommand.told(own));
            line("signs there", theirs.map(KeyShowCommand::told).orElse("not known yet: learnt at the next handshake"));
        });
        return Exit.OK;
    }

    private void tell(Link link, Optional<LastResult.Result> last) {
        line("link", link.name());
        line("uuid", link.uuid());
        line("business", link.business());
        line("direction", link.direction().word() + ", " + LinkText.direction(link));
        line("status", link.status().word());
        line("site", link.remoteName().isEmpty() ? "-" : link.remoteName() + " " + link.remoteSite());
        line("URL", link.remoteUrl().isEmpty() ? "none: the other site calls this one" : link.remoteUrl());
        line("key", link.keyId());
        line("added", Moment.plain(link.times().added()));
        line("last sync", Moment.plain(link.times().lastSync()));
        line("last partial", Moment.plain(link.times().lastPartial()));
        line("last result", last.map(LastResult.Result::message).orElse("-"));
        line(
                "received",
                "up to place %d of the other site's feed"
                        .formatted(link.received().seq()));
        line("sent", "up to place %d of this site's feed".formatted(link.sent().seq()));
    }

    private void line(String what, Object value) {
        say("%-13s %s".formatted(what, value));
    }
}
