package dev.parley.cli;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Spelling;
import dev.parley.site.Site;
import dev.parley.site.UnknownException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code parley map}. */
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Shows which records go by several uuids, makes one record of two, and two of one that a map was wrong about.")
final class MapCommand implements Callable<Integer> {

    private final Shell shell;

    private MapCommand(Shell shell) {
        this.shell = shell;
    }

    static CommandLine with(Shell shell) {
        CommandLine line = new CommandLine(new MapCommand(shell));
        line.addSubcommand(new MapAddCommand(shell));
        line.addSubcommand(new MapListCommand(shell));
        line.addSubcommand(new MapRemoveCommand(shell));
        return line;
    }

    /** The object of that name, of the site's catalogue. */
    static CatalogueObject object(Site site, String name) {
        return site.catalogue()
                .object(name)
                .orElseThrow(() -> new UnknownException(
                        "The catalogue has no object %s%s"
                                .formatted(
                                        name,
                                        Spelling.nearest(
                                                        name,
                                                        site.catalogue().objects().stream()
                                                                .map(CatalogueObject::name)
                                                                .toList())
                                                .map(near -> "; did you mean " + near + "?")
                                                .orElse(".")),
                        "Give its full name, package.module.object."));
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, shell.terminal().err());
        return Exit.USAGE;
    }
}
