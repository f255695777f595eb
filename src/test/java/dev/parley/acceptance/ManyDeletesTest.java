package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sync.SyncReport;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.winery.TestSite.Setup;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A table is emptied in one statement. */
class ManyDeletesTest {

    private static final int ORDERS = 60_000;

    @Test
    void sixtyThousandDeletesAtOnceArrive() {
        assertArrive(Engine.POSTGRESQL);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "MARIADB"})
    void sixtyThousandDeletesAtOnceArriveOnTheOtherEnginesToo(Engine engine) {
        assertArrive(engine);
    }

    private static void assertArrive(Engine engine) {
        try (ShopSite here = ShopSite.open(withOrders(engine, "here"));
                ShopSite there = ShopSite.open(withOrders(engine, "there"))) {
            Pair pair = new Pair(here, there);
            pair.sync();

            here.run("delete from orders");
            SyncReport report = pair.sync();

            assertThat(report.type()).isEqualTo(SyncType.INCREMENTAL);
            assertThat(report.pushed().records()).isEqualTo(ORDERS);
            assertThat(there.site().value("select count(*) from orders")).isEqualTo("0");
            pair.assertSilent();
        }
    }

    private static Setup withOrders(Engine engine, String name) {
        List<String> statements = new ArrayList<>(Shop.tables(engine));
        statements.add("insert into businesses (id, uuid, name) values (5, '%s', 'The Shop')".formatted(Shop.BUSINESS));
        statements.add(Shop.customer("ann"));
        String numbers = engine == Engine.MARIADB
                ? "(select seq as n from seq_1_to_%d)".formatted(ORDERS)
                : "(with recursive up (n) as (select 1 union all select n + 1 from up where n < %d) select n from up)"
                        .formatted(ORDERS);
        String uuid = engine == Engine.SQLITE ? "printf('%08d', n)" : "lpad(cast(n as char(8)), 8, '0')";
        String join = engine == Engine.SQLITE ? "%s || '%s'" : "concat(%s, '%s')";
        statements.add("""
                insert into orders (uuid, business_id, customer_id, invoice, total, last_updated)
                select %s, 5, (select min(id) from customers), 'F', 1, '%s' from %s numbers
                """.formatted(join.formatted(uuid, "-0000-4000-8000-000000000000"), Shop.LONG_AGO, numbers));
        return Shop.setup(engine, name, Shop.CATALOGUE, statements);
    }
}
