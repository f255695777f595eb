package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/trials.md names tests that there are. */
class TrialsDocTest {

    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)#(\\w+)`");

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        List<MatchResult> named = NAMED.matcher(Files.readString(Path.of("docs", "trials.md")))
                .results()
                .toList();

        assertThat(named).hasSizeGreaterThan(20);
        for (MatchResult name : named) {
            assertThat(Files.readString(source(name.group(1))))
                    .as(name.group())
                    .contains("void " + name.group(2) + "(");
        }
    }

    @Test
    void everySituationHasATest() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("docs", "trials.md"))) {
            assertThat(lines.filter(line -> line.startsWith("| "))
                            .filter(line -> !line.startsWith("| situation |"))
                            .toList())
                    .allMatch(line -> NAMED.matcher(line).find());
        }
    }

    private static Path source(String test) throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(file -> file.endsWith(test + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no " + test));
        }
    }
}
