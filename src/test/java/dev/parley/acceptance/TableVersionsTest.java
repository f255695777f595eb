package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Problem;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.winery.TestSite.Setup;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An application is upgraded at one site before the other. */
class TableVersionsTest {

    private static final String NEW_COLUMN = "alter table customers add column vat varchar(20) default '' not null";

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aSiteThatIsUpgradedAWeekLaterGetsAllThatWasEnteredMeanwhile(Engine engine) {
        try (ShopSite hosted = ShopSite.open(engine, "hosted", "ann", "bob", "cid");
                ShopSite shop = ShopSite.open(engine, "shop", "zoe")) {
            Pair pair = new Pair(hosted, shop);
            pair.sync();
            upgrade(hosted);
            hosted.addCustomer("dan");
            hosted.set("customers", "dan", "vat = 'D-1'");
            hosted.set("customers", "ann", "vat = 'A-1'");
            for (int day = 1; day <= 7; day++) {
                hosted.set("customers", "ann", "vat = 'A-%d', phone = '%d'".formatted(day, day));
                shop.set("customers", "ann", "city = 'Łódź %d'".formatted(day));
                shop.set("customers", "zoe", "phone = '%d'".formatted(day));
                pair.sync();
            }
            hosted.delete("customers", "cid");
            shop.addCustomer("eve");
            hosted.set("customers", "zoe", "vat = 'Z-1'");
            pair.sync();
            assertThat(shop.get("customers", "ann", "phone")).isEqualTo("7");
            assertThat(hosted.get("customers", "ann", "city")).isEqualTo("Łódź 7");
            assertThat(shop.has("customers", "cid")).isFalse();
            assertThat(hosted.openProblems()).isEmpty();
            assertThat(shop.openProblems()).isEmpty();

            upgrade(shop);
            pair.sync();

            assertThat(vat(shop)).containsExactly("ann|A-7", "bob|", "dan|D-1", "eve|", "zoe|Z-1");
            assertThat(vat(hosted)).isEqualTo(vat(shop));
            shop.set("customers", "bob", "vat = 'B-1'");
            pair.sync();
            assertThat(hosted.get("customers", "bob", "vat")).isEqualTo("B-1");
            assertThat(hosted.openProblems()).isEmpty();
            assertThat(shop.openProblems()).isEmpty();
            pair.assertSettled();
        }
    }

