package dev.parley.winery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Part;
import dev.parley.store.Link.Direction;
import dev.parley.sync.Difference;
import dev.parley.sync.Mapping;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * People who left the business, to whom its records refer still: which uuids name them reaches every site of the business, at whatever moment that was
 * said or the reference came to be, and nothing else of them does.
 */
class NamingTest {

    private static final String USER = "ciniki.users.user";

    /** Chidi, as the hosted site knows him and as the shop does. */
    private static final UUID HOSTED = UUID.fromString("b0d3e659-38dc-495f-970c-268e37637b9c");

    private static final UUID SHOP = UUID.fromString("dd84e7d4-6d2c-53fb-9497-27288a928a52");

    /** Zoe of the other business, who was entered twice. */
    private static final UUID ZOE = UUID.fromString("10000000-0000-4000-8000-000000000000");

    private static final UUID ZOE_TOO = UUID.fromString("20000000-0000-4000-8000-000000000000");
    private static final String HER = "(select min(id) from users where uuid in ('%s', '%s'))".formatted(ZOE, ZOE_TOO);

    private static final String CHIDI = "(select id from users where email = 'chidi@example.com')";
    private static final String LEAVES = "delete from business_users where user_id = " + CHIDI;
    private static final String CUSTOMER = "ed29d447-4a57-423e-a9c0-bb921c884c44";
    private static final String REFERS =
            "update customers set salesrep_id = %s, notes = 'his' where uuid = '%s'".formatted(CHIDI, CUSTOMER);

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whoLeftBeforeAThirdSiteHeardOfTheMapGoesByOneUuidThereToo(Engine engine) {
        try (TestSite office = Winery.empty(engine, "office");
                TestSite shop = Winery.site(engine, "shop");
                TestSite hosted = Winery.site(engine.other(), "hosted")) {
            TwoSites near = linked(office, shop);
            TwoSites far = linked(shop, hosted);
            near.sync(SyncType.INCREMENTAL);

            far.sync(SyncType.INCREMENTAL);
            shop.run("update users set display_name = 'Chidi Obi' where email = 'chidi@example.com'", LEAVES);
            near.sync(SyncType.INCREMENTAL);

            assertThat(differences(near)).isEmpty();
            assertThat(mentions(office, HOSTED)).isEqualTo(1);
            assertThat(office.value("select display_name from users where id = " + CHIDI))
                    .isEqualTo("Chidi");
            far.sync(SyncType.INCREMENTAL);
            near.sync(SyncType.INCREMENTAL);
            assertThat(near.sync(SyncType.INCREMENTAL).pulled().records()).isZero();
            assertThat(near.sync(SyncType.PARTIAL).pulled().changes()).isZero();
        }
    }

    @Test
    void nothingIsToldAsLongAsNoRecordRefersToThem() {
        try (Apart sites = new Apart()) {
            sites.near.sync(SyncType.PARTIAL);
            sites.near.sync(SyncType.FULL);
            assertThat(mentions(sites.office, ZOE)).isZero();
        }
    }

    @Test
    void aReferenceThatIsMadeWhereTheMapIsKnownBringsItAlong() {
        try (Apart sites = new Apart()) {
            sites.hosted.run(sites.refers());
            sites.near.sync(SyncType.INCREMENTAL);

            sites.assertToldAndEqual();
        }
    }

    @Test
    void aReferenceThatIsMadeWhereTheMapIsNotKnownIsAnsweredWithIt() {
        try (Apart sites = new Apart()) {
            sites.office.run(sites.refers());
            sites.near.sync(SyncType.INCREMENTAL);

            sites.assertToldAndEqual();
        }
    }

    @Test
    void aReferenceThatComesBackWithItsRecordIsAnsweredToo() {
        try (Apart sites = new Apart()) {
            sites.hosted.run(
                    "delete from wineproductions",
                    "delete from customer_tags",
                    "delete from customers where uuid = '%s'".formatted(sites.customer));
            sites.office.run(sites.refers());
            sites.near.sync(SyncType.INCREMENTAL);
            sites.near.sync(SyncType.INCREMENTAL);

            sites.assertToldAndEqual();
        }
    }

