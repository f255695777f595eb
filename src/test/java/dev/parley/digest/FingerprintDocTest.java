package dev.parley.digest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
        String text = Files.readString(Path.of("docs/protocol.md"));
        int begin = text.indexOf(MARK) + MARK.length();
        JsonNode vectors = new ObjectMapper().readTree(text.substring(begin, text.indexOf("```", begin)));
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
}
