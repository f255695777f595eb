package dev.parley.bench;

import dev.parley.testing.Engine;
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
import java.util.Random;

/**
 * How long a commit takes until it is visible at the other site, both being served, of which one can't be called; in either direction. And what
 * they cost when nothing happens, and how long {@code ./parley status} takes.
 */
final class LatencyCase {

    private static final double MILLIS = 1e6;
    private static final int WARM_UP = 15;
    private static final int COMMITS = 60;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final Duration REST = Duration.ofSeconds(20);

    /** Sites look more often for five seconds after something happened. */
    private static final Duration CALM = Duration.ofSeconds(6);

    private final Figure.Case of;
    private final Random random = new Random(20110131);
    private final List<Figure> figures = new ArrayList<>();

    LatencyCase(Figure.Case of) {
        this.of = of;
    }

    List<Figure> measure(Path folder) throws Exception {
        try (BenchDatabase there = BenchDatabase.filled(of.engine(), of.records());
                BenchDatabase here = BenchDatabase.empty(of.engine())) {
            here.run("insert into businesses (id, uuid, name) values (1, '%s', 'Łódź Wines')"
                    .formatted(BenchTables.BUSINESS));
            try (ServedPair served = ServedPair.start(folder, there, here)) {
                latency("latency_to_waiting", there, here);
                latency("latency_to_listening", here, there);
                rest(served.hosted(), served.shop());
            }
            status(folder.resolve("shop"));
        }
        return figures;
    }

    private void latency(String name, BenchDatabase from, BenchDatabase to) throws SQLException, InterruptedException {
        double[] millis = new double[COMMITS];
        try (Connection writing = from.connect();
                Connection reading = to.connect()) {
            for (int i = -WARM_UP; i < COMMITS; i++) {
                // Longer than a burst is settled, and never in step with anything.
                Thread.sleep(200 + random.nextInt(150));
                String mark = name + i;
                double took = commit(writing, reading, mark, random.nextInt(BenchTables.customers(of.records())));
                if (i >= 0) {
                    millis[i] = took;
                }
            }
        }
        double budget = of.engine() == Engine.POSTGRESQL ? 60 : 200;
        figures.add(Figure.alone(name, of, Median.of(millis), "ms", OptionalDouble.of(budget)));
    }

    private static double commit(Connection writing, Connection reading, String mark, int customer)
            throws SQLException {
        String uuid = uuid(writing, customer);
        try (Statement statement = writing.createStatement();
                PreparedStatement look =
                        reading.prepareStatement("select 1 from customers where uuid = ? and company = ?")) {
            look.setString(1, uuid);
            look.setString(2, mark);
            long began = System.nanoTime();
            statement.executeUpdate("update customers set company = '%s' where uuid = '%s'".formatted(mark, uuid));
            while (true) {
                try (ResultSet row = look.executeQuery()) {
                    if (row.next()) {
                        return (System.nanoTime() - began) / MILLIS;
                    }
                }
                if (System.nanoTime() - began > PATIENCE_NANOS) {
                    throw new IllegalStateException("what was committed did not come: " + mark);
                }
                pause();
            }
        }
    }

    /** Looking takes time that those who are measured need. */
    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }

    /** The same customer has another id at each site. */
    private static String uuid(Connection connection, int customer) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select uuid from customers order by id limit 1 offset " + customer)) {
            row.next();
            return row.getString(1);
        }
    }

    private void rest(ParleyProcess atHosted, ParleyProcess atShop) throws InterruptedException {
        Thread.sleep(CALM.toMillis());
        Duration hosted = atHosted.cpu();
        Duration shop = atShop.cpu();
        Thread.sleep(REST.toMillis());
        figures.add(share("rest_hosted", atHosted.cpu().minus(hosted)));
        figures.add(share("rest_shop", atShop.cpu().minus(shop)));
    }

    private Figure share(String name, Duration busy) {
        return Figure.alone(name, of, 100.0 * busy.toNanos() / REST.toNanos(), "% of a core", OptionalDouble.of(1));
    }

    private void status(Path shop) {
        // The first one may have to build.
        ParleyProcess.runAsPeopleDo(shop, "status");
        double[] seconds = new double[5];
        for (int i = 0; i < seconds.length; i++) {
            long began = System.nanoTime();
            ParleyProcess.runAsPeopleDo(shop, "status");
            seconds[i] = (System.nanoTime() - began) / 1e9;
        }
        figures.add(Figure.alone("status", of, Median.of(seconds), "s", OptionalDouble.of(1)));
    }
}
