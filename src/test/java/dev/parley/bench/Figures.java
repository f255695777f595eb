package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.testing.Engine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Figures for people and for programs. */
final class Figures {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String LINE = "%-16s %-10s %9s %12s %-8s %12s %8s %8s  %s%n";

    private Figures() {}

    static void printHead(PrintStream out) {
        out.printf(LINE, "measure", "engine", "records", "value", "unit", "floor", "ratio", "budget", "floor is");
    }

    static void print(PrintStream out, Figure figure) {
        out.printf(
                LINE,
                figure.name(),
                figure.engineName(),
                figure.records(),
                number(figure.value()),
                figure.unit(),
                figure.floorValue().isPresent() ? number(figure.floorValue().getAsDouble()) : "",
                figure.ratio().isPresent() ? "%.2f".formatted(figure.ratio().getAsDouble()) : "",
                figure.budget().isPresent()
                        ? number(figure.budget().getAsDouble()) + (figure.isAbove() ? "!" : "")
                        : "",
                figure.floor());
    }

    private static String number(double number) {
        return number == Math.rint(number) ? "%.0f".formatted(number) : "%.3f".formatted(number);
    }

    static void write(Path file, List<Figure> figures) throws IOException {
        ArrayNode all = JSON.createArrayNode();
        for (Figure figure : figures) {
            ObjectNode node = all.addObject()
                    .put("name", figure.name())
                    .put("engine", figure.engineName())
                    .put("records", figure.records())
                    .put("value", rounded(figure.value()))
                    .put("unit", figure.unit())
                    .put("floor", figure.floor().isEmpty() ? null : figure.floor());
            put(node, "floor_value", figure.floorValue());
            put(node, "ratio", figure.ratio());
            put(node, "budget", figure.budget());
        }
        Files.writeString(file, JSON.writeValueAsString(all) + "\n");
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws IOException if it can't be read, or is no such file
     */
    static List<Figure> read(Path file) throws IOException {
        JsonNode all = JSON.readTree(file.toFile());
        List<Figure> figures = new ArrayList<>();
        if (!all.isArray()) {
            throw new IOException(file + " holds no figures: dev/bench --json FILE writes such a file.");
        }
        for (JsonNode node : all) {
            figures.add(new Figure(
                    node.path("name").asText(),
                    Engine.valueOf(node.path("engine").asText().toUpperCase(Locale.ROOT)),
                    node.path("records").asInt(),
                    node.path("value").asDouble(),
                    node.path("unit").asText(),
                    node.path("floor").isNull() ? "" : node.path("floor").asText(),
                    number(node.path("floor_value")),
                    number(node.path("budget"))));
        }
        return figures;
    }

    private static OptionalDouble number(JsonNode node) {
        return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
    }

    private static void put(ObjectNode node, String name, OptionalDouble number) {
        if (number.isPresent()) {
            node.put(name, rounded(number.getAsDouble()));
        } else {
            node.putNull(name);
        }
    }

    private static double rounded(double number) {
        return Math.round(number * 10_000) / 10_000.0;
    }
}
