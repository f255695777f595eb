package dev.parley.bench;

import dev.parley.store.DatabaseConfig;
import dev.parley.testing.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What the application's own writes cost with capture, beside the same statements on the same tables without; in turns, so that both see the machine alike. */
final class CaptureCase {

    private static final double NANOS = 1e9;
    private static final int SMALL_TRANSACTIONS = 500;
    private static final String INSERT = """
            insert into orders (id, uuid, business_id, customer_id, invoice_number, status, total, order_date, notes, date_added, last_updated)
            select id + 10000000, uuid, business_id, id, email, status, credit, birthday, notes, date_added, last_updated from customers""";

    private final Figure.Case of;
    private final int runs;

    CaptureCase(Figure.Case of, int runs) {
        this.of = of;
        this.runs = runs;
    }

    /** One way of writing: what it did took so many seconds. */
    @FunctionalInterface
    private interface Writing {
        double seconds(Connection connection, int run) throws SQLException;
    }

    List<Figure> measure() throws SQLException {
        List<Figure> figures = new ArrayList<>();
        try (BenchDatabase bare = BenchDatabase.filled(of.engine(), of.records());
                BenchDatabase captured = BenchDatabase.filled(of.engine(), of.records())) {
            BenchSite.open("captured", new DatabaseConfig(captured.jdbcUrl(), captured.user(), captured.password()), 1)
                    .close();
            figures.add(beside("capture_small", bare, captured, CaptureCase::small, OptionalDouble.of(1.2)));
            figures.add(beside("capture_update", bare, captured, CaptureCase::update, updateBudget()));
            figures.add(beside("capture_insert", bare, captured, CaptureCase::insert, OptionalDouble.of(2)));
        }
        return figures;
    }

    private Figure beside(
            String name, BenchDatabase bare, BenchDatabase captured, Writing writing, OptionalDouble budget)
            throws SQLException {
        double[] floor = new double[runs];
        double[] value = new double[runs];
        for (int run = -1; run < runs; run++) {
            double without = written(bare, writing, run);
            double with = written(captured, writing, run);
            forget(captured);
            // The first time finds everything cold.
            if (run >= 0) {
                floor[run] = without;
                value[run] = with;
            }
        }
        OptionalDouble most = of.engine() == Engine.SQLITE ? OptionalDouble.empty() : budget;
        return Figure.beside(name, of, Median.of(value), "without capture", Median.of(floor), most);
    }

    private static double written(BenchDatabase database, Writing writing, int run) throws SQLException {
        try (Connection connection = database.connect()) {
            return writing.seconds(connection, run);
        }
    }

    private static double small(Connection connection, int run) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update customers set rating = ?, company = ? where id = ?")) {
            long began = System.nanoTime();
            for (int i = 1; i <= SMALL_TRANSACTIONS; i++) {
                statement.setInt(1, 1000 + run * SMALL_TRANSACTIONS + i);
                statement.setString(2, "company " + run);
                statement.setInt(3, 1 + i % 70);
                statement.executeUpdate();
            }
            return (System.nanoTime() - began) / NANOS;
        }
    }

    private static double update(Connection connection, int run) throws SQLException {
        return timed(
                connection,
                "update customers set status = %d, last_updated = '2026-01-31 14:05:11'".formatted(100 + run));
    }

    private static double insert(Connection connection, int run) throws SQLException {
        double seconds = timed(connection, INSERT);
        timed(connection, "delete from orders where id > 10000000");
        return seconds;
    }

    private static double timed(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long began = System.nanoTime();
            statement.executeUpdate(sql);
            return (System.nanoTime() - began) / NANOS;
        }
    }

    /** As if Parley had taken it in, which takes place later and elsewhere. */
    private void forget(BenchDatabase captured) throws SQLException {
        String empty = of.engine() == Engine.SQLITE ? "delete from " : "truncate table ";
        for (String number : numbers(captured)) {
            captured.run(empty + "parley_capture_" + number);
        }
    }

    private static List<String> numbers(BenchDatabase captured) throws SQLException {
        List<String> numbers = new ArrayList<>();
        try (Connection connection = captured.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select number from parley_object")) {
            while (row.next()) {
                numbers.add(row.getString(1));
            }
        }
        return numbers;
    }

    private OptionalDouble updateBudget() {
        return OptionalDouble.of(of.engine() == Engine.MARIADB ? 3 : 2);
    }
}
