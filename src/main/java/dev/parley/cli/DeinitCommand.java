package dev.parley.cli;

import dev.parley.site.Setup;
import dev.parley.site.Site;
import dev.parley.store.Link;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley deinit}. */
@Command(
        name = "deinit",
        description = {
            "Takes Parley's tables and triggers out of the database, and with them links, history and problems. The"
                    + " application's own rows stay as they are."
        })
final class DeinitCommand extends SiteCommand {

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    DeinitCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) throws IOException {
        if (site.findIdentity().isEmpty()) {
            shell().print(
                            new Json().with("removed", false),
                            () -> say("There is nothing of Parley in " + site.database() + "."));
            return Exit.OK;
        }
        List<Link> links = site.links();
        if (!yes && !confirmed(site, links.size())) {
            return Exit.USAGE;
        }
        new Setup(site).deinit();
        Json json = new Json()
                .with("removed", true)
                .with("links", links.stream().map(Link::name).toList());
        shell().print(json, () -> say("Parley's tables and triggers are gone from " + site.database() + "."));
        return Exit.OK;
    }

    private boolean confirmed(Site site, int links) throws IOException {
        String what = "This removes %d link%s and the history of every change from %s."
                .formatted(links, links == 1 ? "" : "s", site.database());
        if (!terminal().interactive()) {
            new Failure(Exit.USAGE, "usage", what, "Say --yes if that is what you want.")
                    .print(terminal(), shell().json());
            return false;
        }
        terminal().err().print(what + " Go on? [y/N] ");
        terminal().err().flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
