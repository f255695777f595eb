package dev.parley.cli;

import dev.parley.site.Site;
import dev.parley.sync.Mapping;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley map list}. */
@Command(name = "list", description = "Lists the records that go by several uuids.")
final class MapListCommand extends SiteCommand {

    @Parameters(paramLabel = "OBJECT", arity = "0..1", description = "Full name of an object (default: all).")
    private Optional<String> object = Optional.empty();

    MapListCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        List<Mapping.Mapped> maps = new Mapping(site.context()).list(object.map(name -> MapCommand.object(site, name)));
        Json json =
                new Json().with("maps", maps.stream().map(MapListCommand::json).toList());
        shell().print(json, () -> tell(maps));
        return Exit.OK;
    }

    private static Json json(Mapping.Mapped mapped) {
        return new Json()
                .with("object", mapped.object())
                .with("record", mapped.record())
                .with("others", mapped.others());
    }

    private void tell(List<Mapping.Mapped> maps) {
        if (maps.isEmpty()) {
            say("Every record goes by one uuid.");
            return;
        }
        Table table = new Table("object", "record", "also known as");
        for (Mapping.Mapped mapped : maps) {
            table.row(
                    mapped.object(),
                    mapped.record().toString(),
                    String.join(
                            ", ", mapped.others().stream().map(UUID::toString).toList()));
        }
        table.print(terminal());
    }
}
