package dev.parley.cli;

import dev.parley.site.Setup;
import dev.parley.site.Site;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley init}. */
@Command(
        name = "init",
        description = {
            "Sets the database up: Parley's own tables, and triggers that capture what is written to the catalogue's"
                    + " tables. Can be run again at any time, and is to be run after a table was altered."
        })
final class InitCommand extends SiteCommand {

    @Option(
            names = "--business",
            paramLabel = "UUID",
            description =
                    "Where the whole database is one business: the uuid that it has at another site (default: a new"
                            + " one).")
    private Optional<UUID> business = Optional.empty();

    InitCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        Setup.Done done = new Setup(site).init(business);
        Json json = new Json()
                .with("site", done.identity().site())
                .with("name", done.identity().name())
                .with("database", site.database())
                .with("fresh", done.fresh())
                .with("objects", done.objects());
        done.business().ifPresent(uuid -> json.with("business", uuid));
        shell().print(json, () -> {
            say("%s %s: %s of %s %s captured."
                    .formatted(
                            done.identity().name(),
                            done.fresh() ? "is set up" : "is up to date",
                            Plural.of(done.objects().size(), "object"),
                            site.database(),
                            done.objects().size() == 1 ? "is" : "are"));
            done.business().ifPresent(uuid -> say("The whole database is the business %s.".formatted(uuid)));
            terminal().hint("Next: parley doctor, then parley serve.");
        });
        return Exit.OK;
    }
}
