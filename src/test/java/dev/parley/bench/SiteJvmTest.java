package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is measured is what runs. */
class SiteJvmTest {

    @Test
    void sitesRunInTheJvmThatParleyStarts() throws IOException {
        assertThat(Files.readAllLines(Path.of("parley")))
                .contains("collector=(" + String.join(" ", SiteJvm.COLLECTOR) + ")")
                .contains("lasting=(" + String.join(" ", SiteJvm.LASTING) + ")");
    }
}
