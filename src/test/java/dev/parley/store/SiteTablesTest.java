package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Leases.Lease;
import dev.parley.store.Leases.Taken;
import dev.parley.testing.Engine;
import dev.parley.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Leases, nonces and the site's identity, on each engine. */
class SiteTablesTest {

    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 6;

    private final AtomicLong clock = new AtomicLong(1_000_000_000L);

    @ParameterizedTest
    @EnumSource
    void aLeaseIsHeldByOneAndSaysByWhomAndSinceWhen(Engine engine) throws Exception {
        on(engine, database -> {
            Leases leases = leases(database);
            leases.acquire("link:1", "shop/17", HALF_A_MINUTE);
            advance(Duration.ofSeconds(10));

            assertThat(leases.acquire("link:1", "shop/18", HALF_A_MINUTE))
                    .isEqualTo(new Taken("shop/17", 1_000_000_000L, 1_030_000_000L));
            assertThat(leases.acquire("link:2", "shop/18", HALF_A_MINUTE)).isInstanceOf(Lease.class);
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatAKilledProcessHeldIsFreeOnceItLapsed(Engine engine) throws Exception {
        on(engine, database -> {
            Leases leases = leases(database);
            Lease killed = (Lease) leases.acquire("link:1", "shop/17", HALF_A_MINUTE);
            advance(HALF_A_MINUTE);

            assertThat(leases.holder("link:1")).isEmpty();
            assertThat(leases.acquire("link:1", "shop/18", HALF_A_MINUTE)).isInstanceOf(Lease.class);
            assertThat(leases.renew(killed, HALF_A_MINUTE)).isFalse();
            leases.release(killed);
            assertThat(leases.holder("link:1").map(Taken::holder)).contains("shop/18");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aRenewedLeaseGoesOnAndAReleasedOneIsFree(Engine engine) throws Exception {
        on(engine, database -> {
            Leases leases = leases(database);
            Lease lease = (Lease) leases.acquire("link:1", "shop/17", HALF_A_MINUTE);
            advance(Duration.ofSeconds(20));
            assertThat(leases.renew(lease, HALF_A_MINUTE)).isTrue();
            advance(Duration.ofSeconds(20));
            assertThat(leases.acquire("link:1", "shop/18", HALF_A_MINUTE)).isInstanceOf(Taken.class);

            leases.release(lease);

            assertThat(leases.acquire("link:1", "shop/18", HALF_A_MINUTE)).isInstanceOf(Lease.class);
        });
    }

    @ParameterizedTest
    @EnumSource
    void ofManyWhoAskAtOnceOneGetsTheLease(Engine engine) throws Exception {
        on(engine, database -> {
            Leases leases = leases(database);
            List<Leases.Answer> answers =
                    atOnce(() -> leases.acquire("link:1", Thread.currentThread().getName(), HALF_A_MINUTE));

            assertThat(answers).filteredOn(Lease.class::isInstance).hasSize(1);
            advance(HALF_A_MINUTE);
            answers =
                    atOnce(() -> leases.acquire("link:1", Thread.currentThread().getName(), HALF_A_MINUTE));
            assertThat(answers).filteredOn(Lease.class::isInstance).hasSize(1);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aNonceIsGoodForOneRequest(Engine engine) throws Exception {
        on(engine, database -> {
            Nonces nonces = new Nonces(database, clock::get);

            assertThat(nonces.use("key", "nonce", 2_000_000_000L)).isTrue();
            assertThat(nonces.use("key", "nonce", 2_000_000_000L)).isFalse();
            assertThat(nonces.use("key", "Nonce", 2_000_000_000L)).isTrue();
            assertThat(nonces.use("another key", "nonce", 2_000_000_000L)).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void ofOneRequestThatComesManyTimesAtOnceOneIsTaken(Engine engine) throws Exception {
        on(engine, database -> {
            Nonces nonces = new Nonces(database, clock::get);

            assertThat(atOnce(() -> nonces.use("key", "nonce", 2_000_000_000L)))
                    .filteredOn(taken -> taken)
                    .hasSize(1);
        });
    }

    @ParameterizedTest
    @EnumSource
    void noncesAreForgottenOnlyWhenTheirTimeIsOver(Engine engine) throws Exception {
        on(engine, database -> {
            Nonces nonces = new Nonces(database, clock::get);
            nonces.use("key", "old", clock.get() - 1);
            nonces.use("key", "fresh", clock.get() + 1);

            assertThat(nonces.prune()).isEqualTo(1);
            assertThat(nonces.use("key", "fresh", clock.get() + 1)).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aSiteKeepsItsUuidWhateverItIsCalled(Engine engine) throws Exception {
        on(engine, database -> {
            SiteIdentity shop = database.inTransaction(tx -> SiteIdentity.establish(tx, Ids.RANDOM, "shop"));
            SiteIdentity renamed = database.inTransaction(tx -> SiteIdentity.establish(tx, Ids.RANDOM, "Łódź"));

            assertThat(renamed).isEqualTo(new SiteIdentity(shop.site(), "Łódź"));
            assertThat(database.reading(SiteIdentity::read)).contains(renamed);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseThatWasNotInitializedHasNoIdentity(Engine engine) {
        try (TestDatabase fresh = engine.newDatabase();
                Database database = open(fresh)) {
            assertThat(database.reading(SiteIdentity::read)).isEqualTo(Optional.empty());
        }
    }

    private interface Test {
        void on(Database database) throws Exception;
    }

    private static void on(Engine engine, Test test) throws Exception {
        try (TestDatabase fresh = engine.newDatabase();
                Database database = open(fresh)) {
            database.createOwnTables();
            test.on(database);
        }
    }

    private static Database open(TestDatabase database) {
        return Database.open(
                new DatabaseConfig(database.jdbcUrl(), database.user(), database.password()), CommitHook.NONE);
    }

    private Leases leases(Database database) {
        return new Leases(database, clock::get, Ids.RANDOM);
    }

    private void advance(Duration duration) {
        clock.addAndGet(duration.toMillis() * 1000);
    }

    private static <T> List<T> atOnce(Callable<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(java.util.Collections.nCopies(AT_ONCE, call))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }
}
