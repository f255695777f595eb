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

/** {@code parley map remove}. */
@Command(
        name = "remove",
        description = {
            "Makes a record one by itself again that was wrongly found to be the same as another. It gets back what was known"
                    + " of it before; what was done while they were one stays with the lesser uuid. The other sites do the"
                    + " same at the next sync, and nothing makes one of these two again."
        })
final class MapRemoveCommand extends SiteCommand {

    @Parameters(index = "0", paramLabel = "OBJECT", description = "Full name of the object, package.module.object.")
    private String object = "";

    @Parameters(index = "1", paramLabel = "UUID", description = "The one of its uuids that is a record by itself.")
    private UUID uuid = new UUID(0, 0);

    MapRemoveCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        CatalogueObject of = MapCommand.object(site, object);
        Mapping.Parted parted;
        try {
            parted = new Mapping(site.context()).remove(of, uuid);
        } catch (UndecidableException e) {
            throw new UnknownException(
                    String.valueOf(e.getMessage()), "parley map list tells which records go by several uuids.");
        }
        shell().print(
                        new Json()
                                .with("object", object)
                                .with("record", parted.record())
                                .with("apart", parted.apart())
                                .with(
                                        "changes",
                                        parted.changes().stream()
                                                .map(Change::uuid)
                                                .map(UUID::toString)
                                                .toList()),
                        () -> say("%s is a record by itself again, apart from %s."
                                .formatted(parted.apart(), parted.record())));
        return Exit.OK;
    }
}
