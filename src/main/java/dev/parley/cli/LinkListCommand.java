package dev.parley.cli;

import dev.parley.site.Site;
import dev.parley.store.Link;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code parley link list}. */
@Command(name = "list", description = "Lists this site's links.")
final class LinkListCommand extends SiteCommand {

    LinkListCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        List<Link> links = site.links();
        Json json = new Json().with("links", links.stream().map(LinkText::json).toList());
        shell().print(json, () -> tell(links));
        return Exit.OK;
    }

    private void tell(List<Link> links) {
        if (links.isEmpty()) {
            say("This site has no links yet.");
            terminal().hint("Make one with parley link invite, or take up another site's with parley link accept.");
            return;
        }
        Table table = new Table("LINK", "SITE", "DIRECTION", "STATUS", "LAST SYNC");
        for (Link link : links) {
            table.row(
                    link.name(),
                    link.remoteName().isEmpty() ? "-" : link.remoteName(),
                    link.direction().word(),
                    link.status().word(),
                    Moment.ago(link.times().lastSync(), shell().time().micros()));
        }
        table.print(terminal());
    }
}
