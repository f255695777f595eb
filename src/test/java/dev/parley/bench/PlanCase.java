package dev.parley.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What it costs to plan a sync: of changes that are few enough to be played, and of as many as there are customers, 100,000 at most. The floor is the
 * UPDATE that they come from.
 */
final class PlanCase {

    private static final double NANOS = 1e9;
    private static final int FEW = 1000;
    private static final int MOST = 100_000;

    private final Figure.Case of;

    PlanCase(Figure.Case of) {
        this.of = of;
    }

    /** Of a site that pulls from another, when nothing is left to be synced. */
    List<Figure> measure(BenchDatabase source, SiteProcess client) {
        int customers = BenchTables.customers(of.records());
        List<Figure> figures = new ArrayList<>();
        figures.add(plan("plan_played", Math.min(FEW, customers), 901, source, client));
        figures.add(plan("plan", Math.min(MOST, customers), 902, source, client));
        return figures;
    }

    private Figure plan(String name, int count, int status, BenchDatabase source, SiteProcess client) {
        long began = System.nanoTime();
        source.run("update customers set status = %d, last_updated = '2026-03-01 10:00:00' where id <= %d"
                .formatted(status, count));
        double update = (System.nanoTime() - began) / NANOS;
        SyncResult plan = client.plan();
        if (plan.records() != count) {
            throw new IllegalStateException(plan.records() + " of " + count + " records were planned");
        }
        return Figure.beside(name, of, plan.seconds(), "UPDATE", update, OptionalDouble.empty());
    }
}
