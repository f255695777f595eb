package dev.parley.bench;

import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What it costs to compare two sites that hold the same, and two that differ in ten records. The floors are one query of each table at one site that
 * hashes the same of every row: its uuid and when it was updated, or all of it.
 */
final class ComparisonCase {

    private static final double NANOS = 1e9;
    private static final int SMALL = 8 * 1024;
    private static final int DIFFERING = 10;
    private static final OptionalDouble TWICE = OptionalDouble.of(2);

    private final Figure.Case of;
    private final int runs;
    private final List<Figure> figures = new ArrayList<>();

    ComparisonCase(Figure.Case of, int runs) {
        this.of = of;
        this.runs = runs;
    }

    /** Of a site that pulls from another, after its first load; no record has been touched yet. */
    List<Figure> measure(BenchDatabase source, SiteProcess server, SiteProcess client) {
        List<String> stamps = List.of("uuid", "last_updated");
        // What reads it for the first time finds the machine cold.
        seconds(source, stamps);
        SyncResult cold = told(server, client, SyncType.PARTIAL, 1);
        figures.add(Figure.beside(
                "partial_cold", of, cold.seconds(), floor("uuid and time"), seconds(source, stamps), TWICE));
        SyncResult partial = client.sync(SyncType.PARTIAL, Math.max(runs, 3));
        figures.add(Figure.alone("partial_equal", of, partial.seconds(), "s", OptionalDouble.of(0.2)));
        bytes("partial_equal_bytes", partial, SMALL);
        seconds(source, List.of());
        client.sync(SyncType.FULL, 1);
        SyncResult full = told(server, client, SyncType.FULL, runs);
        figures.add(Figure.beside("full_equal", of, full.seconds(), floor("every row"), floor(source), TWICE));
        bytes("full_equal_bytes", full, SMALL);
        differ(source, 0);
        SyncResult few = client.sync(SyncType.PARTIAL, 1);
        figures.add(Figure.alone("partial_10", of, few.seconds(), "s", OptionalDouble.empty()));
        bytes("partial_10_bytes", few, 100_000);
        differ(source, DIFFERING);
        few = client.sync(SyncType.FULL, 1);
        figures.add(Figure.alone("full_10", of, few.seconds(), "s", OptionalDouble.empty()));
        bytes("full_10_bytes", few, 100_000);
        return figures;
    }

    /** Syncs, and tells on the error output what that takes of the processors: on a busy machine it says more than the time. */
    private SyncResult told(SiteProcess server, SiteProcess client, SyncType type, int times) {
        double programs = server.cpuSeconds() + client.cpuSeconds();
        Usage before = Usage.now();
        SyncResult result = client.sync(type, times);
        System.err.printf(
                "%s %s: database server %.2f s of processor, both programs %.2f s%n",
                of.engine(),
                type.name().toLowerCase(Locale.ROOT),
                Usage.now().since(before).server() / times,
                (server.cpuSeconds() + client.cpuSeconds() - programs) / times);
        return result;
    }

    private void bytes(String name, SyncResult result, int budget) {
        figures.add(Figure.alone(name, of, result.sent() + result.received(), "bytes", OptionalDouble.of(budget)));
    }

    private void differ(BenchDatabase source, int from) {
        int step = Math.max(1, BenchTables.customers(of.records()) / (2 * DIFFERING + 1));
        List<String> ids = new ArrayList<>();
        for (int i = from; i < from + DIFFERING; i++) {
            ids.add(Integer.toString(1 + i * step));
        }
        int touched =
                source.run("update customers set status = 777, last_updated = '2026-02-01 09:00:00' where id in (%s)"
                        .formatted(String.join(", ", ids)));
        if (touched != DIFFERING) {
            throw new IllegalStateException(touched + " records differ");
        }
    }

    /** What the floor is called that looks at that. */
    private String floor(String what) {
        return (of.engine() == Engine.SQLITE ? "reading " : "hashing ") + what;
    }

    private double floor(BenchDatabase source) {
        double[] seconds = new double[runs];
        for (int run = 0; run < runs; run++) {
            seconds[run] = seconds(source, List.of());
        }
        return Median.of(seconds);
    }

    /** How long it takes to read these columns of every row, or all columns, and hash them where the engine can; over a connection that is open. */
    private double seconds(BenchDatabase source, List<String> columns) {
        List<String> queries = List.of(
                hashing("customers", columns.isEmpty() ? BenchTables.CUSTOMER_COLUMNS : columns),
                hashing("orders", columns.isEmpty() ? BenchTables.ORDER_COLUMNS : columns));
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            Usage before = Usage.now();
            long began = System.nanoTime();
            for (String query : queries) {
                try (ResultSet row = statement.executeQuery(query)) {
                    row.next();
                }
            }
            double seconds = (System.nanoTime() - began) / NANOS;
            System.err.printf(
                    "%s %s: database server %.2f s of processor%n",
                    of.engine(),
                    floor(columns.isEmpty() ? "every row" : "uuid and time"),
                    Usage.now().since(before).server());
            return seconds;
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", queries), e);
        }
    }

    private String hashing(String table, List<String> columns) {
        String all = columns.stream()
                .map(column -> (of.engine() == Engine.POSTGRESQL ? "coalesce(%s::text, '')" : "coalesce(%s, '')")
                        .formatted(column))
                .collect(Collectors.joining(of.engine() == Engine.MARIADB ? ", '|', " : " || '|' || "));
        return switch (of.engine()) {
            case POSTGRESQL -> "select count(hashtextextended(%s, 0)) from %s".formatted(all, table);
            case MARIADB -> "select bit_xor(crc32(concat(%s))) from %s".formatted(all, table);
            case SQLITE -> "select sum(length(%s)) from %s".formatted(all, table);
        };
    }
}
