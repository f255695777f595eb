package dev.parley.site;

import dev.parley.catalogue.Mistakes;
import dev.parley.catalogue.Said;
import dev.parley.catalogue.YamlNode.Entry;
import dev.parley.catalogue.YamlValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a secret that stands in {@code parley.yaml} itself, in the environment or in a file: {@code password}, {@code password_env} or
 * {@code password_file}. No message shows it.
 */
final class SecretEntry {

    private final Path folder;
    private final Map<String, String> environment;
    private final YamlValues values;
    private final Mistakes mistakes;

    SecretEntry(Path folder, Map<String, String> environment, YamlValues values, Mistakes mistakes) {
        this.folder = folder;
        this.environment = environment;
        this.values = values;
        this.mistakes = mistakes;
    }

    /** The keys under which a secret of that name may stand. */
    static List<String> keys(String name) {
        return List.of(name, name + "_env", name + "_file");
    }

    /** The secret; empty where none is given. */
    String read(Map<String, Entry> said, String name) {
        List<Entry> given = keys(name).stream()
                .map(key -> Optional.ofNullable(said.get(key)))
                .flatMap(Optional::stream)
                .toList();
        if (given.size() > 1) {
            mistakes.add(
                    given.get(1).line(),
                    "the %s is given twice, by `%s` and by `%s`; leave one of them out"
                            .formatted(name, given.get(0).key(), given.get(1).key()));
        }
        if (given.isEmpty()) {
            return "";
        }
        Entry entry = given.get(0);
        if (entry.key().equals(name + "_env")) {
            return ofEnvironment(entry);
        }
        return entry.key().equals(name + "_file") ? ofFile(entry) : text(entry);
    }

    private String ofEnvironment(Entry entry) {
        String name = text(entry);
        String secret = environment.get(name);
        if (secret == null && !name.isEmpty()) {
            mistakes.add(
                    entry.line(),
                    "`%s` names the environment variable `%s`, which is not set; export it first"
                            .formatted(entry.key(), name));
        }
        return secret == null ? "" : secret;
    }

    private String ofFile(Entry entry) {
        Path file = folder.resolve(text(entry));
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            // Without the cause: all that matters is said, and it is one of a list.
            mistakes.add(entry.line(), "`%s` names %s, which can't be read".formatted(entry.key(), file));
            return "";
        }
    }

    private String text(Entry entry) {
        return values.text(entry.value(), entry.line(), "`" + entry.key() + "` must be a text")
                .map(Said::value)
                .orElse("");
    }
}
