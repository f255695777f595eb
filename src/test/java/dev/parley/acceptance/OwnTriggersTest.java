package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.catalogue.Discovery;
import dev.parley.catalogue.Schema;
import dev.parley.catalogue.Schema.Trigger;
import dev.parley.testing.Engine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Triggers of the application, here one that books each sale from the stock. */
class OwnTriggersTest {

    private static final String CATALOGUE = """
            packages:
              shop:
                core:
                  business: {table: businesses, business: self}
                  item: {table: items}
                  sale: {table: sales, references: {item_id: item}}
            """;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aTriggerThatAsksWhetherParleyIsWritingBooksEachSaleOnce(Engine engine) {
        try (ShopSite here = shop(engine, "here", true);
                ShopSite there = shop(engine.other(), "there", true)) {
            Pair pair = new Pair(here, there);
            pair.sync();
            sell(here, "first");
            sell(here, "second");
            pair.sync();
            sell(there, "third");
            pair.sync();

            assertThat(here.site().value("select stock from items")).isEqualTo("7");
            assertThat(there.site().value("select stock from items")).isEqualTo("7");
            assertThat(there.site().value("select count(*) from sales")).isEqualTo("3");
            assertThat(here.openProblems()).isEmpty();
            pair.assertSilent();
            pair.assertEqualContent();
            assertThat(here.site().database().schema().triggers()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void oneThatDoesNotAskIsNamed(Engine engine) {
        try (ShopSite here = shop(engine, "here", false)) {
            Schema schema = here.site().database().schema();

            assertThat(schema.triggers()).containsExactly(new Trigger("sales", "book"));
            assertThat(Discovery.of("here", "shop", schema).text())
                    .contains("# its trigger `book` runs for what comes from other sites too");
        }
    }

    private static void sell(ShopSite site, String sale) {
        site.run("insert into sales (uuid, business_id, item_id) values ('%s', %s, %s)"
                .formatted(
                        Shop.uuid(sale),
                        Shop.business(Shop.BUSINESS),
                        site.site().value("select id from items")));
    }

    private static ShopSite shop(Engine engine, String name, boolean asks) {
        List<String> statements = new ArrayList<>(Shop.statements(engine, name));
        String id = Shop.tables(engine).get(0).replaceAll("(?s).*\\(id (.*?),.*", "$1");
        statements.add(
                "create table items (id %s, uuid varchar(36) not null unique, business_id integer not null, stock integer not null)"
                        .formatted(id));
        statements.add(
                "create table sales (id %s, uuid varchar(36) not null unique, business_id integer not null, item_id integer not null)"
                        .formatted(id));
        statements.add("insert into items (uuid, business_id, stock) values ('%s', %s, 10)"
                .formatted(Shop.uuid("wine"), Shop.business(Shop.BUSINESS)));
        statements.addAll(trigger(engine, asks));
        return ShopSite.open(Shop.setup(engine, name, CATALOGUE, statements));
    }

    private static List<String> trigger(Engine engine, boolean asks) {
        String book = "update items set stock = stock - 1 where id = new.item_id;";
        return switch (engine) {
            case SQLITE -> {
                // The table is there once Parley is set up; until then nobody fires the trigger.
                String when = asks ? "when (select applying from parley_session) = 0 " : "";
                yield List.of("create trigger book after insert on sales " + when + "begin " + book + " end");
            }
            case POSTGRESQL -> {
                String when =
                        asks ? "if current_setting('parley.applying', true) = 'on' then return new; end if; " : "";
                yield List.of(
                        "create function book() returns trigger language plpgsql as $$ begin " + when + book
                                + " return new; end $$",
                        "create trigger book after insert on sales for each row execute function book()");
            }
            case MARIADB ->
                List.of("create trigger book after insert on sales for each row "
                        + (asks ? "if @parley_applying is null then " + book + " end if" : book.replace(";", "")));
        };
    }
}
