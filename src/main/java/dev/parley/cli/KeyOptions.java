package dev.parley.cli;

import dev.parley.site.UnknownException;
import dev.parley.wire.SiteKey;
import dev.parley.wire.UuidText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The keys that sites are known to have, as the command line gives them. */
final class KeyOptions {

    private static final Pattern SPACE = Pattern.compile("\\s+");

    @Option(
            names = "--key",
            paramLabel = "SITE=KEY",
            description = "The public key that the site of this uuid is known to have. May be given several times.")
    private List<String> keys = List.of();

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description =
                    "A file of such keys, one a line: uuid of the site, space, key. Lines with # are passed over.")
    private Optional<Path> file = Optional.empty();

    Map<UUID, SiteKey> known() {
        Map<UUID, SiteKey> known = new HashMap<>();
        file.ifPresent(path -> {
            for (String line : lines(path)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    put(known, SPACE.split(line.strip(), 2), line);
                }
            }
        });
        for (String key : keys) {
            put(known, key.split("=", 2), key);
        }
        return known;
    }

    private static void put(Map<UUID, SiteKey> known, String[] parts, String whole) {
        if (parts.length != 2) {
            throw new UnknownException(
                    "'%s' is not a site and its key.".formatted(whole),
                    "Give the site's uuid and its public key, as parley key show prints them there.");
        }
        try {
            known.put(UuidText.parse(parts[0]), key(parts[1]));
        } catch (IllegalArgumentException e) {
            throw new UnknownException(
                    "'%s' is no uuid of a site.".formatted(parts[0]), "parley key show prints it at that site.");
        }
    }

    static SiteKey key(String text) {
        try {
            return SiteKey.of(text.strip());
        } catch (IllegalArgumentException e) {
            throw new UnknownException(
                    "'%s' is no public key: %s.".formatted(text, e.getMessage()),
                    "parley key show prints it at that site: 44 characters.");
        }
    }

    private static List<String> lines(Path path) {
        try {
            return new ArrayList<>(Files.readAllLines(path));
        } catch (IOException e) {
            throw new UnknownException(
                    "The file of keys %s can't be read.".formatted(path), "Name another with --keys FILE.");
        }
    }
}
