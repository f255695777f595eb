package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.catalogue.UncataloguedTables;
import dev.parley.merge.Action;
import dev.parley.merge.Author;
import dev.parley.merge.Change;
import dev.parley.merge.Value;
import dev.parley.sync.LocalPeer;
import dev.parley.testing.Engine;
import dev.parley.wire.Packet;
import dev.parley.wire.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sites whose tables or people are not the same: what can't be synced is told, and stops nothing else. */
class UnlikeSitesTest {

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aTableWithAnotherColumnNameStopsItsModuleAloneUntilItIsPutRight(Engine engine) {
        List<String> statements = new ArrayList<>(Shop.tables(engine));
        statements.replaceAll(sql -> sql.replace("invoice varchar", "invoice_no varchar"));
        statements.add("insert into businesses (id, uuid, name) values (5, '%s', 'The Shop')".formatted(Shop.BUSINESS));
        try (ShopSite here = ShopSite.open(Shop.setup(engine, "here", Shop.CATALOGUE, statements));
                ShopSite there = ShopSite.open(engine, "there", "ann", "bob")) {
            there.addOrder("F-1", "ann");
            Pair pair = new Pair(here, there);
            pair.sync();
            assertThat(here.site().rows("select name from customers order by name"))
                    .containsExactly("ann", "bob");
            assertThat(here.site().rows("select * from orders")).isEmpty();
            for (ShopSite site : new ShopSite[] {here, there}) {
                assertThat(site.problems("module")).singleElement().satisfies(problem -> {
                    assertThat(problem.object()).isEqualTo("shop.sales");
                    assertThat(problem.message()).contains("invoice", "invoice_no", "here", "there");
                });
            }

            here.set("customers", "bob", "phone = '1'");
            there.addOrder("F-2", "bob");
            there.tag("ann", "club");
            pair.sync();
            assertThat(there.get("customers", "bob", "phone")).isEqualTo("1");
            assertThat(here.site().rows("select tag from customer_tags")).containsExactly("club");
            assertThat(here.site().rows("select * from orders")).isEmpty();

            here.run("alter table orders rename column invoice_no to invoice");
            here.site().restart();
            pair.sync();

            assertThat(here.site().rows("select invoice from orders order by invoice"))
                    .containsExactly("F-1", "F-2");
            assertThat(here.openProblems()).isEmpty();
            assertThat(there.openProblems()).isEmpty();
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aNaturalKeyThatOnlyOneSiteNamesStopsItsModuleBeforeAnybodyStandsTwice(Engine engine) {
        List<String> statements = new ArrayList<>(Shop.tables(engine));
        statements.add("insert into businesses (id, uuid, name) values (5, '%s', 'The Shop')".formatted(Shop.BUSINESS));
        statements.add(Shop.customer("ann")
                .replace(Shop.uuid("ann").toString(), Shop.uuid("ann too").toString()));
        String catalogue = Shop.CATALOGUE.replace("{table: customers}", "{table: customers, natural_key: name}");
        try (ShopSite here = ShopSite.open(Shop.setup(engine, "here", catalogue, statements));
                ShopSite there = ShopSite.open(engine, "there", "ann")) {
            new Pair(here, there).sync();

            for (ShopSite site : List.of(here, there)) {
                assertThat(site.site().rows("select name from customers")).containsExactly("ann");
                assertThat(site.problems("module")).singleElement().satisfies(problem -> {
                    assertThat(problem.object()).isEqualTo("shop.customers");
                    assertThat(problem.message()).contains("the natural key `name` at here", "no natural key at there");
                });
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aPersonWhomTheOtherSiteDoesNotKnowStopsNothing(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann");
                ShopSite there = ShopSite.open(engine, "there")) {
            Pair pair = new Pair(here, there);
            pair.sync();

            here.runAs("nobody there knows me", "s-1", "update customers set phone = '1'");
            here.addCustomer("bob");
            pair.sync();

            assertThat(there.get("customers", "ann", "phone")).isEqualTo("1");
            assertThat(there.has("customers", "bob")).isTrue();
            assertThat(there.site().rows("select user_name, session from parley_change where action = 'update'"))
                    .containsExactly("nobody there knows me|s-1");
            pair.assertSettled();
        }
    }

    /** The application left behind an order of a customer who is not there; nothing in its database forbids that. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void aReferenceThatPointsNowhereStopsNothing(Engine engine) {
        try (ShopSite here = ShopSite.open(careless(engine, "here"));
                ShopSite there = ShopSite.open(careless(engine, "there"))) {
            here.run("update orders set customer_id = 4711 where invoice = 'F-1'");
            Pair pair = new Pair(here, there);
            pair.sync();

            here.run("update orders set customer_id = 4712 where invoice = 'F-2'");
            here.set("customers", "ann", "phone = '1'");
            pair.sync();

            assertThat(there.get("customers", "ann", "phone")).isEqualTo("1");
            assertThat(there.site().rows("select invoice, customer_id from orders order by invoice"))
                    .containsExactly("F-1|null", "F-2|null");
            pair.assertSilent();
        }
    }

    private static dev.parley.winery.TestSite.Setup careless(Engine engine, String name) {
        List<String> statements = new ArrayList<>(Shop.tables(engine));
        statements.replaceAll(
                sql -> sql.replace("customer_id integer not null, invoice", "customer_id integer, invoice")
                        .replace(",\n    foreign key (customer_id) references customers (id))", ")"));
        statements.add("insert into businesses (id, uuid, name) values (5, '%s', 'The Shop')".formatted(Shop.BUSINESS));
        statements.add(Shop.customer("ann"));
        statements.add(Shop.order("F-1", "ann"));
        statements.add(Shop.order("F-2", "ann"));
        String catalogue = Shop.CATALOGUE.replace(
                "order: {table: orders}", "order: {table: orders, references: {customer_id: shop.customers.customer}}");
        return Shop.setup(engine, name, catalogue, statements);
    }

    @Test
    void aHistoryEntryOfAnUnknownObjectStopsNothing() {
        try (ShopSite here = ShopSite.open(Engine.SQLITE, "here", "ann");
                ShopSite there = ShopSite.open(Engine.SQLITE, "there", "ann")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            LocalPeer peer = new LocalPeer(there.site().context(), pair.sites().thereLink());

            Taken taken = peer.push(List.of(
                    packet("shop.stock.crate", "a crate", Map.of("name", Value.of("crate"))),
                    packet(Shop.CUSTOMER, "bob", Map.of("name", Value.of("bob"), "eyes", Value.of("blue"))),
                    packet(Shop.ORDER, "F-1", Map.of("customer_id", Value.of("no uuid at all"))),
                    packet(
                            Shop.ORDER,
                            "F-2",
                            Map.of("customer_id", Value.of(Shop.uuid("ann").toString())))));

            assertThat(there.has("customers", "bob")).isTrue();
            assertThat(there.has("orders", "F-1")).isFalse();
            assertThat(there.has("orders", "F-2")).isTrue();
            assertThat(there.problems("held")).hasSize(1);
            assertThat(taken.records()).isEqualTo(2);
        }
    }

    private static Packet packet(String object, String name, Map<String, Value> fields) {
        Change change = new Change(
                UUID.randomUUID(),
                Action.ADD,
                object,
                Shop.uuid(name),
                fields,
                1_700_000_000_000_000L,
                new Author("nobody", "", UUID.randomUUID()),
                List.of());
        return Packet.of(object, Shop.uuid(name), List.of(change));
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aTableThatNobodyListedIsNamed(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here")) {
            here.run(
                    "create table crates (id integer primary key, business_id integer)",
                    "create table payments (id integer primary key, order_id integer, foreign key (order_id) references orders (id))",
                    "create table weather (id integer primary key)");

            List<UncataloguedTables.Uncatalogued> found = UncataloguedTables.in(
                    here.site().database().schema(), here.site().context().catalogue());

            assertThat(found)
                    .extracting(UncataloguedTables.Uncatalogued::name)
                    .containsExactlyInAnyOrder("crates", "payments");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aColumnThatIsAddedLaterIsSyncedWithoutBeingListed(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann");
                ShopSite there = ShopSite.open(engine, "there")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.run("alter table customers add column vat varchar(20)");
            here.site().restart();
            here.set("customers", "ann", "vat = 'PL-1', phone = '1'");
            pair.sync();
            assertThat(there.get("customers", "ann", "phone")).isEqualTo("1");

            there.run("alter table customers add column vat varchar(20)");
            there.site().restart();
            pair.sync();

            assertThat(there.get("customers", "ann", "vat")).isEqualTo("PL-1");
            there.set("customers", "ann", "vat = 'PL-2'");
            pair.sync();
            assertThat(here.get("customers", "ann", "vat")).isEqualTo("PL-2");
            pair.assertSettled();
        }
    }
}
