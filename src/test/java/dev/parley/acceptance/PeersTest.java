package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Link.Direction;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.winery.TestSite.Setup;
import dev.parley.winery.TwoSites;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What other systems lost, swapped for ever or sent to the wrong one when they were tried. */
class PeersTest {

    private static final Instant MONDAY = Instant.parse("2024-04-01T10:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2024-04-02T10:00:00Z");

    @ParameterizedTest
    @EnumSource(Engine.class)
    void differentFieldsOfOneRecordBothStandThoughBothSitesTouchedWhenItWasUpdated(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(engine, "there", "ann", "bob")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.set("customers", "ann", "phone = '1', last_updated = '2024-04-01 10:00:00'");
            here.stamp(MONDAY);
            there.set("customers", "ann", "city = 'Sopot', last_updated = '2024-04-02 10:00:00'");
            there.stamp(TUESDAY);

            pair.sync();

            assertThat(here.site().rows("select phone, city from customers where name = 'ann'"))
                    .containsExactly("1|Sopot");
            assertThat(here.openProblems()).isEmpty();
            pair.assertSettled();
        }
    }

    /** The later edit of each record stands, whichever site was the last to touch another one. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void whichEditStandsIsDecidedForEachRecord(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(engine.other(), "there", "ann", "bob")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.set("customers", "ann", "phone = 'of here'");
            there.set("customers", "bob", "phone = 'of there'");
            here.stamp(TUESDAY);
            there.stamp(TUESDAY);
            here.takeIn();
            there.takeIn();
            here.set("customers", "bob", "phone = 'of here'");
            there.set("customers", "ann", "phone = 'of there'");
            here.stamp(MONDAY);
            there.stamp(MONDAY);

            pair.sync();

            assertThat(here.site().rows("select name, phone from customers order by name"))
                    .containsExactly("ann|of here", "bob|of there");
            assertThat(here.problems("conflict")).hasSize(2);
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void theSameUuidEnteredAtBothEndsUnderDifferentLocalIdsIsOneRecordAndKeepsItsOrders(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here");
                ShopSite there = ShopSite.open(engine, "there", "somebody first")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.addCustomer("ann");
            here.addOrder("F-1", "ann");
            there.run("delete from customers where name = 'somebody first'");
            there.run(Shop.customer("ann").replace("'Gdańsk'", "'Sopot'"));
            there.addOrder("F-2", "ann");

            pair.sync();

            for (ShopSite site : new ShopSite[] {here, there}) {
                assertThat(site.site()
                                .rows("select o.invoice, c.name from orders o join customers c"
                                        + " on c.id = o.customer_id order by o.invoice"))
                        .containsExactly("F-1|ann", "F-2|ann");
                assertThat(site.problems("conflict")).singleElement().satisfies(problem -> assertThat(problem.field())
                        .isEqualTo("city"));
            }
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aRecordThatMeetsTwoOthersOnTwoUniqueKeysWaitsUntilBothAreSettled(Engine engine) {
        try (ShopSite here = ShopSite.open(withTwoKeys(engine, "here"));
                ShopSite there = ShopSite.open(withTwoKeys(engine, "there"))) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.run(customer("phone is taken", "1", "Gdynia"), customer("city is taken", "2", "Sopot"));
            there.run(customer("meets both", "1", "Sopot"));
            there.run(customer("meets nobody", "3", "Hel"));
            pair.sync();
            assertThat(here.has("customers", "meets both")).isFalse();
            assertThat(here.has("customers", "meets nobody")).isTrue();
            assertThat(here.problems("held")).singleElement().satisfies(problem -> assertThat(problem.message())
                    .contains(
                            Shop.uuid("meets both").toString(),
                            "phone \"1\" with " + Shop.uuid("phone is taken"),
                            "city \"Sopot\" with " + Shop.uuid("city is taken"),
                            "give one of them another value, say which one goes, or that they are the same"));
            assertThat(there.problems("held")).hasSize(2);

            here.set("customers", "phone is taken", "phone = '4'");
            pair.sync();
            here.set("customers", "city is taken", "city = 'Reda'");
            pair.sync();
            pair.sync();

            assertThat(here.openProblems()).isEmpty();
            assertThat(there.openProblems()).isEmpty();
            assertThat(there.site().rows("select name, phone, city from customers order by name"))
                    .containsExactly(
                            "city is taken|2|Reda",
                            "meets both|1|Sopot",
                            "meets nobody|3|Hel",
                            "phone is taken|4|Gdynia");
            pair.assertSettled();
        }
    }

    /** Copies that drifted apart before Parley came, under one and the same date. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void rowsThatDifferUnderTheSameDateAreMadeEqualByAFullSyncAndItIsTold(Engine engine) {
        List<String> drifted = new ArrayList<>(Shop.statements(engine, "there", "ann", "bob"));
        drifted.add("update customers set city = 'Sopot' where name = 'ann'");
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(Shop.setup(engine, "there", Shop.CATALOGUE, drifted))) {
            Pair pair = new Pair(here, there);

            pair.sites().sync(SyncType.FULL);

            for (ShopSite site : new ShopSite[] {here, there}) {
                assertThat(site.get("customers", "ann", "city")).isIn("Gdańsk", "Sopot");
                assertThat(site.get("customers", "bob", "city")).isEqualTo("Gdańsk");
                assertThat(site.changes(Shop.CUSTOMER, "ann").toString()).contains("Gdańsk", "Sopot");
                assertThat(site.openProblems()).singleElement().satisfies(problem -> assertThat(problem.message())
                        .startsWith("One record differed when the sites first compared them"));
            }
            pair.sync();
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aJoinTableWithoutAnyKeyOfItsOwnIsSynced(Engine engine) {
        try (ShopSite here = ShopSite.open(withKeylessTags(engine, "here"));
                ShopSite there = ShopSite.open(withKeylessTags(engine.other(), "there"))) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.tag("ann", "regular");
            there.tag("ann", "late payer");
            there.tag("bob", "regular");
            pair.sync();
            here.run("update customer_tags set colour = 'blue' where tag = 'late payer'");
            there.run("delete from customer_tags where customer_id = (select id from customers where name = 'bob')");
            pair.sync();

            for (ShopSite site : new ShopSite[] {here, there}) {
                assertThat(site.site()
                                .rows("select c.name, t.tag, t.colour from customer_tags t join customers c"
                                        + " on c.id = t.customer_id order by t.tag"))
                        .containsExactly("ann|late payer|blue", "ann|regular|red");
                assertThat(site.openProblems()).isEmpty();
            }
            pair.assertSettled();
        }
    }

    private static Setup withKeylessTags(Engine engine, String name) {
        List<String> statements = new ArrayList<>(Shop.statements(engine, name, "ann", "bob"));
        statements.replaceAll(sql -> sql.replace("primary key (business_id, customer_id, tag),", ""));
        return Shop.setup(engine, name, Shop.CATALOGUE, statements);
    }

    private static Setup withTwoKeys(Engine engine, String name) {
        List<String> statements = new ArrayList<>(Shop.tables(engine));
        statements.add("create unique index one_phone on customers (phone)");
        statements.add("create unique index one_city on customers (city)");
        statements.add("insert into businesses (id, uuid, name) values (5, '%s', 'The Shop')".formatted(Shop.BUSINESS));
        return Shop.setup(engine, name, Shop.CATALOGUE, statements);
    }

    private static String customer(String name, String phone, String city) {
        return Shop.customer(name).replace("'555'", "'" + phone + "'").replace("'Gdańsk'", "'" + city + "'");
    }

    /** One database of many businesses, each with a site of its own. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void editsDeletesAndMovesGoToTheSiteOfTheirOwnBusiness(Engine engine) {
        try (ShopSite hosted = ShopSite.open(engine, "hosted", "ann", "bob");
                ShopSite one = ShopSite.open(Engine.SQLITE, "one");
                ShopSite two = ShopSite.open(Engine.SQLITE, "two")) {
            hosted.run("insert into businesses (id, uuid, name) values (99, '%s', 'Another')"
                    .formatted(Shop.OTHER_BUSINESS));
            hosted.run(Shop.customer("cleo", Shop.OTHER_BUSINESS), Shop.customer("dora", Shop.OTHER_BUSINESS));
            TwoSites first = new TwoSites(one.site(), hosted.site(), Shop.BUSINESS, Direction.BI);
            TwoSites second = new TwoSites(two.site(), hosted.site(), Shop.OTHER_BUSINESS, Direction.BI);
            first.sync(SyncType.INCREMENTAL);
            second.sync(SyncType.INCREMENTAL);

            hosted.delete("customers", "ann");
            hosted.delete("customers", "cleo");
            hosted.set("customers", "bob", "business_id = 99, phone = '1'");
            first.sync(SyncType.INCREMENTAL);
            second.sync(SyncType.INCREMENTAL);

            assertThat(one.site().rows("select name from customers")).isEmpty();
            assertThat(two.site().rows("select name, phone from customers order by name"))
                    .containsExactly("bob|1", "dora|555");
            assertThat(one.site()
                            .rows("select distinct record from parley_change where record in ('%s', '%s')"
                                    .formatted(Shop.uuid("cleo"), Shop.uuid("dora"))))
                    .isEmpty();
            assertThat(two.site()
                            .rows("select distinct record from parley_change where record = '%s'"
                                    .formatted(Shop.uuid("ann"))))
                    .isEmpty();

            two.set("customers", "bob", "city = 'Sopot'");
            second.sync(SyncType.INCREMENTAL);
            assertThat(hosted.get("customers", "bob", "city")).isEqualTo("Sopot");
            assertThat(hosted.get("customers", "bob", "business_id")).isEqualTo("99");
            assertThat(two.get("customers", "bob", "notes")).isEqualTo("first line\nsecond line");
        }
    }

    /** Someone edits while the answer, which has an older value, is still under way. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void anEditMadeWhileTheAnswerIsUnderWayIsNeverUndone(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann");
                ShopSite there = ShopSite.open(engine, "there", "ann")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            there.set("customers", "ann", "phone = 'older', city = 'Sopot'");
            there.stamp(MONDAY);

            pair.sites().sync(SyncType.INCREMENTAL, peer -> Cable.to(peer).whenAnswered(() -> {
                here.set("customers", "ann", "phone = 'newer'");
                here.stamp(TUESDAY);
            }));

            assertThat(here.site().rows("select phone, city from customers")).containsExactly("newer|Sopot");
            assertThat(here.problems("conflict")).hasSize(1);
            pair.sync();
            assertThat(there.get("customers", "ann", "phone")).isEqualTo("newer");
            pair.assertSettled();
        }
    }
}
