package dev.parley.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** docs/protocol.md as tests read it: blocks of code with a comment before them that says what they are. */
public final class ProtocolDoc {

    private static final Path FILE = Path.of("docs", "protocol.md");
    private static final Pattern BLOCK =
            Pattern.compile("<!-- (\\w+): (\\w+) -->\n```\\w+\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern ERROR = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (\\d{3}) \\|");

    private ProtocolDoc() {}

    /** All of it. */
    public static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The block of that kind and name. */
    public static String block(String kind, String name) {
        return matches(BLOCK)
                .filter(block -> block.group(1).equals(kind) && block.group(2).equals(name))
                .map(block -> block.group(3))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("docs/protocol.md has no " + kind + " " + name));
    }

    /** Test vectors of that name. */
    static JsonNode vectors(String name) {
        try {
            return new ObjectMapper().readTree(block("vectors", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The table of errors: code and status. */
    static Map<String, Integer> errors() {
        Map<String, Integer> errors = new LinkedHashMap<>();
        matches(ERROR).forEach(row -> errors.put(row.group(1), Integer.valueOf(row.group(2))));
        return errors;
    }

    /** Names of the blocks of that kind. */
    static Stream<String> names(String kind) {
        return matches(BLOCK).filter(block -> block.group(1).equals(kind)).map(block -> block.group(2));
    }

    private static Stream<MatchResult> matches(Pattern pattern) {
        return pattern.matcher(text()).results();
    }
}
