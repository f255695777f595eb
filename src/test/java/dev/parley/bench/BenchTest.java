package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.testing.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {

    @Test
    void measuresEverythingAndWritesItDown(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("figures.json");

        Bench.measure(BenchOptions.of(List.of(
                "--engines",
                "sqlite",
                "--records",
                "200",
                "--runs",
                "1",
                "--only",
                "initial,incremental,idle,capture",
                "--json",
                file.toString())));

        JsonNode figures = new ObjectMapper().readTree(file.toFile());
        assertThat(figures.findValuesAsText("name"))
                .contains(
                        "initial",
                        "incremental_10",
                        "incremental_130",
                        "idle",
                        "idle_requests",
                        "idle_sent",
                        "idle_received",
                        "capture_small",
                        "capture_update");
        assertThat(figures).allSatisfy(figure -> assertThat(figure.fieldNames())
                .toIterable()
                .containsExactly(
                        "name", "engine", "records", "value", "unit", "floor", "floor_value", "ratio", "budget"));
    }

    @Test
    void measuresWhatManyLinksCostAtRest(@TempDir Path folder) throws Exception {
        List<Figure> figures =
                new RestCase(new Figure.Case(Engine.SQLITE, 3), 3, Duration.ofSeconds(1)).measure(folder);

        assertThat(figures).extracting(Figure::name).contains("rest_3_hosted", "rest_3_shop", "rest_3_connections");
        assertThat(figures)
                .filteredOn(figure -> figure.name().equals("rest_3_connections"))
                .allSatisfy(figure -> assertThat(figure.value()).isPositive());
    }
}
