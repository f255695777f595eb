package dev.parley.bench;

import dev.parley.sync.SyncType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Everything that is measured with one engine and one number of records. One site holds all records and serves them; an empty site pulls them,
 * a fresh one each run. The floor's turn comes before each run's, so that both see the machine as it is.
 */
final class BenchCase {

    static final Set<String> MEASURES =
            Set.of(BenchOptions.INITIAL, BenchOptions.COMPARE, BenchOptions.IDLE, BenchOptions.PLAN);

    private static final double NANOS = 1e9;
    private static final int IDLE_SYNCS = 50;
    private static final int IDLE_BYTES = 1024;

    private final Figure.Case of;
    private final BenchOptions options;
    private final Floor floor;
    private final List<Figure> figures = new ArrayList<>();
    private final List<Double> initial = new ArrayList<>();
    private final List<Double> initialFloor = new ArrayList<>();

    BenchCase(Figure.Case of, BenchOptions options) {
        this.of = of;
        this.options = options;
        this.floor = Floor.of(of.engine());
    }

    List<Figure> measure() throws Exception {
        try (BenchDatabase source =
                        BenchDatabase.filled(of.engine(), of.records()).withLarge(options.large());
                SiteProcess server = SiteProcess.start("hosted", source, options.batch())) {
            int loads = options.only().contains(BenchOptions.INITIAL) ? options.runs() : 1;
            for (int run = 1; run < loads; run++) {
                load(source).close();
                try (BenchDatabase target = BenchDatabase.empty(of.engine());
                        SiteProcess client = pulling(target, server, run)) {
                    pull(client, target);
                }
            }
            boolean loading = options.only().contains(BenchOptions.INITIAL);
            if (loading) {
                load(source).close();
            }
            try (BenchDatabase target = loading ? BenchDatabase.empty(of.engine()) : load(source);
                    SiteProcess client = pulling(target, server, loads)) {
                pull(client, target);
                afterLoad(source, server, client);
                figures(server, client);
            }
        }
        return figures;
    }

    private BenchDatabase load(BenchDatabase source) throws Exception {
        BenchDatabase bare = BenchDatabase.empty(of.engine());
        long began = System.nanoTime();
        floor.copy(source, bare);
        initialFloor.add(secondsSince(began));
        return bare;
    }

    private SiteProcess pulling(BenchDatabase target, SiteProcess server, int run) {
        SiteProcess client = SiteProcess.start("shop" + run, target, options.batch());
        BenchLink link = BenchLink.fresh();
        server.link(link, "PUSH", "shop" + run, 0);
        client.link(link, "PULL", "hosted", server.port());
        return client;
    }

    private void pull(SiteProcess client, BenchDatabase target) {
        long began = System.nanoTime();
        client.sync(SyncType.INCREMENTAL, 1);
        initial.add(secondsSince(began));
        long come = target.number("select (select count(*) from customers) + (select count(*) from orders)");
        require(come == of.records(), come + " records of " + of.records() + " came");
    }

    private void afterLoad(BenchDatabase source, SiteProcess server, SiteProcess client) throws SQLException {
        if (options.only().contains(BenchOptions.COMPARE)) {
            figures.addAll(new ComparisonCase(of, options.runs()).measure(source, server, client));
        }
        if (options.only().contains(BenchOptions.IDLE)) {
            idle(client);
        }
        if (options.only().contains(BenchOptions.PLAN)) {
            figures.addAll(new PlanCase(of).measure(source, client));
        }
    }

    private void idle(SiteProcess client) {
        client.sync(SyncType.INCREMENTAL, IDLE_SYNCS);
        SyncResult idle = client.sync(SyncType.INCREMENTAL, IDLE_SYNCS);
        require(idle.records() == 0, "nothing changed, and records came");
        figures.add(Figure.alone("idle", of, idle.seconds() * 1000, "ms", OptionalDouble.of(10)));
        figures.add(Figure.alone("idle_requests", of, idle.requests(), "requests", OptionalDouble.of(1)));
        figures.add(Figure.alone("idle_sent", of, idle.sent(), "bytes", OptionalDouble.of(IDLE_BYTES)));
        figures.add(Figure.alone("idle_received", of, idle.received(), "bytes", OptionalDouble.of(IDLE_BYTES)));
    }

    private void figures(SiteProcess server, SiteProcess client) {
        List<Figure> times = new ArrayList<>();
        if (options.only().contains(BenchOptions.INITIAL)) {
            times.add(beside(BenchOptions.INITIAL, initial, floor.what(), initialFloor, initialBudget()));
        }
        figures.addAll(0, times);
        server.peakMegabytes().ifPresent(peak -> figures.add(memory("memory_server", peak)));
        client.peakMegabytes().ifPresent(peak -> figures.add(memory("memory_client", peak)));
    }

    private Figure beside(String name, List<Double> values, String what, List<Double> floors, OptionalDouble budget) {
        return Figure.beside(name, of, Median.of(values), what, Median.of(floors), budget);
    }

    private Figure memory(String name, double megabytes) {
        return Figure.alone(name, of, megabytes, "MB", OptionalDouble.empty());
    }

    private OptionalDouble initialBudget() {
        return switch (of.engine()) {
            case POSTGRESQL -> OptionalDouble.of(1.5);
            case MARIADB -> OptionalDouble.of(1);
            case SQLITE -> OptionalDouble.empty();
        };
    }

    private static double secondsSince(long began) {
        return (System.nanoTime() - began) / NANOS;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
