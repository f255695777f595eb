package dev.parley.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.testing.YamlSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds docs/configuration.md and the JSON Schema to what is read. */
class CatalogueDocsTest {

    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyExampleOfTheReferenceIsReadWithoutMistake() throws IOException {
        String reference = reference();
        Matcher example = EXAMPLE.matcher(reference.substring(reference.indexOf("## catalogue.yaml")));
        List<Declaration> read = new ArrayList<>();
        while (example.find()) {
            assertThat(YamlSchema.CATALOGUE.errors(example.group(1))).isEmpty();
            read.add(CatalogueYaml.read("docs/configuration.md", new StringReader(example.group(1))));
        }

        assertThat(read)
                .hasSizeGreaterThanOrEqualTo(4)
                .allMatch(declaration -> !declaration.objects().isEmpty());
    }

    @Test
    void everyKeyHasItsLineInTheReferenceAndItsPlaceInTheSchema() throws IOException {
        String reference = reference();
        JsonNode schema = schema();

        assertThat(keys(schema.at("/$defs/object"))).containsExactlyInAnyOrderElementsOf(ObjectYaml.KEYS);
        assertThat(keys(schema)).containsExactlyInAnyOrderElementsOf(CatalogueYaml.ROOT);
        assertThat(keys(schema.at("/properties/defaults"))).containsExactlyInAnyOrderElementsOf(CatalogueYaml.DEFAULTS);
        assertThat(ObjectYaml.KEYS).allMatch(key -> reference.contains("\n| [`" + key + "`](#"));
        assertThat(CatalogueYaml.ROOT).allMatch(key -> reference.contains("\n| `" + key + "` |"));
        assertThat(CatalogueYaml.DEFAULTS).allMatch(key -> reference.contains("\n| `" + key + "` | `"));
    }

    private static String reference() throws IOException {
        return Files.readString(Path.of("docs/configuration.md"));
    }

    private static JsonNode schema() throws IOException {
        try (InputStream schema =
                Objects.requireNonNull(CatalogueDocsTest.class.getResourceAsStream("/schema/catalogue.schema.json"))) {
            return new ObjectMapper().readTree(schema);
        }
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.get("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
