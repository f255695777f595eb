package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The feed never passes over a transaction that took its number early and committed late. */
class LateCommitTest {

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void whatIsCommittedAfterALaterOneWasSyncedGoesWithTheNextSync(Engine engine) throws SQLException {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(engine, "there")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            try (Connection open = here.site().connect();
                    Statement early = open.createStatement()) {
                open.setAutoCommit(false);
                early.execute("update customers set phone = '1' where uuid = '" + Shop.uuid("ann") + "'");
                early.execute(Shop.customer("cleo"));
                long earlyPlace = place(here, early);
                here.set("customers", "bob", "phone = '2'");
                long latePlace =
                        Long.parseLong(here.site().value("select max(place) from " + here.captureTable(Shop.CUSTOMER)));
                assertThat(earlyPlace).isLessThan(latePlace);

                pair.sync();
                assertThat(there.get("customers", "bob", "phone")).isEqualTo("2");
                assertThat(there.get("customers", "ann", "phone")).isEqualTo("555");

                open.commit();
            }
            pair.sync();

            assertThat(there.get("customers", "ann", "phone")).isEqualTo("1");
            assertThat(there.has("customers", "cleo")).isTrue();
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aTransactionThatIsStillOpenHoldsUpNothingThatWasCommittedBeforeIt(Engine engine) throws SQLException {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(engine, "there")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.set("customers", "bob", "phone = '2'");
            here.set("customers", "bob", "phone = '3'");
            try (Connection open = here.site().connect();
                    Statement late = open.createStatement()) {
                open.setAutoCommit(false);
                late.execute("update customers set phone = '1' where uuid = '" + Shop.uuid("ann") + "'");

                pair.sync();
                assertThat(there.get("customers", "bob", "phone")).isEqualTo("3");

                open.commit();
            }
            pair.sync();

            assertThat(there.get("customers", "ann", "phone")).isEqualTo("1");
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, 40", "MARIADB, 1", "MARIADB, 5", "MARIADB, 40"})
    void aTransactionThatIsStillOpenHoldsUpNoOtherRecordThatArrives(Engine engine, int arriving) throws SQLException {
        String[] names = IntStream.range(0, 60).mapToObj(i -> "c" + i).toArray(String[]::new);
        try (ShopSite here = ShopSite.open(engine, "here", names);
                ShopSite there = ShopSite.open(engine, "there", names)) {
            Pair pair = new Pair(here, there);
            pair.sync();
            for (String name : names) {
                there.addOrder("F-" + name, name);
                there.tag(name, "new");
            }
            pair.sync();
            try (Connection open = here.site().connect();
                    Statement late = open.createStatement()) {
                // Repeatable read locks the gaps between rows too, where InnoDB lets nobody add one.
                open.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                open.setAutoCommit(false);
                late.execute(Shop.customer("zoe"));
                late.execute(Shop.order("F-zoe", "zoe"));
                late.execute(Shop.tag("zoe", "new"));
                late.execute("update customers set phone = '1' where uuid = '" + Shop.uuid("c50") + "'");
                late.execute("update orders set total = 1 where uuid = '" + Shop.uuid("F-c50") + "'");
                for (int i = 0; i < arriving; i++) {
                    there.set("customers", "c" + i, "phone = '2'");
                    there.set("orders", "F-c" + i, "total = 2");
                    there.addCustomer("n" + i);
                    there.addOrder("F-n" + i, "n" + i);
                    there.tag("n" + i, "new");
                    there.run(
                            "update customer_tags set colour = 'blue' where customer_id = (select id from customers where uuid = '%s')"
                                    .formatted(Shop.uuid("c" + i)));
                }

                pair.sync();
                assertThat(here.get("customers", "c0", "phone")).isEqualTo("2");

                open.commit();
            }
            pair.sync();
            pair.assertSettled();
        }
    }

    private static long place(ShopSite site, Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select max(place) from " + site.captureTable(Shop.CUSTOMER))) {
            row.next();
            return row.getLong(1);
        }
    }
}
