package dev.parley.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.testing.YamlSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the part of docs/configuration.md on parley.yaml, and its JSON Schema, to what is read. */
class ConfigDocsTest {

    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyKeyHasItsPlaceInTheSchema() throws IOException {
        JsonNode schema = schema();
        Map<String, List<String>> known = Map.of(
                "", ConfigYaml.ROOT,
                "/properties/site", ConfigYaml.SITE,
                "/properties/sync", ConfigYaml.SYNC,
                "/properties/limits", ConfigYaml.LIMITS,
                "/properties/database", DatabaseSection.KEYS,
                "/properties/alerts", AlertsSection.KEYS,
                "/properties/alerts/properties/email", AlertsSection.EMAIL,
                "/properties/alerts/properties/webhook", AlertsSection.WEBHOOK);

        known.forEach((place, keys) -> assertThat(keys(schema.at(place)))
                .as("keys of the schema at '%s'", place)
                .containsExactlyInAnyOrderElementsOf(keys));
    }

    @Test
    void everyKeyIsInTheReference() throws IOException {
        String reference = reference();

        for (List<String> keys : List.of(
                ConfigYaml.ROOT,
                ConfigYaml.SITE,
                ConfigYaml.SYNC,
                ConfigYaml.LIMITS,
                DatabaseSection.KEYS,
                AlertsSection.KEYS,
                AlertsSection.EMAIL,
                AlertsSection.WEBHOOK)) {
            assertThat(keys)
                    .allMatch(key -> reference.contains("`" + key + "`")
                            || reference.contains("." + key + "`")
                            || reference.contains("`" + key + "."));
        }
    }

    @Test
    void whatTheSchemaSaysOfDefaultsIsWhatTheReferenceSays() throws IOException {
        String reference = reference();
        JsonNode properties = schema().at("/properties");
        for (String section : List.of("sync", "limits")) {
            properties.at("/" + section + "/properties").properties().forEach(key -> assertThat(reference)
                    .contains("| `%s.%s` | `%s` |"
                            .formatted(
                                    section,
                                    key.getKey(),
                                    key.getValue().get("default").asText())));
        }
        assertThat(reference)
                .contains("| `listen` | `%s` |"
                        .formatted(properties.at("/listen/default").asText()));
    }

    @Test
    void everyExampleIsReadWithoutMistake(@TempDir Path folder) throws IOException {
        Matcher example = EXAMPLE.matcher(reference());
        List<SiteConfig> read = new ArrayList<>();
        while (example.find()) {
            assertThat(YamlSchema.PARLEY.errors(example.group(1))).isEmpty();
            Path file = Files.writeString(folder.resolve("parley.yaml"), example.group(1));
            read.add(ConfigYaml.read(file, Map.of("SHOP_DB_PASSWORD", "x", "SMTP_PASSWORD", "x", "HOOK_SECRET", "x")));
        }

        assertThat(read).hasSizeGreaterThan(2);
    }

    @Test
    void theSchemaRefusesWhatIsRefused() {
        String good = "site: {name: shop}\ndatabase: {url: 'jdbc:sqlite:shop.db'}\n";
        assertThat(YamlSchema.PARLEY.errors(good)).isEmpty();
        for (String bad : List.of(
                "site: {name: shop}\n",
                good + "sink: {}\n",
                good + "sync: {interval: -1}\n",
                good + "sync: {batch: many}\n",
                good + "alerts: {email: {to: ann@shop.example}}\n",
                good.replace("url:", "password: a, password_env: B, url:"))) {
            assertThat(YamlSchema.PARLEY.errors(bad)).as(bad).isNotEmpty();
        }
    }

    private static String reference() throws IOException {
        String all = Files.readString(Path.of("docs/configuration.md"));
        return all.substring(0, all.indexOf("\n## catalogue.yaml"));
    }

    private static JsonNode schema() throws IOException {
        try (InputStream schema =
                Objects.requireNonNull(ConfigDocsTest.class.getResourceAsStream("/schema/parley.schema.json"))) {
            return new ObjectMapper().readTree(schema);
        }
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.get("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