    /** What was there before the sites met comes without changes; its values wait all the same. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void aFirstLoadFromANewerSiteLeavesNothingBehind(Engine engine) {
        List<String> statements = filled(engine, 7);
        statements.add(NEW_COLUMN);
        statements.add(Shop.customer("ann"));
        statements.add("update customers set vat = 'A-0'");
        try (ShopSite hosted = ShopSite.open(Shop.setup(engine, "hosted", Shop.CATALOGUE, statements));
                ShopSite shop = ShopSite.open(engine, "shop")) {
            Pair pair = new Pair(hosted, shop);
            pair.sync();
            shop.set("customers", "ann", "phone = '1'");
            pair.sync();
            assertThat(hosted.get("customers", "ann", "vat")).isEqualTo("A-0");

            upgrade(shop);
            pair.sync();

            assertThat(vat(shop)).containsExactly("ann|A-0");
            assertThat(shop.openProblems()).isEmpty();
            pair.assertSettled();
        }
    }

    /** However the sites compared meanwhile, whoever starts the sync after the upgrade, and of whatever kind that is. */
    @ParameterizedTest
    @CsvSource({
        "SQLITE, SQLITE, INCREMENTAL, true", "SQLITE, POSTGRESQL, INCREMENTAL, false",
        "MARIADB, SQLITE, PARTIAL, true", "POSTGRESQL, SQLITE, PARTIAL, false",
        "POSTGRESQL, MARIADB, FULL, true", "SQLITE, SQLITE, FULL, false"
    })
    void theFirstSyncAfterTheUpgradeFillsInWhatWaited(Engine one, Engine other, SyncType type, boolean fromNewer) {
        List<String> statements = new ArrayList<>(Shop.statements(one, "hosted", "ann", "bob", "cid", "dan"));
        statements.add(NEW_COLUMN);
        statements.add("update customers set vat = 'old'");
        try (ShopSite hosted = ShopSite.open(Shop.setup(one, "hosted", Shop.CATALOGUE, statements));
                ShopSite shop = ShopSite.open(other, "shop", "zoe")) {
            Pair pair = new Pair(hosted, shop);
            pair.sites().sync(type);
            // One row is as it was loaded, in one this site's other fields changed, in one that one's, in one both, and
            // the value itself.
            shop.set("customers", "bob", "phone = '1'");
            hosted.set("customers", "cid", "phone = '2'");
            shop.set("customers", "dan", "city = 'Oslo'");
            hosted.set("customers", "dan", "vat = 'D-1'");
            hosted.set("customers", "zoe", "vat = 'Z-1'");
            for (SyncType meanwhile : SyncType.values()) {
                pair.sites().sync(meanwhile);
                pair.sites().syncBack(meanwhile);
            }
            assertThat(hosted.get("customers", "dan", "city")).isEqualTo("Oslo");

            upgrade(shop);
            if (fromNewer) {
                pair.sites().sync(type);
            } else {
                pair.sites().syncBack(type);
            }

            assertThat(vat(shop)).containsExactly("ann|old", "bob|old", "cid|old", "dan|D-1", "zoe|Z-1");
            assertThat(vat(hosted)).isEqualTo(vat(shop));
            assertThat(hosted.openProblems()).isEmpty();
            assertThat(shop.openProblems()).isEmpty();
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void unequalVersionsOfAlikeTablesStopTheirModuleAndNoOther(Engine engine) {
        try (ShopSite hosted = ShopSite.open(versioned(engine, "hosted", "1.11"));
                ShopSite shop = ShopSite.open(versioned(engine, "shop", "1.9"))) {
            hosted.addCustomer("ann");
            hosted.addOrder("F-1", "ann");
            Pair pair = new Pair(hosted, shop);
            pair.sync();
            assertThat(shop.has("customers", "ann")).isTrue();
            assertThat(shop.has("orders", "F-1")).isFalse();
            for (ShopSite site : List.of(hosted, shop)) {
                assertThat(site.problems("module"))
                        .extracting(Problem::message)
                        .singleElement()
                        .asString()
                        .contains("1.11 at hosted", "1.9 at shop", "Upgrade the application at shop");
            }
            if (engine == Engine.SQLITE) {
                return;
            }

            shop.run(comment(engine, "1.11"));
            shop.site().restart();
            pair.sync();

            assertThat(shop.has("orders", "F-1")).isTrue();
            assertThat(shop.openProblems()).isEmpty();
            assertThat(hosted.openProblems()).isEmpty();
        }
    }

    private static Setup versioned(Engine engine, String name, String version) {
        List<String> statements = filled(engine, 5);
        String catalogue = Shop.CATALOGUE;
        if (engine == Engine.SQLITE) {
            catalogue = catalogue.replace("{table: orders", "{table: orders, version: " + version);
        } else {
            statements.add(comment(engine, version));
        }
        return Shop.setup(engine, name, catalogue, statements);
    }

    private static String comment(Engine engine, String version) {
        return engine == Engine.POSTGRESQL
                ? "comment on table orders is 'v%s'".formatted(version)
                : "alter table orders comment = 'v%s'".formatted(version);
    }

    private static List<String> filled(Engine engine, int business) {
        List<String> statements = new ArrayList<>(Shop.tables(engine));
        statements.add("insert into businesses (id, uuid, name) values (%d, '%s', 'The Shop')"
                .formatted(business, Shop.BUSINESS));
        return statements;
    }

    private static void upgrade(ShopSite site) {
        site.run(NEW_COLUMN);
        site.site().restart();
    }

    private static List<String> vat(ShopSite site) {
        return site.site().rows("select name, vat from customers order by name");
    }
}
