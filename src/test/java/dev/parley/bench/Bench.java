package dev.parley.bench;

import dev.parley.testing.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Measures, prints what it finds as it goes, and writes it down. */
public final class Bench {

    private Bench() {}

    /** See {@link BenchOptions#USAGE}. */
    public static void main(String[] args) throws Exception {
        BenchOptions options;
        try {
            options = BenchOptions.of(List.of(args));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(BenchOptions.USAGE);
            System.exit(2);
            return;
        }
        if (options.files().from().isPresent()) {
            List<Figure> figures = Figures.read(options.files().from().get());
            Figures.printHead(System.out);
            figures.forEach(figure -> Figures.print(System.out, figure));
            write(options, figures);
            return;
        }
        measure(options);
    }

    static List<Figure> measure(BenchOptions options) throws Exception {
        List<Figure> all = new ArrayList<>();
        Figures.printHead(System.out);
        for (Engine engine : options.engines()) {
            if (options.only().contains(BenchOptions.REST)) {
                Figure.Case of = new Figure.Case(engine, RestCase.LINKS);
                add(inFolder(new RestCase(of, RestCase.LINKS, RestCase.REST)::measure), all, options);
            }
            for (int records : options.records()) {
                Figure.Case of = new Figure.Case(engine, records);
                if (options.only().stream().anyMatch(BenchCase.MEASURES::contains)) {
                    add(new BenchCase(of, options).measure(), all, options);
                }
                if (options.only().contains(BenchOptions.INCREMENTAL)) {
                    add(inFolder(new IncrementalCase(of, options.runs())::measure), all, options);
                }
                if (options.only().contains(BenchOptions.LATENCY)) {
                    add(inFolder(new LatencyCase(of)::measure), all, options);
                }
                if (options.only().contains(BenchOptions.PARTS)) {
                    add(new PartsCase(of, options.runs(), options.batch()).measure(), all, options);
                }
                if (options.only().contains(BenchOptions.CAPTURE)) {
                    add(new CaptureCase(of, options.runs()).measure(), all, options);
                }
            }
        }
        return all;
    }

    /** What is measured of sites that have their files in a folder. */
    @FunctionalInterface
    private interface Served {
        List<Figure> in(Path folder) throws Exception;
    }

    private static List<Figure> inFolder(Served served) throws Exception {
        Path folder = Files.createTempDirectory("parley-bench");
        try {
            return served.in(folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void add(List<Figure> figures, List<Figure> all, BenchOptions options) throws IOException {
        figures.forEach(figure -> Figures.print(System.out, figure));
        all.addAll(figures);
        write(options, all);
    }

    private static void write(BenchOptions options, List<Figure> figures) throws IOException {
        if (options.files().json().isPresent()) {
            Figures.write(options.files().json().get(), figures);
        }
        if (options.files().svg().isPresent()) {
            Files.writeString(options.files().svg().get(), Chart.of(figures));
        }
    }
}
