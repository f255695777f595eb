package dev.parley.bench;

import dev.parley.testing.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be measured.
 *
 * @param records how many records, one after the other
 * @param only which measures
 * @param runs how often each is taken; the median counts
 * @param batch how many changes or records go in one request, at most
 * @param large how many megabytes the notes of one record have; 0 for no such record
 * @param files where the figures go too, or come from
 */
record BenchOptions(
        List<Engine> engines,
        List<Integer> records,
        Set<String> only,
        int runs,
        int batch,
        int large,
        BenchFiles files) {

    static final String INITIAL = "initial";
    static final String INCREMENTAL = "incremental";
    static final String IDLE = "idle";
    static final String COMPARE = "compare";
    static final String LATENCY = "latency";
    static final String CAPTURE = "capture";
    static final String PARTS = "parts";
    static final String REST = "rest_1000";
    static final String PLAN = "plan";

    private static final List<String> MEASURES =
            List.of(INITIAL, COMPARE, INCREMENTAL, IDLE, LATENCY, REST, CAPTURE, PARTS, PLAN);

    static final BenchOptions DEFAULT = new BenchOptions(
            List.of(Engine.POSTGRESQL, Engine.MARIADB, Engine.SQLITE),
            List.of(10_000, 100_000),
            // What takes long is measured only where it is asked for.
            MEASURES.stream().filter(measure -> !measure.equals(REST)).collect(Collectors.toUnmodifiableSet()),
            3,
            500,
            0,
            BenchFiles.NONE);

    static final String USAGE = """
            usage: dev/bench [--engines postgresql,mariadb,sqlite] [--records 10000,100000]
                             [--only initial,compare,incremental,idle,latency,rest_1000,capture,parts,plan] [--runs 3] [--batch 500] [--large 0]
                             [--json FILE] [--svg FILE]
                   dev/bench --from FILE --svg FILE    draws what an earlier run wrote as JSON""";

    /** Checks what was said. */
    BenchOptions {
        engines = List.copyOf(engines);
        records = List.copyOf(records);
        only = Set.copyOf(only);
        if (records.stream().anyMatch(count -> count < 100) || runs < 1 || batch < 1 || large < 0) {
            throw new IllegalArgumentException("at least 100 records, one run and one record in a batch");
        }
        for (String measure : only) {
            if (!MEASURES.contains(measure)) {
                throw new IllegalArgumentException("no measure is called " + measure);
            }
        }
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    static BenchOptions of(List<String> arguments) {
        BenchOptions options = DEFAULT;
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException("a value is missing after " + arguments.get(i));
            }
            options = options.with(arguments.get(i), arguments.get(i + 1));
        }
        return options;
    }

    private BenchOptions with(String name, String value) {
        List<String> words = Arrays.asList(value.split(",", -1));
        return switch (name) {
            case "--engines" -> new BenchOptions(engines(words), records, only, runs, batch, large, files);
            case "--records" ->
                new BenchOptions(
                        engines, words.stream().map(Integer::valueOf).toList(), only, runs, batch, large, files);
            case "--only" -> new BenchOptions(engines, records, Set.copyOf(words), runs, batch, large, files);
            case "--runs" -> new BenchOptions(engines, records, only, Integer.parseInt(value), batch, large, files);
            case "--batch" -> new BenchOptions(engines, records, only, runs, Integer.parseInt(value), large, files);
            case "--large" -> new BenchOptions(engines, records, only, runs, batch, Integer.parseInt(value), files);
            case "--json" -> with(files.withJson(Path.of(value)));
            case "--svg" -> with(files.withSvg(Path.of(value)));
            case "--from" -> with(files.withFrom(Path.of(value)));
            default -> throw new IllegalArgumentException("there is no option " + name);
        };
    }

    private BenchOptions with(BenchFiles other) {
        return new BenchOptions(engines, records, only, runs, batch, large, other);
    }

    private static List<Engine> engines(List<String> words) {
        List<Engine> engines = new ArrayList<>();
        words.forEach(word -> engines.add(Engine.valueOf(word.toUpperCase(Locale.ROOT))));
        return engines;
    }
}
