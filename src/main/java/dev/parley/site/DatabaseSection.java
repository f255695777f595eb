package dev.parley.site;

import dev.parley.catalogue.Mistakes;
import dev.parley.catalogue.Said;
import dev.parley.catalogue.YamlNode.Entry;
import dev.parley.catalogue.YamlValues;
import dev.parley.store.DatabaseConfig;
import dev.parley.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code database} of {@code parley.yaml}. No message shows a password. */
final class DatabaseSection {

    static final List<String> KEYS = List.of("url", "user", "password", "password_env", "password_file");

    private final Path folder;
    private final SecretEntry secrets;
    private final YamlValues values;
    private final Mistakes mistakes;

    DatabaseSection(Path folder, SecretEntry secrets, YamlValues values, Mistakes mistakes) {
        this.folder = folder;
        this.secrets = secrets;
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
        DatabaseConfig config = new DatabaseConfig(
                url(section, said.get("url")), text(said.get("user")), secrets.read(said, "password"));
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

    private String text(@Nullable Entry entry) {
        if (entry == null) {
            return "";
        }
        return values.text(entry.value(), entry.line(), "`" + entry.key() + "` must be a text")
                .map(Said::value)
                .orElse("");
    }
}
