package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** People at both sites add and edit while several processes sync the same business at once. */
class CrowdTest {

    private static final int EACH = 60;
    private static final int SYNCS = 12;

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void bothEndUpWithEveryRecordOnce(Engine engine) throws Exception {
        try (ShopSite here = ShopSite.open(engine, "here", "ann");
                ShopSite there = ShopSite.open(engine, "there", "ann")) {
            Pair pair = new Pair(here, there);
            pair.sync();

            atOnce(
                    () -> write(here, "here"),
                    () -> write(there, "there"),
                    () -> repeat(pair::sync),
                    () -> repeat(pair::syncBack),
                    () -> repeat(pair::sync));
            pair.sync();

            assertThat(here.site().value("select count(*) from customers")).isEqualTo(Integer.toString(1 + 2 * EACH));
            assertThat(here.site().value("select count(*) from orders")).isEqualTo(Integer.toString(2 * EACH));
            pair.assertSettled();
        }
    }

    private static boolean write(ShopSite site, String name) throws SQLException {
        try (Connection connection = site.site().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < EACH; i++) {
                statement.execute(Shop.customer(name + i));
                statement.execute(Shop.order("F-" + name + i, name + i));
                statement.execute("update customers set phone = '%d' where uuid = '%s'".formatted(i, Shop.uuid("ann")));
                connection.commit();
            }
        }
        return true;
    }

    private static boolean repeat(Callable<?> sync) throws Exception {
        for (int i = 0; i < SYNCS; i++) {
            sync.call();
        }
        return true;
    }

    private static void atOnce(Callable<?>... works) throws InterruptedException, ExecutionException, TimeoutException {
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(works.length);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Callable<?> work : works) {
                running.add(threads.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            start.countDown();
            for (Future<?> each : running) {
                each.get(2, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
