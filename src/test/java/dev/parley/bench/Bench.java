package dev.parley.bench;

import dev.parley.testing.Engine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
        measure(options);
    }

    static List<Figure> measure(BenchOptions options) throws Exception {
        List<Figure> all = new ArrayList<>();
        Figures.printHead(System.out);
        for (Engine engine : options.engines()) {
            for (int records : options.records()) {
                List<Figure> figures = new BenchCase(new Figure.Case(engine, records), options).measure();
                figures.forEach(figure -> Figures.print(System.out, figure));
                all.addAll(figures);
                write(options, all);
            }
        }
        return all;
    }

    private static void write(BenchOptions options, List<Figure> figures) throws IOException {
        if (options.json().isPresent()) {
            Figures.write(options.json().get(), figures);
        }
    }
}
