package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.site.Shop;
import dev.parley.testing.Engine;
import dev.parley.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the README says, as it says it: its files, its commands, its transcript. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final String ADA = "00000000-0000-4000-8000-0000000000a1";

    @Test
    void theGuideWorksAsItIsWritten(@TempDir Path folder) throws Exception {
        try (TestDatabase hosted = Engine.POSTGRESQL.newDatabase();
                TestDatabase shop = Engine.SQLITE.newDatabase();
                Guide guide = new Guide(
                        README, folder, List.of("hosted", "shop"), Map.of("HOSTED_DB_PASSWORD", hosted.password()))) {
            fill(hosted);
            fill(shop);
            int port = Guide.freePort();
            guide.play(
                    text -> text.replace("jdbc:postgresql://localhost:5432/hosted", hosted.jdbcUrl())
                            .replace("jdbc:sqlite:shop.db", shop.jdbcUrl())
                            .replace("127.0.0.1:8441", "127.0.0.1:0")
                            .replace("8440", Integer.toString(port)),
                    command -> {
                        if (command.equals("./parley sync")) {
                            assertThat(customers(shop))
                                    .isEqualTo(customers(hosted))
                                    .containsExactly("Ada", "Bruno");
                        }
                    });
            assertThat(customers(shop)).containsExactly("Ada", "Bruno");
        }
    }

    @Test
    void theTranscriptIsWhatTheDemoPrints() throws IOException {
        String transcript = Guide.blocks(README).stream()
                .map(Guide.Block::text)
                .filter(text -> text.startsWith("$ ./parley demo\n"))
                .findFirst()
                .orElseThrow()
                .replace("$ ./parley demo\n", "");

        assertThat(timeless(transcript))
                .isEqualTo(timeless(Cli.run("demo").out().strip() + "\n"));
    }

    /** Without what differs from run to run: ports, times, sizes and the invitation. */
    private static String timeless(String text) {
        return text.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
                .replaceAll("\\d\\d:\\d\\d:\\d\\d\\.\\d+", "TIME")
                .replaceAll("[\\d.]+ k?B (out|in)", "SIZE $1")
                .replaceAll("[\\d.]+ s\\n", "SECONDS\n")
                // A served site may have taken in what was written, or not yet: then there is one more.
                .replaceAll("cost( +)\\d+ requests?", "cost$1REQUESTS")
                .replaceAll("parley1:\\w+…", "INVITATION");
    }

    @Test
    void everyPageThatItLeadsToIsThere() throws IOException {
        Matcher links =
                Pattern.compile("]\\((docs/[^)#]+|[A-Z]+[.\\w]*)(?:#[^)]*)?\\)").matcher(Files.readString(README));
        int found = 0;
        while (links.find()) {
            found++;
            assertThat(Path.of(links.group(1))).exists();
        }
        assertThat(found).isGreaterThan(5);
    }

    private static void fill(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String table : Shop.tables(database.engine())) {
                // The README's application has no settings.
                if (!table.contains("customer_settings")) {
                    statement.execute(table);
                }
            }
            statement.execute("insert into businesses (uuid, name) values ('" + Shop.BUSINESS + "', 'Silvermoon')");
            String name = database.engine() == Engine.SQLITE ? "Ada" : "Bruno";
            String uuid = database.engine() == Engine.SQLITE ? ADA : ADA.replace("a1", "b1");
            statement.execute("insert into customers (uuid, business_id, name) select '%s', id, '%s' from businesses"
                    .formatted(uuid, name));
        }
    }

    private static List<String> customers(TestDatabase database) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select name from customers order by name")) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }
}
