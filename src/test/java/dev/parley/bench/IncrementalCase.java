package dev.parley.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How long one UPDATE takes, of ten rows, a thousand and many, until all are visible at the other site. Both sites are served, hold the same, and have
 * been at it for a while: other rows were updated before, several times. Nobody runs a command; the other site learns of what happened as it always
 * does. Each run has databases of its own, since rows that were never touched are the dearest and there are not enough for several.
 */
final class IncrementalCase {

    private static final double NANOS = 1e9;
    private static final List<Integer> FEW = List.of(10, 1000);
    private static final int MOST_UPDATED = 50_000;
    private static final int WARM_UPS = 8;
    private static final int MOST_WARM = 10_000;
    private static final long PATIENCE_NANOS = 600_000_000_000L;

    private final Figure.Case of;
    private final int runs;
    private final int customers;
    private final Map<Integer, List<Double>> values = new LinkedHashMap<>();
    private final List<Double> floors = new ArrayList<>();
    private int updated;
    private int status = 100;

    IncrementalCase(Figure.Case of, int runs) {
        this.of = of;
        this.runs = runs;
        this.customers = BenchTables.customers(of.records());
    }

    List<Figure> measure(Path folder) throws Exception {
        for (int run = 0; run < runs; run++) {
            run(folder.resolve("run" + run));
        }
        List<Figure> figures = new ArrayList<>();
        values.forEach((count, seconds) -> figures.add(figure(count, Median.of(seconds))));
        return figures;
    }

    private void run(Path folder) throws Exception {
        try (BenchDatabase source = BenchDatabase.filled(of.engine(), of.records());
                BenchDatabase bare = copy(source);
                BenchDatabase target = copy(source);
                ServedPair served = ServedPair.start(folder, source, target)) {
            int warm = Math.min(MOST_WARM, customers / 8);
            for (int i = 0; i < WARM_UPS; i++) {
                updated = 0;
                visible(source, target, warm);
            }
            for (int few : FEW) {
                if (few <= customers / 8) {
                    value(few, visible(source, target, few));
                }
            }
            int many = many();
            try (Connection connection = bare.connect()) {
                floors.add(update(connection, update(many)));
            }
            Duration hosted = served.hosted().cpu();
            Duration shop = served.shop().cpu();
            Usage before = Usage.now();
            value(many, visible(source, target, many));
            System.err.printf(
                    "%s incremental of %d: hosted %.2f s of processor, shop %.2f s, database server %.2f s%n",
                    of.engine(),
                    many,
                    seconds(served.hosted().cpu().minus(hosted)),
                    seconds(served.shop().cpu().minus(shop)),
                    Usage.now().since(before).server());
        }
    }

    /** As many as there are that nothing has touched yet, and no more than the budget names. */
    private int many() {
        return Math.min(MOST_UPDATED, customers - updated);
    }

    private void value(int count, double seconds) {
        values.computeIfAbsent(count, key -> new ArrayList<>()).add(seconds);
    }

    /** Goes by the name of the budget only where it is what the budget names. */
    private Figure figure(int count, double seconds) {
        if (FEW.contains(count)) {
            return Figure.alone(name(count), of, seconds, "s", OptionalDouble.empty());
        }
        boolean whole = count == MOST_UPDATED;
        return Figure.beside(
                whole ? BenchOptions.INCREMENTAL : name(count),
                of,
                seconds,
                "UPDATE",
                Median.of(floors),
                whole ? budget() : OptionalDouble.empty());
    }

    private static String name(int count) {
        return BenchOptions.INCREMENTAL + "_" + count;
    }

    private BenchDatabase copy(BenchDatabase source) throws Exception {
        BenchDatabase copy = BenchDatabase.empty(of.engine());
        Floor.of(of.engine()).copy(source, copy);
        return copy;
    }

    /** Updates rows that nothing has touched yet. */
    private String update(int count) {
        return "update customers set status = %d, last_updated = '2026-01-31 14:05:%02d' where id > %d and id <= %d"
                .formatted(status, status % 60, updated, updated + count);
    }

    private static double update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long began = System.nanoTime();
            statement.executeUpdate(sql);
            return (System.nanoTime() - began) / NANOS;
        }
    }

    /** Updates so many rows; gives the seconds until all are visible at the other site. */
    private double visible(BenchDatabase source, BenchDatabase target, int count)
            throws SQLException, InterruptedException {
        try (Connection writing = source.connect();
                Connection reading = target.connect()) {
            String last = uuid(writing, updated + count);
            long began = System.nanoTime();
            update(writing, update(count));
            // Looking for one costs nothing; it is the last one as a rule, and then all are counted.
            while (count(reading, "uuid = '%s' and status = %d".formatted(last, status)) == 0
                    || count(reading, "status = " + status) < count) {
                if (System.nanoTime() - began > PATIENCE_NANOS) {
                    throw new IllegalStateException("not all of " + count + " updates came");
                }
                Thread.sleep(10);
            }
            double took = (System.nanoTime() - began) / NANOS;
            updated += count;
            status++;
            return took;
        }
    }

    private static String uuid(Connection connection, int id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select uuid from customers where id = ?")) {
            statement.setInt(1, id);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static long count(Connection connection, String condition) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from customers where " + condition)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }

    private OptionalDouble budget() {
        return switch (of.engine()) {
            case POSTGRESQL -> OptionalDouble.of(5);
            case MARIADB -> OptionalDouble.of(8);
            case SQLITE -> OptionalDouble.empty();
        };
    }
}
