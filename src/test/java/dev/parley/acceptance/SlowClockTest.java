package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.TimeSource;
import dev.parley.testing.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.Function;

/** A site whose clock is two minutes slow misses nothing and is not missed, whoever starts the sync. */
class SlowClockTest {

    private static final long SLOW_SECONDS = 120;
    private static final double DAY_MICROS = 86_400_000_000.0;
    private static final double JULIAN_1970 = 2440587.5;

    @ParameterizedTest
    @CsvSource({
        "SQLITE, true",
        "SQLITE, false",
        "POSTGRESQL, true",
        "POSTGRESQL, false",
        "MARIADB, true",
        "MARIADB, false"
    })
    void nothingIsMissedFromEitherSide(Engine engine, boolean startedByTheSlowOne) throws SQLException {
        AtomicLong offset = new AtomicLong(-SLOW_SECONDS * 1_000_000);
        TimeSource clock = () -> TimeSource.SYSTEM.micros() + offset.get();
        try (ShopSite slow =
                        ShopSite.open(Shop.setup(engine, "slow", "ann", "bob").with(clock));
                ShopSite right = ShopSite.open(engine, "right", "ann", "bob")) {
            Pair pair = new Pair(slow, right);
            sync(pair, startedByTheSlowOne);

            right.set("customers", "bob", "phone = 'of the right one'");
            sync(pair, startedByTheSlowOne);
            runSlowly(slow, "update customers set phone = 'of the slow one' where uuid = '" + Shop.uuid("ann") + "'");
            runSlowly(slow, Shop.customer("cleo"));
            sync(pair, startedByTheSlowOne);

            assertThat(right.get("customers", "ann", "phone")).isEqualTo("of the slow one");
            assertThat(right.has("customers", "cleo")).isTrue();
            assertThat(right.openProblems()).isEmpty();

            // What comes from its future waits there, and someone is told that the clocks differ.
            assertThat(slow.get("customers", "bob", "phone")).isEqualTo("555");
            assertThat(slow.problems("clock")).singleElement().satisfies(problem -> assertThat(problem.message())
                    .contains("clock"));
            offset.addAndGet(SLOW_SECONDS * 1_000_000);
            sync(pair, startedByTheSlowOne);
            assertThat(slow.get("customers", "bob", "phone")).isEqualTo("of the right one");
            pair.assertSettled();
        }
    }

    /** An edit made after the other's value was seen stands, though its clock says that it came first. */
    @ParameterizedTest
    @CsvSource({"SQLITE", "POSTGRESQL", "MARIADB"})
    void whatIsEditedAfterSeeingTheOthersValueStandsHoweverSlowTheClock(Engine engine) throws SQLException {
        try (ShopSite slow = ShopSite.open(engine, "slow", "ann");
                ShopSite right = ShopSite.open(engine, "right", "ann")) {
            Pair pair = new Pair(slow, right);
            pair.sync();
            right.set("customers", "ann", "phone = 'first'");
            pair.sync();

            runSlowly(slow, "update customers set phone = 'second'");
            pair.sync();

            assertThat(right.get("customers", "ann", "phone")).isEqualTo("second");
            assertThat(right.openProblems()).isEmpty();
            pair.assertSettled();
        }
    }

    private static void sync(Pair pair, boolean startedHere) {
        if (startedHere) {
            pair.sync();
        } else {
            pair.syncBack();
        }
    }

    /** Carries a statement out on a database whose clock is slow. PostgreSQL's can't be set, so there the captured time is put back. */
    private static void runSlowly(ShopSite site, String sql) throws SQLException {
        if (site.site().engine() == Engine.POSTGRESQL) {
            site.run(sql);
            site.shiftClock(-SLOW_SECONDS);
            return;
        }
        try (Connection connection = site.site().connect();
                Statement statement = connection.createStatement()) {
            if (site.site().engine() == Engine.SQLITE) {
                Function.create(connection, "julianday", new Function() {
                    @Override
                    protected void xFunc() throws SQLException {
                        double micros = TimeSource.SYSTEM.micros() - SLOW_SECONDS * 1_000_000.0;
                        result(micros / DAY_MICROS + JULIAN_1970);
                    }
                });
            } else {
                statement.execute("set timestamp = unix_timestamp(now(6)) - " + SLOW_SECONDS);
            }
            statement.execute(sql);
        }
    }
}
