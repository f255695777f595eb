package dev.parley.cli;

import static dev.parley.cli.Linked.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.testing.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code parley sync --plan}, over real HTTP, as docs/cli.md describes it. */
class PlanCommandTest {

    private static final String ADA = "00000000-0000-4000-8000-0000000000a1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path parent;

    PlanCommandTest(@TempDir Path parent) {
        this.parent = parent;
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, POSTGRESQL", "MARIADB, SQLITE"})
    void aPlanIsToldToPeopleAndToProgramsAndNothingIsChanged(Engine here, Engine there) throws Exception {
        try (TestFolder shop = new TestFolder(parent, here, "shop");
                TestFolder hosted = new TestFolder(parent, there, "hosted")) {
            shop.addCustomer(ADA, "Ada");
            Linked.link(shop, hosted);
            Linked.serving(hosted, () -> {
                firstSync(shop, hosted);
                conflict(shop, hosted);
            });
        }
    }

    private static void firstSync(TestFolder shop, TestFolder hosted) {
        String said = ok(shop.parley("sync", "hosted", "--plan"));
        assertThat(said)
                .startsWith("hosted: a sync now (partial) would write 0 rows at shop and 1 row at hosted,"
                        + " with 0 conflicts and 0 problems. Nothing was changed.")
                .contains("at shop", "1 new, 0 changed, 0 gone", ADA, "name: \"Ada\"");
        assertThat(column(hosted, "select name from customers")).isEmpty();
        assertThat(column(shop, "select count(*) from parley_change")).containsExactly("0");
        ok(shop.parley("sync", "hosted"));
    }

    private static void conflict(TestFolder shop, TestFolder hosted) {
        run(shop, "update customers set name = 'Ada A' where name = 'Ada'");
        run(hosted, "update customers set name = 'Ada B' where name = 'Ada'");
        for (int i = 0; i < 3; i++) {
            addCustomer(shop, "00000000-0000-4000-8000-00000000000" + i, "customer " + i);
        }

        Cli.Outcome said = shop.parley("sync", "--plan", "--limit", "2");
        assertThat(said.exit()).isEqualTo(Exit.FINDINGS);
        assertThat(said.out())
                .contains("would write 1 row at shop and 3 rows at hosted, with 1 conflict")
                .contains("2 records more: --limit 4 shows all");
        List<JsonNode> lines = lines(shop.parley("sync", "--plan", "--json").out());

        assertThat(lines).hasSize(5);
        JsonNode sums = lines.get(4).path("plan");
        assertThat(sums.path("type").asText()).isEqualTo("incremental");
        assertThat(sums.path("played").asBoolean()).isTrue();
        assertThat(sums.path("records").asInt()).isEqualTo(4);
        assertThat(sums.at("/here/updated").asInt()).isEqualTo(1);
        assertThat(sums.at("/objects/shop.customers.customer/there/added").asInt())
                .isEqualTo(3);
        JsonNode ada = lines.stream()
                .filter(line -> line.path("record").asText().equals(ADA))
                .findFirst()
                .orElseThrow();
        assertThat(ada.at("/here/effect").asText()).isEqualTo("update");
        assertThat(ada.at("/here/fields/name/from").asText()).isEqualTo("Ada A");
        assertThat(ada.at("/here/fields/name/to").asText()).isEqualTo("Ada B");
        assertThat(ada.at("/here/fields/name/why").asText()).isEqualTo("later");
        assertThat(ada.at("/here/fields/name/by/site").asText()).isEqualTo("hosted");
        assertThat(ada.at("/conflicts/0/winner/value").asText()).isEqualTo("Ada B");
        assertThat(ada.at("/conflicts/0/loser/value").asText()).isEqualTo("Ada A");
        assertThat(column(shop, "select name from customers where uuid = '" + ADA + "'"))
                .containsExactly("Ada A");
        assertThat(ok(shop.parley("problems"))).isEqualTo("No problems.");

        JsonNode sync = lines(shop.parley("sync", "--json").out()).get(0);
        assertThat(sync.path("pulled").asInt()).isEqualTo(1);
        assertThat(sync.path("pushed").asInt()).isEqualTo(3);
        assertThat(sync.path("conflicts").asInt()).isEqualTo(1);

        Cli.Outcome lost = shop.parley("sync", "--limit", "2");
        assertThat(lost.exit()).isEqualTo(Exit.USAGE);
        assertThat(lost.err()).contains("Give --plan too");
    }

    private static List<JsonNode> lines(String out) {
        List<JsonNode> lines = new ArrayList<>();
        try {
            for (String line : out.strip().lines().toList()) {
                lines.add(JSON.readTree(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static List<String> column(TestFolder folder, String sql) {
        try {
            return folder.column(sql);
        } catch (Exception e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static void run(TestFolder folder, String sql) {
        try {
            folder.sql(sql);
        } catch (Exception e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static void addCustomer(TestFolder folder, String uuid, String name) {
        try {
            folder.addCustomer(uuid, name);
        } catch (Exception e) {
            throw new IllegalStateException(name, e);
        }
    }
}
