package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that an older Parley has set up. */
class OlderTablesCommandTest {

    @Test
    void waitForInitWhichKeepsWhatIsThere(@TempDir Path parent) throws IOException, SQLException {
        try (TestFolder site = new TestFolder(parent, Engine.SQLITE, "site")) {
            assertThat(site.parley("init").exit()).isZero();
            String identity = site.column("select site from parley_site").get(0);
            site.sql("alter table parley_change drop column baseline_at");
            site.sql("alter table parley_change drop column baseline_fields");
            site.sql("update parley_site set schema_version = 1");

            for (String command : List.of("status", "sync", "serve")) {
                Cli.Outcome refused = site.parley(command);
                assertThat(refused.exit()).isEqualTo(Exit.USAGE);
                assertThat(refused.err()).contains("made by an older Parley", "run parley init");
            }
            Cli.Outcome doctor = site.parley("doctor");
            assertThat(doctor.exit()).isEqualTo(Exit.FINDINGS);
            assertThat(doctor.out()).contains("made by an older Parley", "run parley init");

            assertThat(site.parley("init").exit()).isZero();
            assertThat(site.parley("status").exit()).isZero();
            assertThat(site.column("select site from parley_site")).containsExactly(identity);
            assertThat(site.column("select baseline_at from parley_change")).isEmpty();
        }
    }
}
