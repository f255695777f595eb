package dev.parley.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How long one UPDATE of many rows takes, until all are visible at the other site. Both sites are served, hold the same, and have been at it for a
 * while: other rows were updated before, several times. Nobody runs a command; the other site learns of what happened as it always does.
 */
final class IncrementalCase {

    private static final double NANOS = 1e9;
    private static final int MOST_UPDATED = 50_000;
    private static final int WARM_UPS = 8;
    private static final long PATIENCE_NANOS = 600_000_000_000L;

    private final Figure.Case of;
    private final int runs;
    private final List<Double> values = new ArrayList<>();
    private final List<Double> floors = new ArrayList<>();
    private int updated;
    private int status = 100;

    IncrementalCase(Figure.Case of, int runs) {
        this.of = of;
        this.runs = runs;
    }

    List<Figure> measure(Path folder) throws Exception {
        try (BenchDatabase source = BenchDatabase.filled(of.engine(), of.records());
                BenchDatabase bare = copy(source);
                BenchDatabase target = copy(source);
                ServedPair served = ServedPair.start(folder, source, target)) {
            int customers = BenchTables.customers(of.records());
            int warm = customers / 8;
            for (int i = 0; i < WARM_UPS; i++) {
                updated = 0;
                visible(source, target, warm);
            }
            int count = Math.min(MOST_UPDATED, (customers - updated) / runs);
            for (int run = 0; run < runs; run++) {
                try (Connection connection = bare.connect()) {
                    floors.add(update(connection, update(count)));
                }
                Duration hosted = served.hosted().cpu();
                Duration shop = served.shop().cpu();
                Usage before = Usage.now();
                values.add(visible(source, target, count));
                System.err.printf(
                        "%s incremental: hosted %.2f s of processor, shop %.2f s, database server %.2f s%n",
                        of.engine(),
                        seconds(served.hosted().cpu().minus(hosted)),
                        seconds(served.shop().cpu().minus(shop)),
                        Usage.now().since(before).server());
            }
        }
        return List.of(
                Figure.beside(BenchOptions.INCREMENTAL, of, Median.of(values), "UPDATE", Median.of(floors), budget()));
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
