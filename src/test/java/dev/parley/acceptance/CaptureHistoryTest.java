package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Engine;
import dev.parley.testing.LogTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What applications write by plain SQL, as it stands in the history afterwards, on each engine. */
class CaptureHistoryTest {

    @ParameterizedTest
    @EnumSource(Engine.class)
    void saysWhoDidItInWhichSessionElseTheDatabaseUser(Engine engine) {
        try (ShopSite site = ShopSite.open(engine, "site", "ann")) {
            site.runAs("beth", "till 3", "update customers set phone = '1'");
            site.set("customers", "ann", "phone = '2'");
            site.takeIn();

            List<String> authors = site.site().rows("""
                    select user_name, session from parley_change where action = 'update' order by seq""");
            assertThat(authors.get(0)).isEqualTo("beth|till 3");
            assertThat(authors.get(1))
                    .matches(
                            switch (engine) {
                                case SQLITE -> "\\|";
                                case POSTGRESQL -> "parley\\|";
                                case MARIADB -> "parley@.*\\|";
                            });
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void anUpdateThatChangesNothingIsNoChange(Engine engine) {
        try (ShopSite site = ShopSite.open(engine, "site", "ann", "bob")) {
            site.run("update customers set phone = phone, notes = notes, last_updated = last_updated, city = 'Gdańsk'");
            site.run("update customers set phone = '1'", "update customers set phone = '555'");
            site.takeIn();

            assertThat(site.changes(Shop.CUSTOMER, "bob"))
                    .filteredOn(change -> !change.startsWith("baseline"))
                    .containsExactly("update|{\"phone\":\"1\"}", "update|{\"phone\":\"555\"}");
            site.run("update customers set city = city");
            assertThat(site.changes(Shop.CUSTOMER, "bob")).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void anUpdateOfManyRowsIsAChangeOfEachWithWhatChangedAlone(Engine engine) {
        try (ShopSite site = ShopSite.open(engine, "site", "ann", "bob", "cleo")) {
            site.run("update customers set phone = name, city = 'Gdańsk' where name <> 'cleo'");
            site.takeIn();

            for (String name : List.of("ann", "bob")) {
                assertThat(site.changes(Shop.CUSTOMER, name))
                        .hasSize(2)
                        .contains("update|{\"phone\":\"%s\"}".formatted(name));
            }
            assertThat(site.changes(Shop.CUSTOMER, "cleo")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aKeyThatChangesInAJoinTableIsADeleteAndAnAdd(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann");
                ShopSite there = ShopSite.open(Engine.SQLITE, "there")) {
            here.tag("ann", "club");
            Pair pair = new Pair(here, there);
            pair.sync();
            assertThat(there.site().rows("select tag, colour from customer_tags"))
                    .containsExactly("club|red");

            here.run("update customer_tags set tag = 'fair'");
            pair.sync();

            assertThat(there.site().rows("select tag, colour from customer_tags"))
                    .containsExactly("fair|red");
            assertThat(here.site()
                            .rows("select action from parley_change where object = '" + Shop.TAG
                                    + "' and action <> 'baseline'"))
                    .containsExactlyInAnyOrder("add", "delete", "add");
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aRecordThatGetsAnotherUuidIsADeleteAndAnAdd(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(engine, "there")) {
            Pair pair = new Pair(here, there);
            pair.sync();

            here.set("customers", "ann", "uuid = '" + Shop.uuid("anna") + "', phone = '1'");
            pair.sync();

            assertThat(there.has("customers", "ann")).isFalse();
            assertThat(there.site()
                            .rows("select name, phone, city from customers where uuid = '%s'"
                                    .formatted(Shop.uuid("anna"))))
                    .containsExactly("ann|1|Gdańsk");
            pair.assertSettled();
        }
    }

    /** The long text does not stand in the captured row where it did not change; what is short may. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void theBaselineHasWhatWasThereBeforeTheFirstChangeLongTextToo(Engine engine) {
        baselineHasLongText(engine, "first line\\nsecond line");
        baselineHasLongText(engine, "a long line ".repeat(100));
    }

    private static void baselineHasLongText(Engine engine, String notes) {
        List<String> statements = new ArrayList<>(Shop.statements(engine, "site", "ann", "bob", "cleo"));
        statements.add("update customers set notes = '%s'".formatted(notes.replace("\\n", "\n")));
        try (ShopSite site = ShopSite.open(Shop.setup(engine, "site", Shop.CATALOGUE, statements))) {
            site.set("customers", "ann", "phone = '1'");
            site.set("customers", "bob", "notes = 'new notes'");
            site.run(
                    "update customers set phone = '1' where name = 'cleo'",
                    "update customers set notes = 'newer notes', city = 'Sopot' where name = 'cleo'",
                    "delete from customers where name = 'cleo'");
            site.takeIn();

            for (String name : List.of("ann", "bob", "cleo")) {
                assertThat(site.changes(Shop.CUSTOMER, name).get(0))
                        .startsWith("baseline|")
                        .contains(
                                "\"phone\":\"555\"",
                                "\"city\":\"Gdańsk\"",
                                "\"notes\":\"" + notes + "\"",
                                "\"name\":\"" + name + "\"");
            }
            assertThat(site.changes(Shop.CUSTOMER, "cleo"))
                    .extracting(change -> change.substring(0, change.indexOf('|')))
                    .containsExactly("baseline", "update", "update", "delete");
        }
    }

    /** Of two texts that both were short, one becomes long, so that the other is not captured any more. */
    @Test
    void theBaselineHasATextThatWasCapturedUntilAnotherBecameLong() {
        List<String> statements = new ArrayList<>(Shop.statements(Engine.MARIADB, "site", "ann", "bob"));
        statements.add("alter table customers add column remarks text");
        statements.add("update customers set notes = 'short', remarks = 'brief'");
        try (ShopSite site = ShopSite.open(Shop.setup(Engine.MARIADB, "site", Shop.CATALOGUE, statements))) {
            site.set("customers", "ann", "phone = phone, last_updated = last_updated");
            site.set("customers", "ann", "notes = repeat('x', 600)");
            site.set("customers", "ann", "remarks = 'new', notes = 'short again'");
            site.set("customers", "bob", "remarks = null");
            site.takeIn();

            for (String name : List.of("ann", "bob")) {
                assertThat(site.changes(Shop.CUSTOMER, name).get(0))
                        .startsWith("baseline|")
                        .contains("\"notes\":\"short\"", "\"remarks\":\"brief\"");
            }
            assertThat(site.changes(Shop.CUSTOMER, "ann").get(1))
                    .contains("xxxx")
                    .doesNotContain("remarks");
            assertThat(site.changes(Shop.CUSTOMER, "ann").get(2)).contains("short again", "new");
            assertThat(site.changes(Shop.CUSTOMER, "bob"))
                    .hasSize(2)
                    .last()
                    .asString()
                    .contains("{\"remarks\":null}");
        }
    }

    /** More is captured since than is read at once. */
    @Test
    void theBaselineHasTheLongTextOfBeforeHoweverMuchWasWrittenSince() {
        int customers = 10_500;
        try (ShopSite site = ShopSite.open(Engine.MARIADB, "site")) {
            site.run("""
                    insert into customers (uuid, business_id, name, phone, city, notes)
                    select concat(lpad(seq, 8, '0'), '-0000-4000-8000-000000000000'), %s, 'c', '555', 'Hel', repeat('before ', 80)
                    from seq_1_to_%d
                    """.formatted(Shop.business(Shop.BUSINESS), customers));
            // As if they had been there before Parley.
            site.run("delete from " + site.captureTable(Shop.CUSTOMER));

            site.run("update customers set phone = '1'");
            site.run("update customers set notes = 'after'");
            site.takeIn();

            assertThat(site.site()
                            .rows("select action, count(*) from " + LogTable.CHANGES
                                    + " where action = 'update' or fields like '%\"before before %' group by action"))
                    .containsExactlyInAnyOrder("baseline|" + customers, "update|" + 2 * customers);
        }
    }

    /** A key of a settings table, say, with its long text. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void theLongTextOfARecordThatIsKnownByItsKeyIsNotLostWhereItDidNotChange(Engine engine) {
        List<String> statements = new ArrayList<>(Shop.tables(engine));
        statements.add("""
                create table settings (business_id integer not null, detail_key varchar(40) not null,
                detail_value %s, flag integer, primary key (business_id, detail_key))""".formatted(engine == Engine.POSTGRESQL ? "bytea" : "longblob"));
        statements.add("insert into businesses (id, uuid, name) values (5, '%s', 'The Shop')".formatted(Shop.BUSINESS));
        statements.add(
                "insert into settings (business_id, detail_key, detail_value, flag) values (5, 'logo', 'abc', 1)");
        statements.add(
                "insert into settings (business_id, detail_key, detail_value, flag) values (5, 'seal', 'def', 1)");
        String catalogue = Shop.CATALOGUE + "    settings:\n      setting: {table: settings, key: [detail_key]}\n";
        try (ShopSite here = ShopSite.open(Shop.setup(engine, "here", catalogue, statements));
                ShopSite there = ShopSite.open(
                        Shop.setup(engine, "there", catalogue, statements.subList(0, statements.size() - 2)))) {
            Pair pair = new Pair(here, there);
            pair.sync();

            here.run("update settings set flag = 2 where detail_key = 'logo'");
            here.run("update settings set detail_key = 'stamp' where detail_key = 'seal'");
            pair.sync();

            String settings = "select detail_key, detail_value, flag from settings order by detail_key";
            assertThat(there.site().rows(settings)).isEqualTo(here.site().rows(settings));
            assertThat(here.site().rows("select detail_key from settings where detail_value is null"))
                    .isEmpty();
            assertThat(here.openProblems()).isEmpty();
            pair.assertSettled();
        }
    }

    /** Whether the engine fires triggers for them or, as InnoDB, does not. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void whatADeleteTakesAlongIsDeletedInTheFeedBeforeWhatItHungOn(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(engine, "there")) {
            here.tag("ann", "club");
            here.tag("ann", "fair");
            here.tag("bob", "club");
            Pair pair = new Pair(here, there);
            pair.sync();

            here.delete("customers", "ann");
            here.takeIn();
            assertThat(here.site().rows("select object from parley_change where action = 'delete' order by seq"))
                    .containsExactly(Shop.TAG, Shop.TAG, Shop.CUSTOMER);
            pair.sync();

            assertThat(there.site()
                            .rows("select c.name, t.tag from customer_tags t join customers c"
                                    + " on c.id = t.customer_id"))
                    .containsExactly("bob|club");
            assertThat(there.openProblems()).isEmpty();
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whatIsRolledBackLeavesNothing(Engine engine) throws SQLException {
        try (ShopSite site = ShopSite.open(engine, "site", "ann", "bob")) {
            try (Connection connection = site.site().connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("update customers set phone = '1'");
                statement.execute("delete from customers where name = 'bob'");
                statement.execute(Shop.customer("cleo"));
                connection.rollback();
                statement.execute(Shop.customer("dora"));
                connection.commit();
            }
            site.takeIn();

            assertThat(site.site().rows("select action, record from parley_change"))
                    .containsExactly("add|" + Shop.uuid("dora"));
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whatComesAndGoesInOneTransactionIsInTheHistoryAndNowhereElse(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann");
                ShopSite there = ShopSite.open(engine, "there")) {
            Pair pair = new Pair(here, there);
            pair.sync();

            here.run(
                    Shop.customer("bob"),
                    Shop.order("F-1", "bob"),
                    "delete from orders where invoice = 'F-1'",
                    "delete from customers where name = 'bob'");
            pair.sync();

            assertThat(there.site().rows("select name from customers")).containsExactly("ann");
            assertThat(there.openProblems()).isEmpty();
            pair.assertSettled();
        }
    }
}
