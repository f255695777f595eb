package dev.parley.cli;

import dev.parley.cli.Terminal.Look;
import dev.parley.site.LastResult;
import dev.parley.site.Site;
import dev.parley.store.ChangeLog;
import dev.parley.store.Leases;
import dev.parley.store.Link;
import dev.parley.store.Problems;
import dev.parley.store.SiteIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code parley status}. */
@Command(name = "status", description = "Shows how this site and its links stand.")
final class StatusCommand extends SiteCommand {

    private static final int COUNTED = 1000;

    StatusCommand(Shell shell) {
        super(shell);
    }

    /**
     * How a link stands.
     *
     * @param waiting how many changes wait to be sent, counted up to {@link #COUNTED}
     * @param busy who is syncing over it at this moment
     */
    private record Standing(Link link, Optional<LastResult.Result> last, int waiting, Optional<Leases.Taken> busy) {}

    @Override
    int run(Site site) {
        SiteIdentity identity = site.identity();
        List<Standing> links = new ArrayList<>();
        for (Link link : site.links()) {
            links.add(new Standing(
                    link,
                    new LastResult(site).of(link),
                    waiting(site, link),
                    site.leases().holder("link:" + link.uuid())));
        }
        long problems = site.database().reading(tx -> new Problems(tx, site.time()).countOpen());
        Json json = new Json()
                .with("site", identity.name())
                .with("uuid", identity.site())
                .with("url", site.config().url())
                .with("database", site.database())
                .with("links", links.stream().map(StatusCommand::json).toList())
                .with("problems", problems);
        shell().print(json, () -> tell(site, identity, links, problems));
        return Exit.OK;
    }

    private static int waiting(Site site, Link link) {
        if (!link.direction().pushes()) {
            return 0;
        }
        return site.database().reading(tx -> new ChangeLog(tx)
                .after(link.sent().seq(), link.business().toString(), link.id(), COUNTED)
                .size());
    }

    private static Json json(Standing standing) {
        return LinkText.json(standing.link())
                .with("waiting", standing.waiting())
                .with("last_result", standing.last().map(StatusCommand::json))
                .with("syncing", standing.busy().map(Leases.Taken::holder));
    }

    /** How a sync went. */
    static Json json(LastResult.Result result) {
        return new Json()
                .with("at", Moment.iso(result.at()))
                .with("ok", result.isOk())
                .with("error", result.error())
                .with("message", result.message());
    }

    private void tell(Site site, SiteIdentity identity, List<Standing> links, long problems) {
        say("%s  %s".formatted(terminal().styled(Look.BOLD, identity.name()), identity.site()));
        say("database  " + site.database());
        say("URL       "
                + (site.config().url().isEmpty()
                        ? "none: others can't reach this site"
                        : site.config().url()));
        say("problems  " + (problems == 0 ? "none" : problems + " open; parley problems lists them"));
        say("");
        if (links.isEmpty()) {
            say("no links yet");
            return;
        }
        Table table = new Table("LINK", "DIRECTION", "STATUS", "LAST SYNC", "TO SEND", "LAST RESULT");
        for (Standing standing : links) {
            Link link = standing.link();
            table.row(
                    link.name(),
                    link.direction().word(),
                    standing.busy().isPresent() ? "syncing" : link.status().word(),
                    Moment.ago(link.times().lastSync(), site.time().micros()),
                    standing.waiting() == COUNTED ? COUNTED + "+" : Integer.toString(standing.waiting()),
                    standing.last().map(StatusCommand::text).orElse("-"));
        }
        table.print(terminal());
    }

    private static String text(LastResult.Result result) {
        return result.isOk() ? result.message() : "failed: " + result.message();
    }
}
