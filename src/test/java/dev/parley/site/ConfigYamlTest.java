package dev.parley.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.site.SiteConfig.Limits;
import dev.parley.site.SiteConfig.Listen;
import dev.parley.site.SiteConfig.Syncing;
import dev.parley.wire.BodyLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigYamlTest {

    private final Path folder;

    ConfigYamlTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theShortestFileTakesAllElseByDefault() throws IOException {
        SiteConfig config = read("""
                site: {name: shop}
                database: {url: "jdbc:sqlite:shop.db"}
                """);

        assertThat(config.name()).isEqualTo("shop");
        assertThat(config.url()).isEmpty();
        assertThat(config.database().url()).isEqualTo("jdbc:sqlite:" + folder.resolve("shop.db"));
        assertThat(config.listen()).isEqualTo(Listen.DEFAULT);
        assertThat(config.catalogue()).isEqualTo(folder.resolve("catalogue.yaml"));
        assertThat(config.sync()).isEqualTo(Syncing.DEFAULT);
        assertThat(config.limits()).isEqualTo(Limits.DEFAULT);
    }

    @Test
    void everythingCanBeSaid() throws IOException {
        Files.writeString(folder.resolve("password"), "s3cret\n");
        SiteConfig config = read("""
                site:
                  name: Silvermoon, Łódź
                  url: https://shop.example.org/parley/
                database:
                  url: jdbc:postgresql://localhost:5432/shop
                  user: parley
                  password_file: password
                listen: "[::1]:9000"
                catalogue: tables/shop.yaml
                sync: {interval: 0, batch: 50}
                limits: {body_mb: 8, unpacked_mb: 32, requests: 4}
                """);

        assertThat(config.name()).isEqualTo("Silvermoon, Łódź");
        assertThat(config.url()).isEqualTo("https://shop.example.org/parley");
        assertThat(config.database().url()).isEqualTo("jdbc:postgresql://localhost:5432/shop");
        assertThat(config.database().user()).isEqualTo("parley");
        assertThat(config.database().password()).isEqualTo("s3cret");
        assertThat(config.listen()).isEqualTo(new Listen("::1", 9000));
        assertThat(config.catalogue()).isEqualTo(folder.resolve("tables/shop.yaml"));
        assertThat(config.sync()).isEqualTo(new Syncing(Duration.ZERO, 50));
        assertThat(config.limits()).isEqualTo(new Limits(new BodyLimits(8L << 20, 32L << 20), 4));
    }

    @Test
    void theExamplesOfTheDocsAreRead() throws IOException {
        String docs = Files.readString(Path.of("docs/configuration.md"));
        Matcher example =
                Pattern.compile("```yaml\\n(site:.*?)```", Pattern.DOTALL).matcher(docs);
        int found = 0;
        while (example.find()) {
            SiteConfig config = ConfigYaml.read(
                    write(example.group(1)),
                    Map.of("SHOP_DB_PASSWORD", "s3cret", "SMTP_PASSWORD", "s3cret", "HOOK_SECRET", "s3cret"));
            assertThat(config.name()).isEqualTo("shop");
            // What the docs give as an example of a number is its default.
            assertThat(config.sync()).isEqualTo(Syncing.DEFAULT);
            assertThat(config.limits()).isEqualTo(Limits.DEFAULT);
            assertThat(config.listen()).isEqualTo(Listen.DEFAULT);
            assertThat(config.alerts().every()).isEqualTo(Alerting.NONE.every());
            assertThat(config.toString()).doesNotContain("s3cret");
            found++;
        }
        assertThat(found).isEqualTo(2);
    }

    @Test
    void whatIsWrongWithAlertsIsToldByLineAndShowsNoSecret() {
        assertThatThrownBy(() -> read("""
                site: {name: shop}
                database: {url: "jdbc:sqlite:shop.db"}
                alerts:
                  evry: 5
                  email:
                    to: ann@shop.test
                    tls: maybe
                  webhook:
                    url: ftp://hook.test/token-4711
                """))
                .hasMessageContaining("parley.yaml:4:")
                .hasMessageContaining("did you mean `every`?")
                .hasMessageContaining("parley.yaml:5: `alerts.email` must have `to`, `from` and `host`")
                .hasMessageContaining("parley.yaml:9: `url` must begin with http:// or https://")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("token-4711"));
    }

    @Test
    void thePasswordComesFromTheEnvironmentAndIsNeverShown() throws IOException {
        SiteConfig config = read("""
                site: {name: shop}
                database: {url: "jdbc:mariadb://localhost/shop", user: parley, password_env: SHOP_PASSWORD}
                """);

        assertThat(config.database().password()).isEqualTo("from the environment");
        assertThat(config.toString()).doesNotContain("from the environment");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "site: {nam: shop} | 1: `site`: unknown key `nam`; did you mean `name`?",
                "site: {name: shop, url: 'ftp://shop'} | 1: `url` must begin with http:// or https:// and have no user, query or fragment, but is `ftp://shop`",
                "sit: {name: shop} | 1: unknown key `sit`; did you mean `site`?",
                "listen: here | 1: `listen` must be host:port with a port up to 65535, such as 127.0.0.1:8440, but is `here`",
                "listen: 127.0.0.1:99999 | 1: `listen` must be host:port with a port up to 65535, such as 127.0.0.1:8440, but is `127.0.0.1:99999`",
                "sync: {intervall: 5} | 1: `sync`: unknown key `intervall`; did you mean `interval`?",
                "sync: {interval: soon} | 1: `interval` must be a whole number from 0 to 86400, but is `soon`",
                "sync: {batch: 0} | 1: `batch` must be a whole number from 1 to 10000, but is `0`",
                "database: {url: 'jdbc:oracle:thin'} | knows: its URL starts with jdbc:sqlite:, jdbc:postgresql: or jdbc:mariadb:",
                "database: {user: parley} | 1: `database` must have a `url` such as jdbc:postgresql://localhost/shop",
                "database: {url: 'jdbc:sqlite:x', password_env: NOT_SET} | 1: `password_env` names the environment variable `NOT_SET`, which is not set; export it first",
                "database: {url: 'jdbc:sqlite:x', password: a, password_env: SHOP_PASSWORD} | the password is given twice, by `password` and by `password_env`; leave one of them out",
                "database: {url: 'jdbc:sqlite:x', password_file: nowhere} | which can't be read",
                "site: shop | 1: `site` must be a mapping, but is `shop`",
                "site: {name: shop | this is not YAML",
            })
    void aMistakeIsToldWithItsLineAndWhatWasProbablyMeant(String text, String told) throws IOException {
        Path file = write(text + "\n");

        assertThatThrownBy(() -> ConfigYaml.read(file, Map.of("SHOP_PASSWORD", "from the environment")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(told);
    }

    @Test
    void allMistakesAreToldAtOnce() throws IOException {
        Path file = write("""
                site:
                  nane: shop
                database:
                  url: jdbc:sqlite:shop.db
                sync:
                  interval: -1
                """);

        assertThatThrownBy(() -> ConfigYaml.read(file, Map.of())).hasMessage("""
                %1$s has 3 mistakes:
                  %1$s:1: `site:` must have a `name`, by which people at other sites know this one
                  %1$s:2: `site`: unknown key `nane`; did you mean `name`?
                  %1$s:6: `interval` must be a whole number from 0 to 86400, but is `-1`""".formatted(file));
    }

    @Test
    void aFileThatIsNotThereIsToldWithAHint() {
        ConfigurationException missing = catchThrowableOfType(
                ConfigurationException.class, () -> ConfigYaml.read(folder.resolve("parley.yaml"), Map.of()));

        assertThat(missing).hasMessage("There is no file " + folder.resolve("parley.yaml") + ".");
        assertThat(missing.hint()).contains("--config");
    }

    @Test
    void anEmptyFileAndAFolderAndAnotherEncodingAreTold() throws IOException {
        Path empty = write("# nothing yet\n");
        assertThatThrownBy(() -> ConfigYaml.read(empty, Map.of())).hasMessageContaining("the file is empty");

        assertThatThrownBy(() -> ConfigYaml.read(folder, Map.of())).hasMessageContaining("could not be read");

        Path latin = folder.resolve("latin.yaml");
        Files.write(latin, "site: {name: Zoë}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> ConfigYaml.read(latin, Map.of())).hasMessageContaining("not text in UTF-8");
    }

    private SiteConfig read(String text) throws IOException {
        return ConfigYaml.read(write(text), Map.of("SHOP_PASSWORD", "from the environment"));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("parley.yaml"), text);
    }
}
