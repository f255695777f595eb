package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Problem;
import dev.parley.sync.SyncReport;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Damage that nothing captured: a full sync finds it, says so, loses nothing, and leaves both sites the same. */
class FullTest {

    private static final String LATER = "2024-05-01 10:00:00";

    @ParameterizedTest
    @CsvSource({
        "SQLITE, SQLITE",
        "SQLITE, POSTGRESQL",
        "POSTGRESQL, POSTGRESQL",
        "POSTGRESQL, MARIADB",
        "MARIADB, MARIADB",
        "MARIADB, SQLITE"
    })
    void everyKindOfDamageIsFoundToldAndPutRight(Engine one, Engine other) {
        String[] before = {"altered", "newer", "missing", "back", "lost", "untouched", "unlike", "outdated", "fine"};
        try (ShopSite here = ShopSite.open(one, "here", before);
                ShopSite there = ShopSite.open(other, "there", before)) {
            Pair pair = new Pair(here, there);
            for (String name : List.of("altered", "newer", "missing", "back", "lost")) {
                here.set("customers", name, "phone = '1', last_updated = '%s'".formatted(LATER));
            }
            here.addOrder("A-1", "missing");
            pair.sync();
            there.set("customers", "lost", "city = 'Sopot', last_updated = '%s'".formatted(LATER));
            pair.sync();
            here.delete("customers", "back");
            pair.sync();
            pair.assertSettled();

            BiConsumer<String, String> set = (name, assignments) -> here.site()
                    .behindParley("update customers set %s where uuid = '%s'".formatted(assignments, Shop.uuid(name)));
            set.accept("altered", "phone = '666'");
            set.accept("newer", "phone = '777', last_updated = '2024-06-01 10:00:00'");
            here.site()
                    .behindParley(
                            "delete from orders",
                            "delete from customers where uuid = '%s'".formatted(Shop.uuid("missing")),
                            Shop.customer("back"),
                            "delete from parley_change where record = '%s' and fields like '%%Sopot%%'"
                                    .formatted(Shop.uuid("lost")),
                            "delete from customers where uuid = '%s'".formatted(Shop.uuid("untouched")));
            set.accept("unlike", "phone = '888'");
            set.accept("outdated", "phone = '999', last_updated = '2024-01-01 10:00:00'");

            SyncReport report = pair.sites().sync(SyncType.FULL);

            assertThat(report.type()).isEqualTo(SyncType.FULL);
            for (ShopSite site : List.of(here, there)) {
                assertThat(site.get("customers", "altered", "phone")).isEqualTo("1");
                assertThat(site.get("customers", "newer", "phone")).isEqualTo("777");
                assertThat(site.get("customers", "missing", "phone")).isEqualTo("1");
                assertThat(site.get("customers", "back", "phone")).isEqualTo("555");
                assertThat(site.get("customers", "lost", "city")).isEqualTo("Sopot");
                assertThat(site.get("customers", "untouched", "phone")).isEqualTo("555");
                assertThat(site.get("customers", "unlike", "phone")).isIn("555", "888");
                assertThat(site.get("customers", "outdated", "phone")).isEqualTo("555");
                assertThat(site.has("orders", "A-1")).isTrue();
                assertThat(String.join("\n", site.history())).contains("666", "777", "888", "999");
                assertThat(String.join("\n", site.changes(Shop.CUSTOMER, "unlike")))
                        .contains("555", "888");
            }
            assertThat(told(here)).containsExactlyInAnyOrder("altered", "newer", "missing", "back", "lost");
            assertThat(told(there)).isEmpty();
            assertThat(here.problems("drift").size() + there.problems("drift").size())
                    .isPositive();
            assertNothingNewIn(pair, here, there);
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whatIsPutRightAtEitherSiteLeavesNothingForTheNextSync(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(engine, "there", "ann", "bob")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.site().behindParley("update customers set phone = '888' where name = 'ann'");
            there.site().behindParley("update customers set phone = '999' where name = 'bob'");

            pair.sites().sync(SyncType.FULL);

            pair.assertSettled();
        }
    }

    /** Comparing rows does not find them: the other site has none either. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void whatWentFromBothSitesInTheSameWayIsWrittenAnewAtBothAndTold(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(engine, "there", "ann", "bob")) {
            Pair pair = new Pair(here, there);
            here.set("customers", "ann", "phone = '1', last_updated = '%s'".formatted(LATER));
            here.tag("ann", "regular");
            here.tag("bob", "new");
            pair.sync();
            for (ShopSite site : List.of(here, there)) {
                site.site()
                        .behindParley(
                                "delete from customer_tags",
                                "delete from customers where uuid = '%s'".formatted(Shop.uuid("ann")));
            }

            pair.sites().sync(SyncType.FULL);

            for (ShopSite site : List.of(here, there)) {
                assertThat(site.get("customers", "ann", "phone")).isEqualTo("1");
                assertThat(site.site().rows("select tag from customer_tags order by tag"))
                        .containsExactly("new", "regular");
                assertThat(site.problems("damage")).hasSize(3);
            }
            assertNothingNewIn(pair, here, there);
            pair.assertSettled();
        }
    }

    /** The number of the order that went is free again, so the one that had to wait for it may come first. */
    @ParameterizedTest
    @CsvSource({
        "SQLITE, true", "SQLITE, false",
        "POSTGRESQL, true", "MARIADB, false"
    })
    void aRowThatWentAndThatTheOtherSiteCanNotWriteIsToldAndComesBackOnceItCan(Engine engine, boolean fromHere) {
        try (ShopSite here = ShopSite.open(CollisionsTest.withUniqueInvoices(engine, "here"));
                ShopSite there = ShopSite.open(CollisionsTest.withUniqueInvoices(engine, "there"))) {
            Pair pair = new Pair(here, there);
            here.run(CollisionsTest.order("order of here", "F-1"));
            there.run(CollisionsTest.order("order of there", "F-1"));
            pair.sync();
            pair.sync();
            there.site().behindParley("delete from orders");

            SyncReport report =
                    fromHere ? pair.sites().sync(SyncType.FULL) : pair.sites().syncBack(SyncType.FULL);

            assertThat(report.type()).isEqualTo(SyncType.FULL);
            assertThat(there.problems("damage")).singleElement().satisfies(problem -> assertThat(problem.record())
                    .isEqualTo(Shop.uuid("order of there").toString()));
            assertThat(there.site().rows("select invoice from orders")).containsExactly("F-1");
            assertThat(there.problems("held")).hasSize(1);

            here.run("update orders set invoice = 'F-2'");
            pair.sync();
            pair.sync();

            for (ShopSite site : List.of(here, there)) {
                assertThat(site.get("orders", "order of here", "invoice")).isEqualTo("F-2");
                assertThat(site.get("orders", "order of there", "invoice")).isEqualTo("F-1");
                assertThat(site.problems("held")).isEmpty();
            }
            pair.assertSettled();
        }
    }

    /** Another full sync finds nothing and writes nothing. */
    private static void assertNothingNewIn(Pair pair, ShopSite here, ShopSite there) {
        List<String> history = here.history();
        List<Problem> problems = here.openProblems();
        SyncReport again = pair.sites().syncBack(SyncType.FULL);
        assertThat(again.pulled().changes() + again.pulled().records()).isZero();
        assertThat(again.pushed().changes() + again.pushed().records()).isZero();
        assertThat(here.history()).isEqualTo(history);
        assertThat(there.history()).isEqualTo(history);
        assertThat(here.openProblems()).isEqualTo(problems);
    }

    private static List<String> told(ShopSite site) {
        List<String> names = new ArrayList<>();
        for (Problem problem : site.problems("damage")) {
            for (String name :
                    List.of("altered", "newer", "missing", "back", "lost", "untouched", "unlike", "outdated", "fine")) {
                if (problem.record().equals(Shop.uuid(name).toString())) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
