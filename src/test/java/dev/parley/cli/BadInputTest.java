package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.site.ConfigYaml;
import dev.parley.site.Shop;
import dev.parley.site.Site;
import dev.parley.store.Ids;
import dev.parley.store.TimeSource;
import dev.parley.testing.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong: a sentence, a hint, the right exit code, no stack trace and no secret. */
class BadInputTest {

    private final Path parent;
    private final TestFolder site;

    BadInputTest(@TempDir Path parent) throws IOException, SQLException {
        this.parent = parent;
        this.site = new TestFolder(parent, Engine.SQLITE, "shop");
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void noConfiguration() {
        refused(
                Cli.run("--config", parent.resolve("nowhere.yaml").toString(), "status"),
                Exit.USAGE,
                "There is no file " + parent.resolve("nowhere.yaml"),
                "--config");
    }

    @Test
    void aConfigurationWithAnUnknownKey() throws IOException {
        site.reconfigure("listen:", "lisen:");

        refused(site.parley("status"), Exit.USAGE, "parley.yaml:8: unknown key `lisen`; did you mean `listen`?");
    }

    @Test
    void aConfigurationThatIsNoYaml() throws IOException {
        Files.writeString(site.config(), "site: [");

        refused(site.parley("status"), Exit.USAGE, "this is not YAML");
    }

    @Test
    void aPasswordThatIsNotInTheEnvironment() {
        refused(
                Cli.run("--config", site.config().toString(), "status"),
                Exit.USAGE,
                "the environment variable `DB_PASSWORD`, which is not set");
    }

    @Test
    void aDatabaseThatIsNotThere() throws IOException {
        site.reconfigure("jdbc:sqlite:", "jdbc:sqlite:nowhere");

        refused(site.parley("status"), Exit.DATABASE, "can't be", "");
        assertThat(site.parley("init").exit()).isEqualTo(Exit.DATABASE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://127.0.0.1:1/shop", "jdbc:mariadb://127.0.0.1:1/shop"})
    void aDatabaseServerThatIsDown(String url) throws IOException {
        Files.writeString(site.config(), """
                site: {name: shop}
                database: {url: "%s", user: parley, password: s3cret}
                """.formatted(url));

        refused(site.parley("status"), Exit.DATABASE, "can't be reached", "Is it running");
    }

    @Test
    void aWrongPassword() throws IOException, SQLException {
        try (TestFolder other = new TestFolder(parent, Engine.MARIADB, "other")) {
            other.reconfigure("password_env: DB_PASSWORD", "password: s3cret");

            refused(other.parley("status"), Exit.DATABASE, "Access denied", "Check the user, its password");
        }
    }

    /** The PostgreSQL of the tests asks nobody for a password. */
    @Test
    void aUserThatTheDatabaseDoesNotKnow() throws IOException, SQLException {
        try (TestFolder other = new TestFolder(parent, Engine.POSTGRESQL, "other")) {
            other.reconfigure("user: \"parley\"", "user: stranger");

            refused(other.parley("status"), Exit.DATABASE, "stranger", "Check the user, its password");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "link list", "sync", "problems", "history 7b6f3a1e-52c4-4c1d-9a53-0a2f6f1f9f10"})
    void aDatabaseThatWasNotSetUp(String command) {
        refused(site.parley(command.split(" ", -1)), Exit.USAGE, "has not been set up for Parley", "parley init");
    }

    @Test
    void servingADatabaseThatWasNotSetUp() {
        refused(site.parley("serve"), Exit.USAGE, "has not been set up for Parley", "parley init");
    }

    @Test
    void aCatalogueThatNamesAMissingTable() throws IOException {
        Files.writeString(site.catalogue(), TestFolder.CATALOGUE.replace("table: customers}", "table: custmers}"));

        refused(
                site.parley("init"),
                Exit.USAGE,
                "catalogue.yaml:6:",
                "the database has no table `custmers`; did you mean `customers`?");
        assertThat(site.parley("doctor").exit()).isEqualTo(Exit.FINDINGS);
        assertThat(site.parley("doctor").out()).contains("custmers");
    }

    @Test
    void noCatalogue() throws IOException {
        Files.delete(site.catalogue());

        refused(site.parley("init"), Exit.USAGE, "There is no file " + site.catalogue(), "docs/configuration.md");
    }

    @Test
    void aLinkThatIsNotThere() {
        site.parley("init");
        refused(site.parley("sync", "hosted"), Exit.USAGE, "no link hosted", "parley link invite");
        site.parley("link", "invite", "--business", Shop.BUSINESS.toString(), "--name", "hosted");

        refused(site.parley("link", "show", "hostd"), Exit.USAGE, "There is no link hostd", "did you mean hosted?");
        refused(site.parley("sync", "hosted"), Exit.USAGE, "Nobody has taken up the invitation");
    }

    @Test
    void aRecordThatIsNotThere() {
        site.parley("init");

        refused(site.parley("history", "00000000-0000-4000-8000-00000000abcd"), Exit.USAGE, "knows of no record");
        refused(site.parley("history", "abcd"), Exit.USAGE, "abcd", "--help");
    }

    @Test
    void anInvitationThatIsNotWhole() {
        site.parley("init");
        String invitation = site.parley("link", "invite", "--business", Shop.BUSINESS.toString())
                .out()
                .strip();

        for (String broken : new String[] {invitation.substring(0, invitation.length() / 2), "hello", "parley1:!"}) {
            Cli.Outcome outcome = site.parley("link", "accept", broken, "--direction", "bi");
            refused(outcome, Exit.USAGE, "Could not read the invitation", "Copy the whole line");
            assertThat(outcome.err()).doesNotContain(invitation.substring(40, 60));
        }
    }

    @Test
    void anInvitationOfASiteThatIsDown() throws IOException, SQLException {
        try (TestFolder hosted = new TestFolder(parent, Engine.SQLITE, "hosted")) {
            site.parley("init");
            hosted.parley("init");
            String invitation = hosted.parley("link", "invite", "--business", Shop.BUSINESS.toString())
                    .out()
                    .strip();

            refused(
                    site.parley("link", "accept", invitation, "--direction", "bi"),
                    Exit.REMOTE,
                    "no connection could be made",
                    "Check that the site is up");
            assertThat(site.parley("link", "list").out()).contains("no links yet");
        }
    }

    @Test
    void aSiteWithoutUrlCanNotInvite() throws IOException {
        site.reconfigure("  url: http://127.0.0.1", "  # url: http://127.0.0.1");
        site.parley("init");

        refused(
                site.parley("link", "invite", "--business", Shop.BUSINESS.toString()),
                Exit.USAGE,
                "This site has no URL",
                "Write `url:` under `site:`");
    }

    @Test
    void aWordThatIsNoCommand() {
        refused(Cli.run("snyc"), Exit.USAGE, "snyc", "Did you mean");
        refused(Cli.run("link", "accept", "x", "--direction", "sideways"), Exit.USAGE, "sideways");
        refused(Cli.run("sync", "--type", "fast"), Exit.USAGE, "fast");
    }

    @Test
    void anAddressThatIsTaken() throws IOException {
        site.parley("init");
        try (Site opened =
                Site.open(ConfigYaml.read(site.config(), site.environment()), TimeSource.SYSTEM, Ids.RANDOM)) {
            try (Serving serving = Serving.start(opened, TimeSource.SYSTEM)) {
                assertThat(serving.port()).isPositive();
                refused(site.parley("serve"), Exit.USAGE, "Nothing can listen at 127.0.0.1:", "listen:");
            }
        }
    }

    @Test
    void aLinkThatIsBusy() throws IOException, SQLException {
        try (TestFolder hosted = new TestFolder(parent, Engine.SQLITE, "hosted")) {
            Linked.link(site, hosted);
            try (Site opened =
                    Site.open(ConfigYaml.read(site.config(), site.environment()), TimeSource.SYSTEM, Ids.RANDOM)) {
                opened.leases().acquire("link:" + opened.link("hosted").uuid(), "till-2/4711", Duration.ofSeconds(30));
            }

            refused(site.parley("sync", "hosted"), Exit.BUSY, "being synced by till-2/4711 since", "killed");
        }
    }

    @Test
    void takingParleyAwayWithoutSayingSo() {
        site.parley("init");

        refused(site.parley("deinit"), Exit.USAGE, "This removes 0 links and the history", "--yes");
        assertThat(site.parley("deinit", "--yes").exit()).isZero();
        assertThat(site.parley("deinit", "--yes").out()).contains("nothing of Parley");
        refused(site.parley("status"), Exit.USAGE, "has not been set up");
    }

    @Test
    void programsGetTheSameAsJson() {
        Cli.Outcome outcome = site.parley("status", "--json");

        assertThat(outcome.exit()).isEqualTo(Exit.USAGE);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith("{\"error\":{\"code\":\"configuration\",\"message\":\"The database ")
                .contains("\"hint\":\"Run parley init first.\",\"exit\":2");
    }

    private static void refused(Cli.Outcome outcome, int exit, String... told) {
        assertThat(outcome.err()).contains(told);
        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(exit);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).doesNotContain("\tat ", "Exception", "s3cret");
    }
}
