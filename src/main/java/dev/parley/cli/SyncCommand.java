package dev.parley.cli;

import dev.parley.site.Alerts;
import dev.parley.site.LinkPlan;
import dev.parley.site.LinkRun;
import dev.parley.site.LinkSync;
import dev.parley.site.Site;
import dev.parley.site.UnknownException;
import dev.parley.store.Link;
import dev.parley.store.Link.Status;
import dev.parley.sync.PlanReport;
import dev.parley.sync.PlannedRecord;
import dev.parley.sync.SyncType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley sync}. */
@Command(
        name = "sync",
        description = {
            "Syncs over a link now, or over each link that can be called from here. Exits with 3 if something was held"
                    + " back; parley problems tells what."
        })
final class SyncCommand extends SiteCommand {

    private static final int SHOWN = 100;

    @Parameters(paramLabel = "LINK", arity = "0..1", description = "The link's name or uuid (default: all).")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--type",
            paramLabel = "incremental|partial|full",
            description = {
                "incremental: what changed since the last time (the default).",
                "partial: compare which version of each record both have.",
                "full: compare what stands in every row too, and repair what was altered behind Parley's back."
            })
    private SyncType type = SyncType.INCREMENTAL;

    @Mixin
    private PartOptions part = new PartOptions();

    @Option(
            names = "--plan",
            description = {
                "Only says what would change at which site, field by field, and who wins; changes nothing.",
                "Exits with 3 if there would be a conflict or a problem."
            })
    private boolean plan;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "With --plan: details of at most N records (default: 100); --json has all.")
    private Optional<Integer> limit = Optional.empty();

    SyncCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        if (limit.isPresent() && !plan) {
            throw new UnknownException(
                    "--limit says how much of a plan is shown.", "Give --plan too, or leave it out.");
        }
        int exit = syncs(site);
        if (plan) {
            return exit;
        }
        Alerts alerts = new Alerts(site);
        if (alerts.isOn()) {
            alerts.run();
        }
        return exit;
    }

    private static String whyNot(Link link) {
        return switch (link.status()) {
            case INVITED -> "%s: nobody has taken up its invitation yet.".formatted(link.name());
            case PAUSED -> "%1$s rests: parley link resume %1$s lets it go on.".formatted(link.name());
            case ACTIVE -> "%s: the other site has no URL; it calls by itself.".formatted(link.name());
        };
    }

    private int syncs(Site site) {
        if (name.isPresent()) {
            return sync(site, site.link(name.get()));
        }
        List<Link> links = site.links().stream()
                .filter(link ->
                        link.status() == Status.ACTIVE && !link.remoteUrl().isEmpty())
                .toList();
        if (links.isEmpty() && !shell().json()) {
            say("No link of this site can be synced from here.");
            site.links().forEach(link -> say("  " + whyNot(link)));
        }
        int exit = Exit.OK;
        for (Link link : links) {
            exit = worse(exit, one(site, link));
        }
        return exit;
    }

    /** One of several: what is wrong with it is told, and the next one has its turn. */
    private int one(Site site, Link link) {
        try {
            return sync(site, link);
        } catch (RuntimeException e) {
            Failure failure = Failure.of(e);
            failure.print(terminal(), shell().json());
            return failure.exit();
        }
    }

    /** A failure counts more than findings, and the first failure more than a later one. */
    private static int worse(int one, int other) {
        return one == Exit.OK || (one == Exit.FINDINGS && other != Exit.OK) ? other : one;
    }

    private int plan(Site site, Link link) {
        HistoryNames names = new HistoryNames(site);
        PlanJson json = new PlanJson(names);
        List<PlannedRecord> first = new ArrayList<>();
        LinkPlan.Planned planned;
        try (WatchedRemotes remotes =
                new WatchedRemotes(new HttpRemotes(site.config(), shell().time()), terminal(), link.name())) {
            planned = new LinkPlan(site, remotes).run(link, type, part.of(site, "sync"), record -> {
                if (shell().json()) {
                    terminal().out().println(json.record(record));
                } else if (first.size() < limit.orElse(SHOWN)) {
                    first.add(record);
                }
            });
        }
        shell().print(json.sums(planned), () -> new PlanText(
                        terminal(), names, site.identity().name(), link.remoteName())
                .tell(planned, first));
        PlanReport.Sums total = planned.report().total();
        return total.conflicts() + total.problems() > 0 ? Exit.FINDINGS : Exit.OK;
    }

    private int sync(Site site, Link link) {
        if (plan) {
            return plan(site, link);
        }
        LinkRun run;
        try (WatchedRemotes remotes =
                new WatchedRemotes(new HttpRemotes(site.config(), shell().time()), terminal(), link.name())) {
            run = new LinkSync(site, remotes).run(link, type, part.of(site, "sync"));
        }
        shell().print(json(run), () -> tell(run));
        return run.problems() > 0 ? Exit.FINDINGS : Exit.OK;
    }

    /** What a sync did, as --json prints it. */
    static Json json(LinkRun run) {
        return new Json()
                .with("link", run.link().name())
                .with("type", run.report().type().word())
                .with("pulled", run.pulled())
                .with("pushed", run.pushed())
                .with("conflicts", run.conflicts())
                .with("problems", run.problems())
                .with("requests", run.traffic().requests())
                .with("bytes_sent", run.traffic().bytesSent())
                .with("bytes_received", run.traffic().bytesReceived())
                .with("seconds", Math.round(run.took().toNanos() / 1e6) / 1e3)
                .with("notes", run.report().notes());
    }

    private void tell(LinkRun run) {
        say("%s: %d pulled, %d pushed, %s, %s (%s, %s, %s out, %s in, %.2f s)"
                .formatted(
                        run.link().name(),
                        run.pulled(),
                        run.pushed(),
                        Plural.of(run.conflicts(), "conflict"),
                        Plural.of(run.problems(), "problem"),
                        run.report().type().word(),
                        Plural.of(run.traffic().requests(), "request"),
                        Plural.bytes(run.traffic().bytesSent()),
                        Plural.bytes(run.traffic().bytesReceived()),
                        run.took().toNanos() / 1e9));
        run.report().notes().forEach(note -> say("  note: " + note.replace("`", "")));
        if (run.problems() + run.conflicts() > 0) {
            terminal().hint("parley problems tells more.");
        }
    }
}
