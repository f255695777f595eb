package dev.parley.cli;

import dev.parley.cli.Terminal.Look;
import dev.parley.merge.Action;
import dev.parley.merge.Author;
import dev.parley.merge.Change;
import dev.parley.merge.Value;
import dev.parley.site.Site;
import dev.parley.site.UnknownException;
import dev.parley.store.History;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley history}. */
@Command(
        name = "history",
        description = {"Shows what became of a record: who changed what and when, at which site, and how it came here."
        })
final class HistoryCommand extends SiteCommand {

    private static final int SHOWN = 60;

    @Parameters(paramLabel = "RECORD_UUID", description = "Any uuid by which the record is known.")
    private UUID record = new UUID(0, 0);

    HistoryCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        HistoryNames names = new HistoryNames(site);
        site.takeIn();
        List<History.OfRecord> found = site.database().reading(tx -> new History(tx, site.catalogue()).of(record));
        if (found.isEmpty()) {
            throw new UnknownException(
                    "This site knows of no record %s.".formatted(record),
                    "Check the uuid; records of join and settings tables have derived ones.");
        }
        Json json = new Json()
                .with("records", found.stream().map(of -> json(of, names)).toList());
        shell().print(json, () -> found.forEach(of -> tell(of, names)));
        return Exit.OK;
    }

    private static Json json(History.OfRecord of, HistoryNames names) {
        return new Json()
                .with("object", of.object())
                .with("record", of.record())
                .with("uuids", of.names())
                .with(
                        "changes",
                        of.entries().stream()
                                .map(entry -> json(entry.change(), names).with("link", names.link(entry.link())))
                                .toList())
                .with("untouched", of.untouched().map(row -> json(row, names)));
    }

    private static Json json(Change change, HistoryNames names) {
        Json fields = new Json();
        new TreeMap<>(change.fields())
                .forEach((name, value) -> fields.with(name, value.isNull() ? Optional.empty() : value.text()));
        return new Json()
                .with("uuid", change.uuid())
                .with("action", change.action().word())
                .with("at", Moment.iso(change.at()))
                .with("user", change.author().user())
                .with("session", change.author().session())
                .with("site", names.site(change.author().site()))
                .with("site_uuid", change.author().site())
                .with("fields", fields);
    }

    private void tell(History.OfRecord of, HistoryNames names) {
        say(terminal().styled(Look.BOLD, of.object()) + "  " + of.record());
        if (of.names().size() > 1) {
            say("also known as "
                    + of.names().subList(1, of.names().size()).stream()
                            .map(UUID::toString)
                            .reduce((one, other) -> one + ", " + other)
                            .orElse(""));
        }
        if (of.untouched().isPresent()) {
            say("Nobody has changed it since Parley came. Last updated "
                    + Moment.plain(of.untouched().get().at()) + ", with these values:");
            fields(of.untouched().get());
        }
        for (History.Entry entry : of.entries()) {
            say("");
            say(head(entry, names));
            fields(entry.change());
        }
    }

    private String head(History.Entry entry, HistoryNames names) {
        Change change = entry.change();
        StringBuilder head = new StringBuilder();
        if (change.at() > 0) {
            head.append(Moment.plain(change.at())).append("  ");
        }
        head.append(terminal().styled(Look.BLUE, word(change.action())));
        Author author = change.author();
        boolean somewhere = !author.site().equals(Author.NO_SITE);
        if (somewhere || !(author.user().isEmpty() || author.user().equals(Author.PARLEY.user()))) {
            head.append(" by ").append(names.person(author.user()));
        }
        if (somewhere) {
            head.append(" at ").append(names.site(author.site()));
        }
        names.link(entry.link()).ifPresent(link -> head.append(", came over ").append(link));
        return head.toString();
    }

    private static String word(Action action) {
        return switch (action) {
            case BASELINE -> "was there before Parley";
            case ADD -> "added";
            case UPDATE -> "updated";
            case DELETE -> "deleted";
            case MERGE -> "updated by a merge";
            case MERGED -> "merged into another";
            case AUTOMERGE -> "updated by an automatic merge";
            case AUTOMERGED -> "merged into another automatically";
            case MAP -> "found to be the same as another";
            case UNMAP -> "said not to be the same as another";
        };
    }

    private void fields(Change change) {
        new TreeMap<>(change.fields()).forEach((name, value) -> say("    %s = %s".formatted(name, shown(value))));
    }

    private static String shown(Value value) {
        if (value.isNull()) {
            return "null";
        }
        String line = value.text().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