    @Test
    void aFirstLoadIsAnsweredWithTheMaps() {
        try (TestSite office = Winery.site(Engine.SQLITE, "shop");
                TestSite hub = Winery.empty(Engine.SQLITE, "hub");
                TestSite hosted = Winery.site(Engine.SQLITE, "hosted")) {
            Part people =
                    Part.of(hub.context().catalogue(), List.of(), List.of(), List.of(USER, "ciniki.businesses.member"));
            TwoSites near = linked(office, hub);
            near.sync(SyncType.PARTIAL, people);
            linked(hosted, hub).sync(SyncType.PARTIAL, people);
            hub.behindParley(LEAVES);
            office.behindParley(LEAVES);

            near.sync(SyncType.INCREMENTAL);

            assertThat(hub.value("select count(*) from customers where salesrep_id = " + CHIDI))
                    .isNotEqualTo("0");
            assertThat(differences(near)).isEmpty();
            assertThat(mentions(office, HOSTED)).isEqualTo(1);
        }
    }

    @Test
    void aComparisonFindsWhichUuidsNameThem() {
        try (Apart sites = new Apart();
                TestSite depot = Winery.empty(Engine.SQLITE, "depot")) {
            sites.office.run(sites.refers());
            sites.near.sync(SyncType.INCREMENTAL);
            TwoSites fresh = linked(depot, sites.hosted);

            fresh.sync(SyncType.INCREMENTAL);

            assertThat(differences(fresh)).isEmpty();
            assertThat(mentions(depot, ZOE)).isEqualTo(1);
            assertThat(depot.value("select count(*) from users where display_name = 'Zoe'"))
                    .isEqualTo("0");
            depot.behindParley(
                    "delete from parley_change where action = 'map' and record = '%s'".formatted(ZOE),
                    "delete from parley_map where alias = '%s'".formatted(ZOE_TOO));
            assertThat(differences(fresh)).hasSize(1);
            fresh.sync(SyncType.PARTIAL);
            assertThat(differences(fresh)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SyncType.class,
            names = {"INCREMENTAL", "PARTIAL"})
    void thatTwoWereNoneAfterAllIsToldAsWell(SyncType type) {
        try (TestSite office = Winery.empty(Engine.SQLITE, "office");
                TestSite shop = Winery.site(Engine.SQLITE, "shop");
                TestSite hosted = Winery.site(Engine.SQLITE, "hosted")) {
            TwoSites near = linked(office, shop);
            TwoSites far = linked(shop, hosted);
            near.sync(SyncType.INCREMENTAL);
            shop.run(REFERS);
            far.sync(SyncType.INCREMENTAL);
            near.sync(SyncType.INCREMENTAL);

            new Mapping(shop.context()).remove(user(shop), SHOP);
            shop.run(LEAVES);
            near.sync(type);

            assertThat(differences(near)).isEmpty();
            assertThat(office.rows(
                            "select alias from parley_map where alias <> canonical and alias = '%s'".formatted(SHOP)))
                    .isEmpty();
        }
    }

    @Test
    void aMapThatWasUndoneBeforeASiteHeardOfItLeavesTheRowsAlone() {
        try (TestSite office = Winery.site(Engine.SQLITE, "shop");
                TestSite shop = Winery.site(Engine.SQLITE, "shop");
                TestSite hosted = Winery.site(Engine.SQLITE, "hosted")) {
            TwoSites near = linked(office, shop);
            TwoSites far = linked(shop, hosted);
            office.behindParley(
                    "insert into users (uuid, email, display_name, date_added, last_updated) select '%s', 'other', 'Other', date_added, last_updated from users where id = %s"
                            .formatted(HOSTED, CHIDI));
            near.sync(SyncType.INCREMENTAL);
            far.sync(SyncType.INCREMENTAL);
            shop.run(REFERS);
            new Mapping(shop.context()).remove(user(shop), SHOP);
            shop.run(LEAVES);

            near.sync(SyncType.INCREMENTAL);

            assertThat(office.rows("select display_name from users where uuid in ('%s', '%s') order by 1"
                            .formatted(HOSTED, SHOP)))
                    .containsExactly("Chidi", "Other");
            assertThat(differences(near)).isEmpty();
        }
    }

    @Test
    void whatUuidsNameThePeopleOfAnotherBusinessIsNotTold() {
        try (TestSite office = Winery.empty(Engine.SQLITE, "office");
                TestSite harbour = Winery.empty(Engine.SQLITE, "harbour");
                TestSite hosted = Winery.site(Engine.SQLITE, "hosted")) {
            TwoSites ours = linked(office, hosted);
            TwoSites theirs = new TwoSites(harbour, hosted, Winery.HARBOUR, Direction.BI);
            List<UUID> people = List.of(ZOE, ZOE_TOO);
            people.forEach(person -> joinHarbour(hosted, person));
            theirs.sync(SyncType.INCREMENTAL);
            ours.sync(SyncType.INCREMENTAL);
            new Mapping(hosted.context()).add(user(hosted), people.get(0), people.get(1));

            theirs.sync(SyncType.INCREMENTAL);
            ours.sync(SyncType.INCREMENTAL);
            ours.sync(SyncType.FULL);

            for (UUID person : people) {
                assertThat(mentions(harbour, person)).isPositive();
                assertThat(mentions(office, person)).isZero();
            }
        }
    }

    /** The hosted site knows that Zoe goes by two uuids. She works for another business, so the office, which knows one of them, was not told. */
    private static final class Apart implements AutoCloseable {
        private final TestSite office = Winery.empty(Engine.SQLITE, "office");
        private final TestSite hosted = Winery.site(Engine.SQLITE, "hosted");
        private final TestSite harbour = Winery.empty(Engine.SQLITE, "harbour");
        private final TwoSites near = linked(office, hosted);
        private final String customer = hosted.value(
                "select min(c.uuid) from customers c join businesses b on b.id = c.business_id where b.uuid = '%s'"
                        .formatted(Winery.SILVERMOON));

        Apart() {
            TwoSites theirs = new TwoSites(harbour, hosted, Winery.HARBOUR, Direction.BI);
            joinHarbour(hosted, ZOE);
            joinHarbour(hosted, ZOE_TOO);
            near.sync(SyncType.INCREMENTAL);
            theirs.sync(SyncType.INCREMENTAL);
            office.run(addUser(ZOE_TOO));
            new Mapping(hosted.context()).add(user(hosted), ZOE, ZOE_TOO);
            theirs.sync(SyncType.INCREMENTAL);
            near.sync(SyncType.INCREMENTAL);
            assertThat(mentions(office, ZOE)).isZero();
            assertThat(mentions(hosted, ZOE)).isPositive();
        }

        String refers() {
            return "update customers set salesrep_id = %s, notes = 'hers' where uuid = '%s'".formatted(HER, customer);
        }

        void assertToldAndEqual() {
            assertThat(differences(near)).isEmpty();
            assertThat(mentions(office, ZOE)).isEqualTo(1);
            assertThat(office.rows("select notes from customers where salesrep_id = " + HER))
                    .containsExactly("hers");
            near.sync(SyncType.INCREMENTAL);
            assertThat(near.sync(SyncType.INCREMENTAL).pulled().records()).isZero();
        }

        @Override
        public void close() {
            office.close();
            hosted.close();
            harbour.close();
        }
    }

    private static String addUser(UUID person) {
        return "insert into users (uuid, email, display_name, date_added, last_updated) values ('%s', '%s', 'Zoe', '2020-01-01 00:00:00', '2020-01-01 00:00:00')"
                .formatted(person, person);
    }

    private static void joinHarbour(TestSite site, UUID person) {
        site.run(
                addUser(person),
                "insert into business_users (business_id, user_id, role) select b.id, u.id, 'owner' from businesses b, users u where b.uuid = '%s' and u.uuid = '%s'"
                        .formatted(Winery.HARBOUR, person));
    }

    private static TwoSites linked(TestSite here, TestSite there) {
        return new TwoSites(here, there, Winery.SILVERMOON, Direction.BI);
    }

    private static CatalogueObject user(TestSite site) {
        return site.context().catalogue().require(USER);
    }

    private static List<Difference> differences(TwoSites sites) {
        List<Difference> differences = new ArrayList<>();
        sites.verify(differences::add);
        return differences;
    }

    /** How many changes of users the site holds in which that uuid is the record, or another name of it. */
    private static long mentions(TestSite site, UUID person) {
        return Long.parseLong(site.value(
                "select count(*) from parley_change where object = '%s' and action <> 'whole' and (record = '%s' or fields like '%%%s%%')"
                        .formatted(USER, person, person)));
    }
}
