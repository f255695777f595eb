package dev.parley.bench;

import dev.parley.store.DatabaseConfig;
import dev.parley.testing.Durability;
import dev.parley.testing.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the application's own writes cost with capture, beside the same statements on the same tables without; in turns, so that both see the
 * machine alike. Small transactions are taken twice: with commits that wait for the disk, as an application's do, and with none that wait, which
 * shows what the statement alone costs.
 */
final class CaptureCase {

    private static final double NANOS = 1e9;
    private static final int SMALL_TURNS = 20;
    private static final int SMALL_A_TURN = 25;
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
        double seconds(Connection connection, int turn) throws SQLException;
    }

    List<Figure> measure() throws SQLException {
        List<Figure> figures = new ArrayList<>();
        try (Sides sides = new Sides(of, Durability.DEFAULT)) {
            figures.add(beside("capture_small", sides, SMALL_TURNS, CaptureCase::small, OptionalDouble.of(1.2)));
        }
        try (Sides sides = new Sides(of, Durability.NONE)) {
            // SQLite has no server: its commits are as durable as the application has them.
            if (of.engine() != Engine.SQLITE) {
                figures.add(beside(
                        "capture_small_unsynced", sides, SMALL_TURNS, CaptureCase::small, OptionalDouble.empty()));
            }
            figures.add(beside("capture_update", sides, 1, CaptureCase::update, updateBudget()));
            figures.add(beside("capture_insert", sides, 1, CaptureCase::insert, OptionalDouble.of(2)));
        }
        return figures;
    }

    /** The same database twice. */
    private record Sides(BenchDatabase bare, BenchDatabase captured) implements AutoCloseable {

        Sides(Figure.Case of, Durability durability) {
            this(
                    BenchDatabase.filled(of.engine(), of.records(), durability),
                    BenchDatabase.filled(of.engine(), of.records(), durability));
            BenchSite.open("captured", new DatabaseConfig(captured.jdbcUrl(), captured.user(), captured.password()), 1)
                    .close();
        }

        @Override
        public void close() {
            bare.close();
            captured.close();
        }
    }

    private Figure beside(String name, Sides sides, int turns, Writing writing, OptionalDouble budget)
            throws SQLException {
        double[] floor = new double[runs];
        double[] value = new double[runs];
        try (Connection bare = sides.bare().connect();
                Connection captured = sides.captured().connect()) {
            for (int run = -1; run < runs; run++) {
                double without = 0;
                double with = 0;
                for (int turn = 0; turn < turns; turn++) {
                    without += writing.seconds(bare, (run + 1) * turns + turn);
                    with += writing.seconds(captured, (run + 1) * turns + turn);
                }
                forget(sides.captured());
                // The first time finds everything cold.
                if (run >= 0) {
                    floor[run] = without;
                    value[run] = with;
                }
            }
        }
        OptionalDouble most = of.engine() == Engine.SQLITE ? OptionalDouble.empty() : budget;
        return Figure.beside(name, of, Median.of(value), "without capture", Median.of(floor), most);
    }

    /** As an application does that has one connection and commits each statement. */
    private static double small(Connection connection, int turn) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update customers set rating = ?, company = ? where id = ?")) {
            long began = System.nanoTime();
            for (int i = 1; i <= SMALL_A_TURN; i++) {
                statement.setInt(1, 1000 + turn * SMALL_A_TURN + i);
                statement.setString(2, "company " + turn);
                statement.setInt(3, 1 + i % 70);
                statement.executeUpdate();
            }
            return (System.nanoTime() - began) / NANOS;
        }
    }

    private static double update(Connection connection, int turn) throws SQLException {
        return timed(
                connection,
                "update customers set status = %d, last_updated = '2026-01-31 14:05:11'".formatted(100 + turn));
    }

    private static double insert(Connection connection, int turn) throws SQLException {
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
