package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Engine;
import dev.parley.testing.Sample;
import dev.parley.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/existing-databases.md says, as it says it. */
class ExistingDatabasesTest {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Path PAGE = Path.of("docs/existing-databases.md");

    @Test
    void theGuideWorksAsItIsWritten(@TempDir Path folder) throws Exception {
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
            int port = Guide.freePort();
            AtomicReference<String> business = new AtomicReference<>("");
            guide.play(
                    text -> text.replace("jdbc:postgresql://localhost:5432/music", first.jdbcUrl())
                            .replace("--user music", "--user " + first.user())
                            .replace("user: music", "user: " + first.user())
                            .replace("jdbc:sqlite:music.db", second.jdbcUrl())
                            .replace("127.0.0.1:8441", "127.0.0.1:0")
                            .replace("BUSINESS", business.get())
                            .replace("8440", Integer.toString(port)),
                    command -> {
                        if (command.contains("discover")) {
                            String text = Files.readString(folder.resolve("first/catalogue.yaml"));
                            assertThat(text).contains(shown().split("\\n\\n", -1));
                            Files.createDirectories(folder.resolve("second"));
                            Files.writeString(folder.resolve("second/catalogue.yaml"), text);
                        } else if (command.equals("./parley init")) {
                            business.set(uuid(guide.said("first")));
                        }
                    });
            assertThat(invoices(second)).isEqualTo(invoices(first)).hasSize(4);
        }
    }

    private static String uuid(String text) {
        Matcher shown = UUID.matcher(text);
        assertThat(shown.find()).as(text).isTrue();
        return shown.group();
    }

    private static List<String> invoices(TestDatabase database) throws SQLException {
        String sql = """
                select c.email, t.name, a.title, ar.name, l.quantity
                from invoice i join customer c on c.customer_id = i.customer_id
                join invoice_line l on l.invoice_id = i.invoice_id join track t on t.track_id = l.track_id
                join album a on a.album_id = t.album_id join artist ar on ar.artist_id = a.artist_id
                order by 1, 2""";
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(String.join(
                        "|", row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)));
            }
        }
        return rows;
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
