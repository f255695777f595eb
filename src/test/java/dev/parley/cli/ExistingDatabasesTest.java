package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Engine;
import dev.parley.testing.Sample;
import dev.parley.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/existing-databases.md says, as it says it, up to where the sites are linked. */
class ExistingDatabasesTest {

    private static final Path PAGE = Path.of("docs/existing-databases.md");

    @Test
    void theTablesOfADatabaseBecomeACatalogueThatBothSitesTake(@TempDir Path folder) throws Exception {
        try (TestDatabase first = Engine.POSTGRESQL.newDatabase();
                TestDatabase second = Engine.SQLITE.newDatabase();
                Guide guide = new Guide(
                        PAGE, folder, List.of("first", "second"), Map.of("MUSIC_DB_PASSWORD", first.password()))) {
            try (Connection connection = first.connect()) {
                Sample.MUSIC.fill(connection, Engine.POSTGRESQL);
            }
            try (Connection connection = second.connect()) {
                Sample.MUSIC.make(connection, Engine.SQLITE);
            }
            List<String> commands = new ArrayList<>();
            guide.play(
                    beforeLinking(),
                    text -> text.replace("jdbc:postgresql://localhost:5432/music", first.jdbcUrl())
                            .replace("--user music", "--user " + first.user())
                            .replace("user: music", "user: " + first.user())
                            .replace("jdbc:sqlite:music.db", second.jdbcUrl()),
                    command -> {
                        commands.add(command.split(" ", -1)[1]);
                        if (command.contains("discover")) {
                            String text = Files.readString(folder.resolve("first/catalogue.yaml"));
                            assertThat(text).contains(shown().split("\\n\\n", -1));
                            Files.createDirectories(folder.resolve("second"));
                            Files.writeString(folder.resolve("second/catalogue.yaml"), text);
                        }
                    });
            assertThat(commands).containsExactly("discover", "init", "doctor");
        }
    }

    private static List<Guide.Block> beforeLinking() throws IOException {
        List<Guide.Block> blocks = Guide.blocks(PAGE);
        List<Guide.Block> before = new ArrayList<>();
        for (Guide.Block block : blocks) {
            if (block.text().contains("link invite")) {
                return before;
            }
            before.add(block);
        }
        return before;
    }

    /** The part of the catalogue that the page shows. */
    private static String shown() throws IOException {
        return Guide.blocks(PAGE).stream()
                .filter(block -> block.language().equals("text"))
                .map(block -> block.text().strip())
                .findFirst()
                .orElseThrow();
    }
}
