package dev.parley.cli;

import dev.parley.catalogue.Discovery;
import dev.parley.catalogue.Discovery.Discovered;
import dev.parley.site.ConfigurationException;
import dev.parley.store.CommitHook;
import dev.parley.store.Database;
import dev.parley.store.DatabaseConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley discover}. */
@Command(
        name = "discover",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads the tables of a database and writes a catalogue for them, with comments on what it guessed and what it"
                    + " could not decide. Alters nothing in the database."
        })
final class DiscoverCommand implements Callable<Integer> {

    private final Shell shell;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "The JDBC URL of the database (default: that of the configuration).")
    private @Nullable String url;

    @Option(names = "--user", paramLabel = "NAME", description = "Who opens it.")
    private String user = "";

    @Option(
            names = "--password-env",
            paramLabel = "VARIABLE",
            description = "The environment variable that holds the password.")
    private @Nullable String passwordVariable;

    @Option(
            names = "--package",
            paramLabel = "NAME",
            description = "What to call the package, where the tables' names have no prefix in common (default: app).")
    private String application = "app";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write to this new file, and say what could not be decided.")
    private @Nullable Path out;

    DiscoverCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        DatabaseConfig config = database();
        try (Database database = Database.open(config, CommitHook.NONE)) {
            Discovered found = Discovery.of(config.place(), application, database.schema());
            Optional<Path> file = Optional.ofNullable(out);
            file.ifPresent(path -> write(path, found.text()));
            Json json = new Json()
                    .with("objects", found.objects())
                    .with("undecided", found.open())
                    .with("catalogue", found.text());
            shell.print(json, () -> tell(found, file));
        }
        return Exit.OK;
    }

    private void tell(Discovered found, Optional<Path> file) {
        Terminal terminal = shell.terminal();
        if (file.isEmpty()) {
            terminal.out().print(found.text());
            return;
        }
        terminal.out()
                .println("%s has %s. %s"
                        .formatted(
                                file.get(),
                                Plural.of(found.objects(), "object"),
                                found.open().isEmpty() ? "Nothing was left open." : "Could not be decided:"));
        found.open().forEach(sentence -> terminal.out().println("- " + sentence));
        terminal.hint("Next: look through it, then parley init.");
    }

    private DatabaseConfig database() {
        if (url == null) {
            return shell.config().database();
        }
        return new DatabaseConfig(url, user, password()).relativeTo(Path.of(""));
    }

    private String password() {
        if (passwordVariable == null) {
            return "";
        }
        String password = shell.terminal().environment().get(passwordVariable);
        if (password == null) {
            throw new ConfigurationException(
                    "The environment variable " + passwordVariable + " is not set.", "Export it first.");
        }
        return password;
    }

    private static void write(Path file, String text) {
        if (Files.exists(file)) {
            throw new ConfigurationException(
                    file + " is there already.", "Move it away, or name another file with --out.");
        }
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new ConfigurationException(
                    file + " can't be written: " + e.getMessage() + ".", "Is its folder there?", e);
        }
    }
}
