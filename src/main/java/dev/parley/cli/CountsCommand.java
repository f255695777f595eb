package dev.parley.cli;

import dev.parley.site.LinkCounts;
import dev.parley.site.Site;
import dev.parley.store.Link;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley counts}. */
@Command(
        name = "counts",
        description = {
            "Shows how many rows each table has at both ends of a link. Quick, and says nothing of what stands in the"
                    + " rows. Exits with 3 if a count differs."
        })
final class CountsCommand extends SiteCommand {

    @Parameters(
            paramLabel = "LINK",
            arity = "0..1",
            description = "The link's name or uuid (default: the only one of this site).")
    private String name = "";

    CountsCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        Link link = site.link(name);
        List<LinkCounts.Count> counts = new LinkCounts(site, new HttpRemotes(site.config(), shell().time())).of(link);
        boolean equal = counts.stream().allMatch(LinkCounts.Count::isEqual);
        Json json = new Json()
                .with("link", link.name())
                .with("equal", equal)
                .with("counts", counts.stream().map(CountsCommand::json).toList());
        shell().print(json, () -> tell(site, link, counts));
        return equal ? Exit.OK : Exit.FINDINGS;
    }

    private static Json json(LinkCounts.Count count) {
        return new Json()
                .with("object", count.object())
                .with("table", count.table())
                .with("here", count.here())
                .with("there", count.there());
    }

    private void tell(Site site, Link link, List<LinkCounts.Count> counts) {
        Table table = new Table("object", "table", site.config().name(), link.remoteName(), "");
        for (LinkCounts.Count count : counts) {
            table.row(
                    count.object(),
                    count.table().orElse("-"),
                    count.here().map(String::valueOf).orElse("-"),
                    count.there().map(String::valueOf).orElse("-"),
                    count.isEqual() ? "" : "differs");
        }
        table.print(terminal());
    }
}
