package dev.parley.site;

import dev.parley.catalogue.Mistakes;
import dev.parley.catalogue.Said;
import dev.parley.catalogue.YamlNode.Entry;
import dev.parley.catalogue.YamlValues;
import dev.parley.store.DatabaseConfig;
import dev.parley.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code database} of {@code parley.yaml}. No message shows a password. */
final class DatabaseSection {

    private static final List<String> PASSWORDS = List.of("password", "password_env", "password_file");
    private static final List<String> KEYS = List.of("url", "user", "password", "password_env", "password_file");

    private final Path folder;
    private final Map<String, String> environment;
    private final YamlValues values;
    private final Mistakes mistakes;

    DatabaseSection(Path folder, Map<String, String> environment, YamlValues values, Mistakes mistakes) {
        this.folder = folder;
        this.environment = environment;
        this.values = values;
        this.mistakes = mistakes;
    }

    DatabaseConfig read(@Nullable Entry section) {
        if (section == null) {
            mistakes.add(1, "`database:` is missing: Parley must know the database of the application");
            return new DatabaseConfig("", "", "");
        }
        Map<String, Entry> said = values.known(
                values.entries(section.value(), section.line(), "`database` must be a mapping with a `url`"),
                KEYS,
                "`database`: ");
        DatabaseConfig config =
                new DatabaseConfig(url(section, said.get("url")), text(said.get("user")), password(said));
        return config.url().isEmpty() ? config : known(config, said);
    }

    private String url(Entry section, @Nullable Entry entry) {
        if (entry == null) {
            mistakes.add(section.line(), "`database` must have a `url` such as jdbc:postgresql://localhost/shop");
            return "";
        }
        return text(entry);
    }

    private DatabaseConfig known(DatabaseConfig config, Map<String, Entry> said) {
        try {
            return config.relativeTo(folder);
        } catch (StoreException e) {
            Entry url = said.get("url");
            mistakes.add(url == null ? 1 : url.line(), "`url`: " + e.getMessage());
            return config;
        }
    }

    private String password(Map<String, Entry> said) {
        List<Entry> given = PASSWORDS.stream()
                .filter(said::containsKey)
                .map(key -> Optional.ofNullable(said.get(key)))
                .flatMap(Optional::stream)
                .toList();
        if (given.size() > 1) {
            mistakes.add(
                    given.get(1).line(),
                    "the password is given twice, by `%s` and by `%s`; leave one of them out"
                            .formatted(given.get(0).key(), given.get(1).key()));
        }
        if (given.isEmpty()) {
            return "";
        }
        Entry entry = given.get(0);
        return switch (entry.key()) {
            case "password_env" -> ofEnvironment(entry);
            case "password_file" -> ofFile(entry);
            default -> text(entry);
        };
    }

    private String ofEnvironment(Entry entry) {
        String name = text(entry);
        String password = environment.get(name);
        if (password == null && !name.isEmpty()) {
            mistakes.add(
                    entry.line(),
                    "`password_env` names the environment variable `" + name + "`, which is not set; export it first");
        }
        return password == null ? "" : password;
    }

    private String ofFile(Entry entry) {
        Path file = folder.resolve(text(entry));
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            // Without the cause: all that matters is said, and it is one of a list.
            mistakes.add(entry.line(), "`password_file` names " + file + ", which can't be read");
            return "";
        }
    }

    private String text(@Nullable Entry entry) {
        if (entry == null) {
            return "";
        }
        return values.text(entry.value(), entry.line(), "`" + entry.key() + "` must be a text")
                .map(Said::value)
                .orElse("");
    }
}
