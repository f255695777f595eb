package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.sync.SyncReport;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.winery.TestSite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a comparison costs follows from what differs, not from what there is. Nobody has counted for the database what its tables hold. */
class ComparingCostTest {

    private static final int ROWS = 8000;
    private static final int DIFFERING = 10;

    @ParameterizedTest
    @EnumSource
    void whatIsKnownIsNotReadAgainForEachComparison(Engine engine) {
        try (ShopSite here = ShopSite.open(Shop.setup(engine, "here", Shop.CATALOGUE, filled(engine)));
                ShopSite there = ShopSite.open(Shop.setup(engine, "there", Shop.CATALOGUE, filled(engine)))) {
            Pair pair = new Pair(here, there);
            pair.sites().sync(SyncType.PARTIAL);
            pair.sites().sync(SyncType.PARTIAL);
            List<String> before = madeAt(here, there);

            pair.sites().sync(SyncType.PARTIAL);
            pair.sites().syncBack(SyncType.PARTIAL);

            assertThat(madeAt(here, there)).isEqualTo(before);
        }
    }

    /** Two databases that can add up by themselves tell the first time that all is the same; what is compared again is worth an index. */
    @Test
    void fingerprintsAreMadeWhenAnObjectIsComparedASecondTime() {
        Engine engine = Engine.POSTGRESQL;
        try (ShopSite here = ShopSite.open(Shop.setup(engine, "here", Shop.CATALOGUE, filled(engine)));
                ShopSite there = ShopSite.open(Shop.setup(engine, "there", Shop.CATALOGUE, filled(engine)))) {
            Pair pair = new Pair(here, there);
            pair.sites().sync(SyncType.PARTIAL);
            assertThat(indexed(here) + indexed(there)).isZero();

            pair.sites().sync(SyncType.PARTIAL);

            assertThat(indexed(here)).isPositive();
            assertThat(indexed(there)).isPositive();
        }
    }

    /** What is different is found the first time too, whether anybody touched it since Parley came or not. */
    @ParameterizedTest
    @ValueSource(strings = {"last_updated = '2025-01-01 00:00:00'", "name = 'other'"})
    void theFirstComparisonFindsWhatDiffers(String edit) {
        Engine engine = Engine.POSTGRESQL;
        List<String> other = new ArrayList<>(filled(engine));
        other.add("update customers set last_updated = '2024-01-01 00:00:00' where id = 7");
        try (ShopSite here = ShopSite.open(Shop.setup(engine, "here", Shop.CATALOGUE, filled(engine)));
                ShopSite there = ShopSite.open(Shop.setup(engine, "there", Shop.CATALOGUE, other))) {
            Pair pair = new Pair(here, there);
            there.set("customers", "c100", edit);

            pair.sites().sync(SyncType.PARTIAL);

            pair.assertSettled();
        }
    }

    /** What all times come to is the same at both sites then. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void theFirstComparisonFindsTimesThatTwoRowsHaveTheOtherWayRound(Engine engine) {
        List<String> first = new ArrayList<>(filled(engine));
        first.add("update customers set last_updated = '2025-01-01 00:00:00' where id = 7");
        List<String> other = new ArrayList<>(filled(engine));
        other.add("update customers set last_updated = '2025-01-01 00:00:00' where id = 8");
        try (ShopSite here = ShopSite.open(Shop.setup(engine, "here", Shop.CATALOGUE, first));
                ShopSite there = ShopSite.open(Shop.setup(engine, "there", Shop.CATALOGUE, other))) {
            Pair pair = new Pair(here, there);

            pair.sites().sync(SyncType.PARTIAL);

            assertThat(indexed(here)).as("what the sums said was not the same").isPositive();
            pair.assertSettled();
        }
    }

    /** A change that both have, of which one has lost another, is no less of a difference. */
    @Test
    void theFirstComparisonFindsALostChange() {
        Engine engine = Engine.POSTGRESQL;
        try (ShopSite here = ShopSite.open(Shop.setup(engine, "here", Shop.CATALOGUE, filled(engine)));
                ShopSite there = ShopSite.open(Shop.setup(engine, "there", Shop.CATALOGUE, filled(engine)))) {
            Pair pair = new Pair(here, there);
            pair.sites().sync(SyncType.PARTIAL);
            there.set("customers", "c100", "name = 'other'");
            pair.sync();
            for (ShopSite site : List.of(here, there)) {
                site.run("delete from parley_digest");
            }
            there.run("update parley_record set version = '00000000000000000000000000000001'");

            pair.sites().sync(SyncType.PARTIAL);

            assertThat(indexed(here)).as("what the sums said was not the same").isPositive();
        }
    }

    private static int indexed(ShopSite site) {
        return Integer.parseInt(site.site().value("select count(*) from parley_digest where catalogue <> ''"));
    }

    /** Up to which place of its feed each site's fingerprints are true as they are kept. */
    private static List<String> madeAt(ShopSite... sites) {
        List<String> places = new ArrayList<>();
        for (ShopSite site : sites) {
            places.addAll(site.site().rows("select object, seq from parley_digest order by object"));
        }
        assertThat(places).isNotEmpty();
        return places;
    }

    @Test
    void aFewDifferencesCostAFewRows() {
        Engine engine = Engine.POSTGRESQL;
        try (ShopSite here = ShopSite.open(Shop.setup(engine, "here", Shop.CATALOGUE, filled(engine)));
                ShopSite there = ShopSite.open(Shop.setup(engine, "there", Shop.CATALOGUE, filled(engine)))) {
            Pair pair = new Pair(here, there);
            pair.sites().sync(SyncType.PARTIAL);
            pair.sites().sync(SyncType.PARTIAL);
            for (int i = 0; i < DIFFERING; i++) {
                String name = "c" + i * ROWS / DIFFERING;
                there.set("customers", name, "phone = '777', last_updated = '2025-01-01 00:00:00'");
            }
            long before = read(here) + read(there);

            SyncReport report = pair.sites().sync(SyncType.PARTIAL);

            assertThat(report.pulled().records()).isEqualTo(DIFFERING);
            assertThat(read(here) + read(there) - before).isLessThan(2L * ROWS);
        }
    }

    /** How many rows of the customers the server has read for us so far, as it says once nobody is connected any more. */
    private static long read(ShopSite site) {
        site.site().reconnect();
        TestSite of = site.site();
        long[] last = {-1};
        await().pollInterval(Duration.ofMillis(50)).until(() -> {
            long now = Long.parseLong(
                    of.value(
                            "select seq_tup_read + coalesce(idx_tup_fetch, 0) from pg_stat_user_tables where relname = 'customers'"));
            boolean same = now == last[0];
            last[0] = now;
            return same;
        });
        return last[0];
    }

    private static List<String> filled(Engine engine) {
        List<String> statements = new ArrayList<>(Shop.tables(engine));
        statements.add("create index customers_name on customers (business_id, name)");
        statements.add("insert into businesses (id, uuid, name) values (1, '%s', 'The Shop')".formatted(Shop.BUSINESS));
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add("(%d, '%s', 1, 'c', '555', '%s')".formatted(i + 1, Shop.uuid("c" + i), Shop.LONG_AGO));
        }
        statements.add("insert into customers (id, uuid, business_id, name, phone, last_updated) values "
                + String.join(", ", rows));
        return statements;
    }
}
