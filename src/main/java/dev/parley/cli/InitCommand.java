package dev.parley.cli;

import dev.parley.site.Setup;
import dev.parley.site.Site;
import picocli.CommandLine.Command;

/** {@code parley init}. */
@Command(
        name = "init",
        description = {
            "Sets the database up: Parley's own tables, and triggers that capture what is written to the catalogue's"
                    + " tables. Can be run again at any time, and is to be run after a table was altered."
        })
final class InitCommand extends SiteCommand {

    InitCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        Setup.Done done = new Setup(site).init();
        Json json = new Json()
                .with("site", done.identity().site())
                .with("name", done.identity().name())
                .with("database", site.database())
                .with("fresh", done.fresh())
                .with("objects", done.objects());
        shell().print(json, () -> {
            say("%s %s: %d objects of %s are captured."
                    .formatted(
                            done.identity().name(),
                            done.fresh() ? "is set up" : "is up to date",
                            done.objects().size(),
                            site.database()));
            terminal().hint("Next: parley doctor, then parley serve.");
        });
        return Exit.OK;
    }
}
