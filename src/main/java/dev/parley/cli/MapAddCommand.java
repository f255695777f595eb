package dev.parley.cli;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Change;
import dev.parley.site.Site;
import dev.parley.site.UnknownException;
import dev.parley.sync.Mapping;
import dev.parley.sync.UndecidableException;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley map add}. */
@Command(
        name = "add",
        description = {
            "Makes one record of two that were entered under different uuids: one row stays, with the history of both, and"
                    + " what refers to either refers to it. The other sites do the same at the next sync. parley"
                    + " map remove undoes it."
        })
final class MapAddCommand extends SiteCommand {

    @Parameters(index = "0", paramLabel = "OBJECT", description = "Full name of the object, package.module.object.")
    private String object = "";

    @Parameters(index = "1", paramLabel = "UUID", description = "One of the two.")
    private UUID one = new UUID(0, 0);

    @Parameters(index = "2", paramLabel = "UUID", description = "The other.")
    private UUID other = new UUID(0, 0);

    MapAddCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        CatalogueObject of = MapCommand.object(site, object);
        Change map;
        try {
            map = new Mapping(site.context()).add(of, one, other);
        } catch (UndecidableException e) {
            throw new UnknownException(
                    String.valueOf(e.getMessage()), "parley history UUID tells what is known of a record.");
        }
        shell().print(
                        new Json()
                                .with("object", object)
                                .with("record", map.record())
                                .with("change", map.uuid()),
                        () -> say("They are one record now, %s.".formatted(map.record())));
        return Exit.OK;
    }
}
