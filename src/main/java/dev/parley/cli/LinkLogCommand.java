package dev.parley.cli;

import dev.parley.site.Site;
import dev.parley.store.Link;
import dev.parley.store.LinkLog;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley link log}. */
@Command(
        name = "log",
        description = {
            "Shows what went over a link lately, the newest first: the syncs that moved something, whichever"
                    + " site started them, and those that failed."
        })
final class LinkLogCommand extends SiteCommand {

    @Parameters(
            paramLabel = "LINK",
            arity = "0..1",
            description = "The link's name or uuid (default: the only one of this site).")
    private String name = "";

    @Option(names = "--limit", paramLabel = "N", description = "At most so many entries (default: 20).")
    private int limit = 20;

    LinkLogCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        Link link = site.link(name);
        List<LinkLog.Entry> entries = site.log(link, Math.max(limit, 1));
        Json json = new Json()
                .with("link", link.name())
                .with("entries", entries.stream().map(LinkLogCommand::json).toList());
        shell().print(json, () -> tell(entries));
        return Exit.OK;
    }

    private static Json json(LinkLog.Entry entry) {
        return new Json()
                .with("at", Moment.iso(entry.at()))
                .with("event", entry.event())
                .with("code", entry.code())
                .with("message", entry.message())
                .with("times", entry.times());
    }

    private void tell(List<LinkLog.Entry> entries) {
        if (entries.isEmpty()) {
            say("Nothing has gone over this link yet.");
            return;
        }
        Table table = new Table("when", "what", "", "times", "");
        entries.forEach(entry -> table.row(
                Moment.plain(entry.at()),
                entry.event(),
                entry.code(),
                entry.times() > 1 ? Integer.toString(entry.times()) : "",
                entry.message()));
        table.print(terminal());
    }
}
