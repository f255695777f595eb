package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Uuids;
import dev.parley.store.Link.Direction;
import dev.parley.sync.Mapping;
import dev.parley.sync.OpenConflicts;
import dev.parley.sync.SyncType;
import dev.parley.sync.UndecidableException;
import dev.parley.testing.Engine;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person says that two records are one: so they are, at every site, with the history of both. */
class MappingTest {

    @ParameterizedTest
    @EnumSource(Engine.class)
    void twoCustomersBecomeOneAtBothSitesWithTheOrdersOfBoth(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann");
                ShopSite there = ShopSite.open(engine.other(), "there", "ann")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            there.addCustomer("anna");
            there.addOrder("F-1", "ann");
            there.addOrder("F-2", "anna");
            there.tag("ann", "vip");
            there.tag("anna", "vip");
            pair.sync();

            add(here, "ann", "anna");

            pair.sync();
            pair.sync();
            for (ShopSite site : new ShopSite[] {here, there}) {
                assertThat(site.site().rows("select count(*) from customers")).containsExactly("1");
                assertThat(site.site().rows("select count(*) from customer_tags"))
                        .containsExactly("1");
                assertThat(site.site().rows("select count(*) from orders o join customers c on c.id = o.customer_id"))
                        .containsExactly("2");
                assertThat(new Mapping(site.site().context()).list(Optional.empty()))
                        .filteredOn(mapped -> mapped.object().equals(Shop.CUSTOMER))
                        .hasSize(1);
                assertThat(site.problems("conflict"))
                        .anySatisfy(problem -> assertThat(problem.field()).isEqualTo("name"));
            }
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void bothSitesMaySayItAtOnce(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(engine, "there", "ann", "bob")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.addOrder("F-1", "bob");

            add(here, "ann", "bob");
            add(there, "bob", "ann");

            pair.sync();
            pair.sync();
            assertThat(here.site().rows("select count(*) from customers")).containsExactly("1");
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whatCanNotBeOneIsRefusedAndNothingIsAltered(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(engine, "there", "ann", "bob")) {
            Pair pair = new Pair(here, there);
            pair.sync();

            assertThatThrownBy(() -> add(here, "ann", "nobody"))
                    .isInstanceOf(UndecidableException.class)
                    .hasMessageContaining(Shop.uuid("nobody").toString());
            assertThatThrownBy(() -> new Mapping(here.site().context())
                            .add(object(here, Shop.TAG), UUID.randomUUID(), UUID.randomUUID()))
                    .isInstanceOf(UndecidableException.class)
                    .hasMessageContaining("goes by its key");
            add(here, "ann", "bob");
            assertThatThrownBy(() -> add(here, "bob", "ann"))
                    .isInstanceOf(UndecidableException.class)
                    .hasMessageContaining("one record already");
            pair.sync();
            pair.sync();
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aWrongMapIsUndoneAtEverySiteAndEachRecordIsWhatItsOwnChangesSay(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann");
                ShopSite there = ShopSite.open(engine.other(), "there", "ann");
                ShopSite third = ShopSite.open(engine, "third", "ann")) {
            Pair pair = new Pair(here, there);
            Pair beyond = new Pair(there, third);
            pair.sync();
            beyond.sync();
            there.addCustomer("bob");
            there.addOrder("F-ann", "ann");
            there.addOrder("F-bob", "bob");
            there.tag("ann", "vip");
            there.tag("bob", "vip");
            there.tag("bob", "club");
            pair.sync();
            beyond.sync();
            add(here, "ann", "bob");
            settle(pair, beyond);
            String lesser = least("ann", "bob");
            String greater = lesser.equals("ann") ? "bob" : "ann";
            third.set("customers", there.has("customers", "ann") ? "ann" : "bob", "phone = '7'");
            settle(pair, beyond);

            new Mapping(third.site().context()).remove(object(third, Shop.CUSTOMER), Shop.uuid("bob"));
            // Who has not heard of it works on what is one record there still.
            here.set("customers", here.has("customers", "ann") ? "ann" : "bob", "city = 'Sopot'");
            settle(pair, beyond);

            for (ShopSite site : new ShopSite[] {here, there, third}) {
                assertThat(site.site().rows("select count(*) from customers")).containsExactly("2");
                assertThat(site.get("customers", lesser, "phone")).isEqualTo("7");
                assertThat(site.get("customers", lesser, "city")).isEqualTo("Sopot");
                assertThat(site.get("customers", greater, "phone")).isEqualTo("555");
                assertThat(site.get("customers", greater, "name")).isEqualTo(greater);
                assertThat(site.site()
                                .rows(
                                        "select o.invoice || ' ' || c.name from orders o join customers c on c.id = o.customer_id order by o.invoice"
                                                .replace("o.invoice || ' ' || c.name", concat(site))))
                        .containsExactly("F-ann ann", "F-bob bob");
                assertThat(
                                site.site()
                                        .rows(
                                                "select c.uuid from customer_tags t join customers c on c.id = t.customer_id where t.tag = 'vip'"))
                        .containsExactlyInAnyOrder(
                                Shop.uuid("ann").toString(), Shop.uuid("bob").toString());
                assertThat(new Mapping(site.site().context()).list(Optional.empty()))
                        .isEmpty();
                new OpenConflicts(site.site().context()).review();
                assertThat(site.openProblems()).isEmpty();
            }
            pair.assertSettled();
            beyond.assertSettled();
            assertThatThrownBy(() -> add(here, "bob", "ann"))
                    .isInstanceOf(UndecidableException.class)
                    .hasMessageContaining("two records");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void oneIsTakenOutOfThreeAndTheRestStayOne(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob", "eve");
                ShopSite there = ShopSite.open(engine, "there", "ann", "bob", "eve")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            add(here, "ann", "bob");
            pair.sync();
            add(there, "bob", "eve");
            pair.sync();
            pair.sync();

            new Mapping(here.site().context()).remove(object(here, Shop.CUSTOMER), Shop.uuid("bob"));

            pair.sync();
            pair.sync();
            for (ShopSite site : new ShopSite[] {here, there}) {
                assertThat(site.get("customers", "bob", "name")).isEqualTo("bob");
                assertThat(site.site().rows("select count(*) from customers")).containsExactly("2");
                assertThat(new Mapping(site.site().context()).list(Optional.empty()))
                        .hasSize(1);
            }
            pair.assertSettled();
            assertThatThrownBy(() ->
                            new Mapping(here.site().context()).remove(object(here, Shop.CUSTOMER), Shop.uuid("bob")))
                    .isInstanceOf(UndecidableException.class)
                    .hasMessageContaining("several uuids");
        }
    }

    /** The taker undid a map, of which its giver never hears: what the giver takes for the tag of both is that of its own customer here. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void aTagOfWhatIsOneAtTheGiverIsOfItsOwnCustomerAtATakerThatMadeThemTwo(Engine engine) {
        try (ShopSite origin = ShopSite.open(engine, "origin", "ann", "bob");
                ShopSite giver = ShopSite.open(engine, "giver", "ann", "bob");
                ShopSite taker = ShopSite.open(engine.other(), "taker", "ann", "bob")) {
            Pair given = new Pair(giver, origin, Direction.PULL);
            Pair taken = new Pair(taker, giver, Direction.PULL);
            String lesser = least("ann", "bob");
            String greater = lesser.equals("ann") ? "bob" : "ann";
            given.sync();
            add(giver, "ann", "bob");
            taken.sync();
            new Mapping(taker.site().context()).remove(object(taker, Shop.CUSTOMER), Shop.uuid("ann"));
            origin.tag(greater, "vip");
            given.sync();
            taken.sync();
            assertThat(vips(taker)).containsExactly(Shop.uuid(greater).toString());

            taker.tag(lesser, "vip");
            taken.sync();
            taken.sites().sync(SyncType.PARTIAL);
            assertThat(vips(taker))
                    .containsExactlyInAnyOrder(
                            Shop.uuid(lesser).toString(), Shop.uuid(greater).toString());

            taker.run("delete from customer_tags where customer_id = (select id from customers where uuid = '%s')"
                    .formatted(Shop.uuid(lesser)));
            taken.sync();
            taken.sites().sync(SyncType.PARTIAL);
            assertThat(vips(taker)).containsExactly(Shop.uuid(greater).toString());
            assertThat(vips(giver)).hasSize(1);
            assertThat(new Mapping(taker.site().context()).list(Optional.empty()))
                    .isEmpty();
        }
    }

    private static List<String> vips(ShopSite site) {
        return site.site()
                .rows(
                        "select c.uuid from customer_tags t join customers c on c.id = t.customer_id where t.tag = 'vip'");
    }

    private static void settle(Pair pair, Pair beyond) {
        for (int i = 0; i < 3; i++) {
            pair.sync();
            beyond.sync();
        }
    }

    private static String least(String one, String other) {
        return Uuids.ORDER.compare(Shop.uuid(one), Shop.uuid(other)) < 0 ? one : other;
    }

    private static String concat(ShopSite site) {
        return site.site().engine() == Engine.MARIADB ? "concat(o.invoice, ' ', c.name)" : "o.invoice || ' ' || c.name";
    }

    private static void add(ShopSite site, String one, String other) {
        new Mapping(site.site().context()).add(object(site, Shop.CUSTOMER), Shop.uuid(one), Shop.uuid(other));
    }

    private static CatalogueObject object(ShopSite site, String name) {
        return site.site().context().catalogue().require(name);
    }
}
