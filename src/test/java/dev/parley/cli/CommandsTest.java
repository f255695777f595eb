package dev.parley.cli;

import static dev.parley.cli.Linked.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.site.Shop;
import dev.parley.testing.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way through all commands, over real HTTP, as docs/cli.md describes it. */
class CommandsTest {

    private static final String ADA = "00000000-0000-4000-8000-0000000000a1";
    private static final String BRUNO = "00000000-0000-4000-8000-0000000000b1";

    private final Path parent;

    CommandsTest(@TempDir Path parent) {
        this.parent = parent;
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, SQLITE", "POSTGRESQL, MARIADB", "MARIADB, SQLITE"})
    void fromInitToDeinit(Engine here, Engine there) throws IOException, SQLException {
        try (TestFolder shop = new TestFolder(parent, here, "shop");
                TestFolder hosted = new TestFolder(parent, there, "hosted")) {
            shop.addCustomer(ADA, "Ada");
            hosted.addCustomer(BRUNO, "Bruno");
            Linked.link(shop, hosted);
            Linked.serving(hosted, () -> syncAndLook(shop, hosted));

            assertThat(ok(shop.parley("link", "pause", "hosted"))).isEqualTo("Link hosted rests now.");
            assertThat(ok(shop.parley("sync")))
                    .contains(
                            "No link of this site can be synced from here.", "hosted rests: parley link resume hosted");
            assertThat(shop.parley("sync", "hosted").exit()).isEqualTo(Exit.USAGE);
            ok(shop.parley("link", "resume", "hosted"));
            Cli.Outcome down = shop.parley("sync");
            assertThat(down.exit()).isEqualTo(Exit.REMOTE);
            assertThat(json(ok(shop.parley("link", "show", "hosted", "--json")))
                            .path("last_result")
                            .path("error")
                            .asText())
                    .isEqualTo("unreachable");
            ok(hosted.parley("link", "invite", "--business", Shop.BUSINESS.toString()));
            Cli.Outcome which = hosted.parley("link", "show");
            assertThat(which.exit()).isEqualTo(Exit.USAGE);
            assertThat(which.err())
                    .contains("This site has 2 links, and none was named.", "Name one: invitation-1, shop.");
            ok(shop.parley("link", "remove", "hosted"));
            assertThat(ok(shop.parley("link", "list"))).contains("no links yet");
            assertThat(shop.parley("link", "show").err()).contains("This site has no links yet.");
            ok(shop.parley("deinit", "--yes"));
            ok(hosted.parley("deinit", "--yes"));
            assertThat(shop.column("select name from customers order by name")).containsExactly("Ada B", "Bruno");
        }
    }

    private static void syncAndLook(TestFolder shop, TestFolder hosted) {
        try {
            JsonNode first = json(ok(shop.parley("sync", "hosted", "--type", "partial", "--json")));
            assertThat(first.path("link").asText()).isEqualTo("hosted");
            assertThat(first.path("type").asText()).isEqualTo("partial");
            assertThat(first.path("pulled").asInt()).isEqualTo(1);
            assertThat(first.path("pushed").asInt()).isEqualTo(1);
            assertThat(shop.column("select name from customers order by name")).containsExactly("Ada", "Bruno");
            assertThat(hosted.column("select name from customers order by name"))
                    .containsExactly("Ada", "Bruno");

            shop.sql("update customers set name = 'Ada A' where name = 'Ada'");
            hosted.sql("update customers set name = 'Ada B' where name = 'Ada'");
            JsonNode second = json(ok(shop.parley("sync", "--json")));
            assertThat(second.path("type").asText()).isEqualTo("incremental");
            assertThat(second.path("conflicts").asInt()).isEqualTo(1);
            for (String key : new String[] {"problems", "requests", "bytes_sent", "bytes_received", "seconds"}) {
                assertThat(second.path(key).isNumber()).as(key).isTrue();
            }
            assertThat(ok(shop.parley("status"))).contains("hosted", "bi", "active", "pulled");
            assertThat(ok(shop.parley("history", ADA))).contains("name = Ada A", "name = Ada B", "came over hosted");
            JsonNode history = json(ok(shop.parley("history", ADA, "--json")));
            assertThat(history.at("/records/0/changes/1/fields/name").asText()).startsWith("Ada");

            verify(shop, hosted);
            JsonNode part = json(ok(shop.parley("sync", "--module", "customers", "--json")));
            assertThat(part.path("type").asText()).isEqualTo("partial");
            assertThat(part.at("/notes/0").asText()).contains("Only shop.customers.customer");
            Cli.Outcome misspelt = shop.parley("sync", "--module", "costumers");
            assertThat(misspelt.exit()).isEqualTo(Exit.USAGE);
            assertThat(misspelt.err()).contains("did you mean `customers`?");

            problems(shop);
            assertThat(ok(shop.parley("status"))).contains("hosted", "bi", "active", "nothing new");
            assertThat(json(ok(hosted.parley("status", "--json")))
                            .at("/links/0/remote_name")
                            .asText())
                    .isEqualTo("shop");
            assertThat(ok(shop.parley("doctor"))).contains("shop is ready");
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void verify(TestFolder shop, TestFolder hosted) throws IOException, SQLException {
        assertThat(ok(shop.parley("verify", "hosted"))).contains("hosted: equal, 3 records");
        assertThat(ok(shop.parley("verify"))).contains("hosted: equal, 3 records");
        assertThat(ok(shop.parley("counts"))).contains("customers");
        assertThat(ok(shop.parley("link", "log"))).contains("synced");
        shop.sql("update customers set name = 'Bruna' where name = 'Bruno'");
        Cli.Outcome told = shop.parley("verify", "hosted", "--object", "customer");
        assertThat(told.exit()).isEqualTo(Exit.FINDINGS);
        assertThat(told.out())
                .contains("shop.customers.customer " + BRUNO + "  differs", "  name: here \"Bruna\", there \"Bruno\"")
                .contains("hosted: 1 difference (3 here, 3 there)");
        List<String> lines =
                shop.parley("verify", "hosted", "--json").out().lines().toList();
        assertThat(json(lines.get(0)).at("/fields/0/there").asText()).isEqualTo("Bruno");
        JsonNode all = json(lines.get(1));
        assertThat(all.path("equal").asBoolean()).isFalse();
        assertThat(all.at("/here/records").asInt()).isEqualTo(3);
        assertThat(hosted.column("select name from customers where name = 'Bruno'"))
                .hasSize(1);
        shop.sql("update customers set name = 'Bruno' where name = 'Bruna'");
        ok(shop.parley("sync"));
    }

    private static void problems(TestFolder shop) throws IOException {
        Cli.Outcome problems = shop.parley("problems", "--json");
        assertThat(problems.exit()).isEqualTo(Exit.FINDINGS);
        JsonNode conflict = json(problems.out()).at("/problems/0");
        assertThat(conflict.path("kind").asText()).isEqualTo("conflict");
        assertThat(conflict.path("record").asText()).isEqualTo(ADA);
        assertThat(conflict.path("package").asText()).isEqualTo("shop");
        assertThat(conflict.path("module").asText()).isEqualTo("customers");
        String id = conflict.path("id").asText();
        assertThat(ok(shop.parley("problems", "show", id)))
                .contains("stands        Ada", "lost          Ada", "at hosted", "at shop", "--take remote");
        assertThat(shop.parley("problems", "resolve", id, "--take", "local", "--value", "x")
                        .exit())
                .isEqualTo(Exit.USAGE);
        ok(shop.parley("problems", "resolve", id, "--take", "remote", "--user", "maria"));
        assertThat(ok(shop.parley("history", ADA))).contains("by maria at shop");
        assertThat(ok(shop.parley("problems"))).isEqualTo("No problems.");
        assertThat(ok(shop.parley("problems", "list", "--all"))).contains("resolved");
        assertThat(shop.parley("problems", "resolve", id).err()).contains("is resolved");
        assertThat(ok(shop.parley("problems", "retry"))).isEqualTo("0 records written.");
    }

    @Test
    void initCanBeRunAgainAndTakesInAColumnThatWasAdded() throws IOException, SQLException {
        try (TestFolder shop = new TestFolder(parent, Engine.SQLITE, "shop")) {
            assertThat(ok(shop.parley("init"))).contains("is set up: 3 objects");
            String site = json(ok(shop.parley("init", "--json"))).path("site").asText();
            assertThat(ok(shop.parley("init"))).contains("is up to date: 3 objects");
            shop.sql("alter table customers add column city varchar(40)");

            Cli.Outcome doctor = shop.parley("doctor");
            assertThat(doctor.exit()).isEqualTo(Exit.FINDINGS);
            assertThat(doctor.out()).contains("customer", "Run parley init.");
            assertThat(json(ok(shop.parley("init", "--json"))).path("site").asText())
                    .isEqualTo(site);

            assertThat(shop.parley("doctor").exit()).isZero();
            shop.addCustomer(ADA, "Ada");
            shop.sql("update customers set city = 'Łódź'");
            assertThat(ok(shop.parley("history", ADA))).contains("city = Łódź");
        }
    }

    @Test
    void doctorTellsOfATableThatNobodyListed() throws IOException, SQLException {
        try (TestFolder shop = new TestFolder(parent, Engine.SQLITE, "shop")) {
            ok(shop.parley("init"));
            shop.sql("create table invoices (id integer primary key, business_id integer)");

            Cli.Outcome doctor = shop.parley("doctor");

            assertThat(doctor.exit()).isEqualTo(Exit.FINDINGS);
            assertThat(doctor.out())
                    .contains("The table invoices is not synced, though it has the business column business_id.");
        }
    }

    @Test
    void helpAndVersionNeedNoSite() {
        assertThat(Cli.run("--help").out()).contains("Usage: parley", "Exit codes:");
        assertThat(Cli.run("link", "accept", "--help").out()).contains("INVITATION");
        assertThat(Cli.run("--version").exit()).isZero();
        assertThat(Cli.run().exit()).isEqualTo(Exit.USAGE);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
