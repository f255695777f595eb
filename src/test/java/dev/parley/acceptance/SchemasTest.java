package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.catalogue.CatalogueYaml;
import dev.parley.catalogue.Discovery;
import dev.parley.catalogue.Resolver;
import dev.parley.store.CaptureInstallation;
import dev.parley.testing.Engine;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PostgreSQL databases whose tables lie in several schemas, some under the same name. */
class SchemasTest {

    private static final String CATALOGUE = """
            packages:
              shop:
                core:
                  business: {table: businesses, business: self}
                crm:
                  person: {table: crm.person}
                  note: {table: crm.note, business: through person_id, identity: random}
                sales:
                  order: {table: Sales.Order, identity: random}
                  line: {table: Sales.line, business: through order_id}
                  note: {table: Sales.note, business: through order_id, identity: random}
            """;

    private static final String PLAIN = CATALOGUE
            .replace("crm.person", "person")
            .replace("crm.note", "person_note")
            .replace("Sales.Order", "sale_order")
            .replace("Sales.line", "order_line")
            .replace("Sales.note", "order_note");

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void tablesInSeveralSchemasAreSyncedWithASiteThatHasOneAndWithOneThatHasAsMany(Engine other) {
        try (ShopSite here = schemas(
                        "here", person("Ann"), order("Ann", 10), line(10, "tea"), note("crm", "person", "Ann"));
                ShopSite there = other == Engine.SQLITE ? plain() : schemas("there")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            assertSame(here, there, "Ann|10|tea|null|of Ann");

            here.run(
                    person("Bob"),
                    order("Bob", 20),
                    line(20, "rum"),
                    "insert into \"Sales\".note (order_id, text) select id, 'urgent' from \"Sales\".\"Order\" where total = 20",
                    "update \"Sales\".\"Order\" set total = 11 where total = 10");
            pair.sync();
            assertSame(here, there, "Ann|11|tea|null|of Ann", "Bob|20|rum|urgent|null");

            String orders = other == Engine.SQLITE ? "sale_order" : "\"Sales\".\"Order\"";
            there.run(
                    "update " + orders + " set total = 12 where total = 11",
                    "delete from " + orders + " where total = 20");
            pair.sync();
            assertSame(here, there, "Ann|12|tea|null|of Ann", "Bob|null|null|null|null");

            here.run("truncate crm.note");
            pair.sync();
            assertSame(here, there, "Ann|12|tea|null|null", "Bob|null|null|null|null");
            assertThat(here.openProblems()).isEmpty();
            assertThat(there.openProblems()).isEmpty();
            pair.assertSilent();
        }
    }

    @Test
    void whatParleyPutThereGoesAgainAndWhatIsMissingIsTold() {
        try (ShopSite here = schemas("here")) {
            CaptureInstallation installation =
                    new CaptureInstallation(here.site().database());
            assertThat(installation.check(
                            here.site().context().catalogue(),
                            here.site().database().schema()))
                    .isEmpty();

            here.run(
                    "alter table \"Sales\".\"Order\" add remark text",
                    "drop trigger %s_insert on crm.person".formatted(here.captureTable("shop.crm.person")));
            assertThat(installation.check(
                            Resolver.resolve(
                                    CatalogueYaml.read("catalogue.yaml", new StringReader(CATALOGUE)),
                                    here.site().database().schema()),
                            here.site().database().schema()))
                    .extracting(CaptureInstallation.Finding::object)
                    .containsExactlyInAnyOrder("shop.crm.person", "shop.sales.order");

            installation.uninstall();
            assertThat(here.site()
                            .rows(
                                    "select relname from pg_class where relname like 'parley%' union all select tgname from pg_trigger where tgname like 'parley%'"
                                            + " union all select proname from pg_proc where proname like 'parley%'"))
                    .isEmpty();
        }
    }

