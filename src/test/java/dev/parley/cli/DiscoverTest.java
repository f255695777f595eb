package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Engine;
import dev.parley.testing.Sample;
import dev.parley.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases that were never made for Parley. */
class DiscoverTest {

    private final Path folder;

    DiscoverTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource({
        "MUSIC, SQLITE, 11", "MUSIC, POSTGRESQL, 11", "MUSIC, MARIADB, 11",
        "FILM, SQLITE, 15", "FILM, POSTGRESQL, 15", "FILM, MARIADB, 16"
    })
    void whatItWritesIsTakenByInitAsItIs(Sample sample, Engine engine, int objects) throws Exception {
        try (TestDatabase database = engine.newDatabase()) {
            fill(sample, database);
            Path catalogue = folder.resolve("catalogue.yaml");

            Cli.Outcome found = discover(database, "--out", catalogue.toString());

            assertThat(found.exit()).isZero();
            assertThat(found.out()).contains("has %d objects. Nothing was left open.".formatted(objects));
            assertThat(Files.readString(catalogue)).contains("business: whole database", "identity: primary_key");
            Files.writeString(folder.resolve("parley.yaml"), """
                    site: {name: here}
                    database: {url: '%s', user: '%s', password_env: DB_PASSWORD}
                    """.formatted(
                            database.jdbcUrl(), database.user().isEmpty() ? "nobody" : database.user()));
            for (String command : List.of("init", "doctor")) {
                Cli.Outcome taken =
                        run(database, "--config", folder.resolve("parley.yaml").toString(), command);
                assertThat(taken.err()).isEmpty();
                assertThat(taken.exit()).isZero();
            }
            assertThat(discover(database).out()).isEqualTo(Files.readString(catalogue));
        }
    }

    @Test
    void writesNoFileThatIsThere() throws Exception {
        try (TestDatabase database = Engine.SQLITE.newDatabase()) {
            fill(Sample.MUSIC, database);
            Path mine = Files.writeString(folder.resolve("mine.yaml"), "mine");

            Cli.Outcome refused = discover(database, "--out", mine.toString());

            assertThat(refused.exit()).isEqualTo(Exit.USAGE);
            assertThat(refused.err()).contains("is there already", "--out");
            assertThat(mine).hasContent("mine");
        }
    }

    @Test
    void saysWhichVariableIsMissing() throws Exception {
        try (TestDatabase database = Engine.SQLITE.newDatabase()) {
            Cli.Outcome refused =
                    Cli.run(Map.of(), "discover", "--database", database.jdbcUrl(), "--password-env", "NOT_SET");

            assertThat(refused.exit()).isEqualTo(Exit.USAGE);
            assertThat(refused.err()).contains("NOT_SET is not set");
        }
    }

    private static Cli.Outcome discover(TestDatabase database, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "discover",
                "--database",
                database.jdbcUrl(),
                "--user",
                database.user(),
                "--password-env",
                "DB_PASSWORD"));
        args.addAll(List.of(more));
        return run(database, args.toArray(String[]::new));
    }

    private static Cli.Outcome run(TestDatabase database, String... args) {
        return Cli.run(Map.of("DB_PASSWORD", database.password()), args);
    }

    private static void fill(Sample sample, TestDatabase database) throws SQLException, IOException {
        try (Connection connection = database.connect()) {
            sample.fill(connection, database.engine());
        }
    }
}
