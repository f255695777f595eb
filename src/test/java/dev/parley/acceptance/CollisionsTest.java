package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Engine;
import dev.parley.winery.TestSite.Setup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What two sites do that does not go together, and what a database refuses: it concerns that record alone, and someone is told. */
class CollisionsTest {

    private static final Instant MONDAY = Instant.parse("2024-04-01T10:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2024-04-02T10:00:00Z");

    @ParameterizedTest
    @EnumSource(Engine.class)
    void theSameInvoiceNumberAtBothEndsHoldsThoseTwoOrdersAndNothingElse(Engine engine) {
        try (ShopSite here = ShopSite.open(withUniqueInvoices(engine, "here"));
                ShopSite there = ShopSite.open(withUniqueInvoices(engine, "there"))) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.run(order("order of here", "F-1"));
            here.run(order("another of here", "F-2"));
            there.run(order("order of there", "F-1"));
            there.run(order("another of there", "F-3"));
            pair.sync();
            pair.sync();

            assertThat(here.site().rows("select invoice from orders order by invoice"))
                    .containsExactly("F-1", "F-2", "F-3");
            assertThat(there.site().rows("select invoice from orders order by invoice"))
                    .containsExactly("F-1", "F-2", "F-3");
            assertThat(here.has("orders", "order of here")).isTrue();
            assertThat(there.has("orders", "order of there")).isTrue();
            assertThat(here.problems("held")).singleElement().satisfies(problem -> assertThat(problem.record())
                    .isEqualTo(Shop.uuid("order of there").toString()));
            assertThat(there.problems("held")).singleElement().satisfies(problem -> assertThat(problem.record())
                    .isEqualTo(Shop.uuid("order of here").toString()));
            pair.assertSilent();

            there.run("update orders set invoice = 'F-4' where invoice = 'F-1'");
            pair.sync();
            pair.sync();

            assertThat(here.site().rows("select invoice from orders order by invoice"))
                    .containsExactly("F-1", "F-2", "F-3", "F-4");
            assertThat(here.openProblems()).isEmpty();
            assertThat(there.openProblems()).isEmpty();
            pair.assertSettled();
        }
    }

    /** A number that was free again where it was given out is free at the other site too, in whatever order the changes come. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void aNumberThatAnotherOrderHadBeforeIsNoCollision(Engine engine) {
        try (ShopSite here = ShopSite.open(withUniqueInvoices(engine, "here"));
                ShopSite there = ShopSite.open(withUniqueInvoices(engine, "there"))) {
            Pair pair = new Pair(here, there);
            here.run(order("one", "F-1"), order("two", "F-2"), order("three", "F-3"), order("four", "F-4"));
            pair.sync();

            here.delete("orders", "one");
            here.run(order("another", "F-1"));
            here.run(
                    "update orders set invoice = 'F-5' where invoice = 'F-4'",
                    "update orders set invoice = 'F-4' where invoice = 'F-3'",
                    "update orders set invoice = 'F-3' where invoice = 'F-2'");
            pair.sync();

            assertThat(there.site().rows("select uuid, invoice from orders order by invoice"))
                    .isEqualTo(here.site().rows("select uuid, invoice from orders order by invoice"))
                    .hasSize(4);
            assertThat(there.site().rows("select kind from parley_problem")).isEmpty();
            pair.assertSettled();
        }
    }

    static Setup withUniqueInvoices(Engine engine, String name) {
        List<String> statements = new ArrayList<>(Shop.tables(engine));
        statements.add("create unique index one_number on orders (business_id, invoice)");
        statements.add("insert into businesses (id, uuid, name) values (5, '%s', 'The Shop')".formatted(Shop.BUSINESS));
        statements.add(Shop.customer("ann"));
        return Shop.setup(engine, name, Shop.CATALOGUE, statements);
    }

    static String order(String name, String invoice) {
        return Shop.order(name, "ann").replace("'" + name + "'", "'" + invoice + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "SQLITE, true", "SQLITE, false",
        "POSTGRESQL, true", "POSTGRESQL, false",
        "MARIADB, true", "MARIADB, false"
    })
    void aCustomerDeletedHereWhoGotAnOrderThereIsKeptAtBothEnds(Engine engine, boolean deletedLater) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann");
                ShopSite there = ShopSite.open(engine, "there", "ann")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.delete("customers", "ann");
            here.stamp(deletedLater ? TUESDAY : MONDAY);
            there.addOrder("F-1", "ann");
            there.stamp(deletedLater ? MONDAY : TUESDAY);

            pair.sync();

            for (ShopSite site : new ShopSite[] {here, there}) {
                assertThat(site.site().rows("select name, phone, city from customers"))
                        .containsExactly("ann|555|Gdańsk");
                assertThat(site.has("orders", "F-1")).isTrue();
                assertThat(site.problems("restored")).hasSize(1);
            }
            pair.sync();
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void theSameLocalIdAtBothEndsMeansTwoRecords(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here");
                ShopSite there = ShopSite.open(engine, "there")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            for (ShopSite site : new ShopSite[] {here, there}) {
                String name = site == here ? "ann" : "bob";
                site.run(
                        Shop.customer(name).replace("(uuid, ", "(id, uuid, ").replace("values (", "values (700, "),
                        Shop.order("F-" + name, name)
                                .replace("(uuid, ", "(id, uuid, ")
                                .replace("values (", "values (800, "));
            }

            pair.sync();

            for (ShopSite site : new ShopSite[] {here, there}) {
                assertThat(
                                site.site()
                                        .rows(
                                                "select o.invoice, c.name from orders o join customers c on c.id = o.customer_id order by 1"))
                        .containsExactly("F-ann|ann", "F-bob|bob");
                assertThat(site.openProblems()).isEmpty();
            }
            assertThat(here.get("customers", "ann", "id")).isEqualTo("700");
            assertThat(there.get("customers", "bob", "id")).isEqualTo("700");
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aValueThatDoesNotFitHoldsItsRecordAloneUntilTheColumnIsWidened(Engine engine) {
        try (ShopSite here = ShopSite.open(narrow(engine));
                ShopSite there = ShopSite.open(engine, "there", "ann", "bob", "cleo")) {
            there.set("customers", "bob", "phone = 'far too long for it'");
            Pair pair = new Pair(here, there);
            pair.sync();
            there.set("customers", "ann", "phone = '1'");
            there.set("customers", "cleo", "phone = 'this one too is long'");
            pair.sync();

            assertThat(here.site().rows("select name, phone from customers order by name"))
                    .containsExactly("ann|1", "cleo|555");
            assertThat(here.problems("held")).hasSize(2);
            pair.assertSilent();

            widen(here);
            there.set("customers", "ann", "phone = '2'");
            pair.sync();

            assertThat(here.site().rows("select name, phone from customers order by name"))
                    .containsExactly("ann|2", "bob|far too long for it", "cleo|this one too is long");
            assertThat(here.openProblems()).isEmpty();
            pair.assertSettled();
        }
    }

    /** SQLite keeps no lengths by itself. */
    private static Setup narrow(Engine engine) {
        List<String> statements = new ArrayList<>(Shop.tables(engine));
        statements.replaceAll(sql -> sql.replace("phone varchar(40)", "phone varchar(10)"));
        statements.add("insert into businesses (id, uuid, name) values (5, '%s', 'The Shop')".formatted(Shop.BUSINESS));
        if (engine == Engine.SQLITE) {
            for (String event : new String[] {"insert", "update"}) {
                statements.add("""
                        create trigger narrow_%1$s before %1$s on customers when length(new.phone) > 10
                        begin select raise(abort, 'too long for the column'); end""".formatted(event));
            }
        }
        return Shop.setup(engine, "here", Shop.CATALOGUE, statements);
    }

    private static void widen(ShopSite site) {
        switch (site.site().engine()) {
            case SQLITE -> site.run("drop trigger narrow_insert", "drop trigger narrow_update");
            case POSTGRESQL -> site.run("alter table customers alter column phone type varchar(40)");
            case MARIADB -> site.run("alter table customers modify column phone varchar(40)");
        }
        site.site().restart();
    }
}