    @Test
    void discoverWritesACatalogueOfAllSchemasThatTheSearchPathNames() {
        try (ShopSite here = schemas("here")) {
            String text = Discovery.of("here", "shop", here.site().database().schema())
                    .text();

            assertThat(text)
                    .contains("table: 'crm.person'", "table: 'Sales.Order'", "table: 'Sales.note'", "table: 'crm.note'")
                    .doesNotContain("were not looked at");
            assertThat(Resolver.resolve(
                                    CatalogueYaml.read("catalogue.yaml", new StringReader(text)),
                                    here.site().database().schema())
                            .names())
                    .hasSizeGreaterThanOrEqualTo(6);
        }
    }

    private static void assertSame(ShopSite here, ShopSite there, String... rows) {
        assertThat(content(here)).containsExactly(rows);
        assertThat(content(there)).containsExactly(rows);
        assertThat(there.history()).isEqualTo(here.history());
    }

    private static List<String> content(ShopSite site) {
        String sql = """
                select p.name, o.total, l.what, s.text, c.text from crm.person p
                left join "Sales"."Order" o on o.person_id = p.id left join "Sales".line l on l.order_id = o.id
                left join "Sales".note s on s.order_id = o.id left join crm.note c on c.person_id = p.id order by p.name""";
        return site.site()
                .rows(
                        site.site().engine() == Engine.SQLITE
                                ? sql.replace("crm.person", "person")
                                        .replace("\"Sales\".\"Order\"", "sale_order")
                                        .replace("\"Sales\".line", "order_line")
                                        .replace("\"Sales\".note", "order_note")
                                        .replace("crm.note", "person_note")
                                : sql);
    }

    private static String person(String name) {
        return "insert into crm.person (uuid, business_id, name) values ('%s', %s, '%s')"
                .formatted(Shop.uuid(name), Shop.business(Shop.BUSINESS), name);
    }

    private static String order(String person, int total) {
        return "insert into \"Sales\".\"Order\" (business_id, person_id, total) select business_id, id, %d from crm.person where name = '%s'"
                .formatted(total, person);
    }

    private static String line(int total, String what) {
        return "insert into \"Sales\".line (order_id, pos, what) select id, 1, '%s' from \"Sales\".\"Order\" where total = %d"
                .formatted(what, total);
    }

    private static String note(String schema, String table, String name) {
        return "insert into %s.note (person_id, text) select id, 'of %s' from %s.%s where name = '%s'"
                .formatted(schema, name, schema, table, name);
    }

    private static ShopSite schemas(String name, String... more) {
        List<String> statements = new ArrayList<>();
        statements.add("create schema crm");
        statements.add("create schema \"Sales\"");
        statements.add("""
                do $$ begin execute format('alter database %I set search_path = public, crm, "Sales"', current_database()); end $$""");
        statements.addAll(Shop.statements(Engine.POSTGRESQL, name));
        statements.addAll(List.of(
                """
                create table crm.person (id serial primary key, uuid uuid not null unique, business_id int not null references public.businesses,
                  name text)""",
                "create table crm.note (id serial primary key, person_id int not null references crm.person, text text)",
                """
                create table "Sales"."Order" (id int generated by default as identity primary key, business_id int not null,
                  person_id int not null references crm.person, total int)""",
                """
                create table "Sales".line (order_id int not null references "Sales"."Order" on delete cascade, pos int not null, what text,
                  primary key (order_id, pos))""",
                """
                create table "Sales".note (id serial primary key, order_id int not null references "Sales"."Order" on delete cascade,
                  text text)"""));
        statements.addAll(List.of(more));
        return ShopSite.open(Shop.setup(Engine.POSTGRESQL, name, CATALOGUE, statements));
    }

    private static ShopSite plain() {
        List<String> statements = new ArrayList<>(Shop.statements(Engine.SQLITE, "there"));
        statements.addAll(
                List.of(
                        "create table person (id integer primary key, uuid text not null unique, business_id int not null, name text)",
                        "create table person_note (id integer primary key, person_id int not null references person, text text)",
                        "create table sale_order (id integer primary key, business_id int not null, person_id int not null references person, total int)",
                        "create table order_line (order_id int not null references sale_order on delete cascade, pos int not null, what text, primary key (order_id, pos))",
                        "create table order_note (id integer primary key, order_id int not null references sale_order on delete cascade, text text)"));
        return ShopSite.open(Shop.setup(Engine.SQLITE, "there", PLAIN, statements));
    }
}
