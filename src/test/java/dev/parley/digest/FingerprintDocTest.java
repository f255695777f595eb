package dev.parley.digest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The examples of fingerprints in docs/protocol.md are what the program computes. */
class FingerprintDocTest {

    private static final String MARK = "<!-- vectors: fingerprints -->\n```json\n";

    @Test
    void fingerprintsAreAsInTheExamples() throws IOException {
        JsonNode vectors = vectors("fingerprints");
        assertThat(vectors).hasSize(4);
        for (JsonNode vector : vectors) {
            Fingerprint sum = Fingerprint.NONE;
            for (JsonNode entry : vector.path("entries")) {
                String bits = entry.path(1).asText();
                sum = sum.plus(new Entry(
                        UUID.fromString(entry.path(0).asText()),
                        HexFormat.fromHexDigitsToLong(bits, 0, 16),
                        HexFormat.fromHexDigitsToLong(bits, 16, 32)));
            }
            assertThat(sum.toText()).isEqualTo(vector.path("fingerprint").asText());
        }
    }

    @Test
    void contentIsHashedAsInTheExamples() throws IOException {
        for (JsonNode vector : vectors("content")) {
            ContentHash hash = new ContentHash();
            for (JsonNode value : vector.path("values")) {
                if (value.isNull()) {
                    hash.addNull();
                } else {
                    hash.add(value.asText().getBytes(StandardCharsets.UTF_8));
                }
            }
            Entry entry = hash.entry(new UUID(0, 0));
            HexFormat hex = HexFormat.of();
            assertThat(hex.toHexDigits(entry.high()) + hex.toHexDigits(entry.low()))
                    .isEqualTo(vector.path("bits").asText());
        }
    }

    private static JsonNode vectors(String name) throws IOException {
        String text = Files.readString(Path.of("docs/protocol.md"));
        String mark = MARK.replace("fingerprints", name);
        int begin = text.indexOf(mark) + mark.length();
        assertThat(begin).isGreaterThan(mark.length());
        return new ObjectMapper().readTree(text.substring(begin, text.indexOf("```", begin)));
    }
}
