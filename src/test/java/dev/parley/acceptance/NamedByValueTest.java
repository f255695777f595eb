package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Problem;
import dev.parley.testing.Engine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Foreign keys by values that are the same at every site: an article's code, an invoice's year and number. */
class NamedByValueTest {

    private static final String CATALOGUE = """
            packages:
              shop:
                core:
                  business: {table: businesses, business: self}
                  line: {table: order_lines, key: [year, number, pos], references: {year: false, number: false}}
                  bill: {table: bills, identity: random}
                  text: {table: texts}
                  stock: {table: stock}
                  article: {table: articles}
            """;

    @ParameterizedTest
    @CsvSource({"SQLITE, POSTGRESQL", "POSTGRESQL, MARIADB", "MARIADB, SQLITE"})
    void parentsComeFirstAndWhatACascadeTakesAlongGoesAtBothSites(Engine one, Engine other) {
        try (ShopSite here = open(
                        one,
                        "here",
                        article("A1"),
                        article("A2", "A1"),
                        text("A1", "de"),
                        text("A1", "en"),
                        bill(2024, 1),
                        line(2024, 1, 1),
                        line(2024, 1, 2));
                ShopSite there = open(other, "there")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            assertThat(there.openProblems()).isEmpty();
            assertSame(here, there);

            here.run(bill(2024, 2), line(2024, 2, 1), article("A9"), article("A3", "A9"), text("A3", "de"));
            pair.sync();
            assertThat(there.openProblems()).isEmpty();
            assertSame(here, there);

            there.run("delete from bills where number = 1", "delete from articles where code = 'A3'");
            here.run("delete from bills where number = 2");
            pair.sync();
            assertThat(lines(here)).isEmpty();
            assertSame(here, there);
            pair.assertSilent();
        }
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, POSTGRESQL", "POSTGRESQL, MARIADB", "MARIADB, SQLITE"})
    void whatAnUpdateTakesAlongGoesAtBothSites(Engine one, Engine other) {
        try (ShopSite here = open(
                        one, "here", article("A1"), article("A2"), text("A1", "de"), bill(2024, 1), line(2024, 1, 1));
                ShopSite there = open(other, "there")) {
            Pair pair = new Pair(here, there);
            pair.sync();

            here.run("update articles set code = 'B1' where code = 'A1'", "update bills set number = 7");
            there.run("update articles set code = 'B2' where code = 'A2'");
            pair.sync();
            assertThat(texts(there)).containsExactly("B1|de");
            assertThat(lines(there)).containsExactly("2024|7|1");
            assertSame(here, there);
            assertThat(there.openProblems()).isEmpty();
            pair.assertSilent();
        }
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, POSTGRESQL", "POSTGRESQL, MARIADB", "MARIADB, SQLITE"})
    void aParentDeletedHereThatGotAChildThereStaysAtBothAndItIsTold(Engine one, Engine other) {
        try (ShopSite here = open(one, "here", article("A1"), article("A2"), bill(2024, 1));
                ShopSite there = open(other, "there")) {
            Pair pair = new Pair(here, there);
            pair.sync();

            here.run("delete from articles", "delete from bills");
            there.run(
                    text("A1", "fr"),
                    "insert into stock (business_id, code, amount) select id, 'A2', 5 from businesses",
                    line(2024, 1, 1));
            pair.sync();

            assertThat(texts(here)).containsExactly("A1|fr");
            assertThat(here.site().rows("select code, amount from stock")).containsExactly("A2|5");
            assertThat(lines(here)).containsExactly("2024|1|1");
            assertSame(here, there);
            assertThat(here.openProblems())
                    .extracting(Problem::kind)
                    .contains("restored")
                    .doesNotContain("held");
            assertThat(there.openProblems())
                    .extracting(Problem::kind)
                    .contains("restored")
                    .doesNotContain("held");
            pair.assertSilent();
        }
    }

    private static void assertSame(ShopSite here, ShopSite there) {
        for (String rows : List.of(
                "select code, parent, name from articles order by code",
                "select code, lang from texts order by code, lang",
                "select code, amount from stock order by code",
                "select year, number from bills order by year, number",
                "select year, number, pos from order_lines order by year, number, pos")) {
            assertThat(there.site().rows(rows)).as(rows).isEqualTo(here.site().rows(rows));
        }
        assertThat(there.history()).isEqualTo(here.history());
    }

    private static List<String> texts(ShopSite site) {
        return site.site().rows("select code, lang from texts order by code, lang");
    }

    private static List<String> lines(ShopSite site) {
        return site.site().rows("select year, number, pos from order_lines order by year, number, pos");
    }

    private static String article(String code) {
        return "insert into articles (business_id, code, name) values (%s, '%s', 'name of %s')"
                .formatted(Shop.business(Shop.BUSINESS), code, code);
    }

    private static String article(String code, String parent) {
        return "insert into articles (business_id, code, parent, name) values (%s, '%s', '%s', 'name of %s')"
                .formatted(Shop.business(Shop.BUSINESS), code, parent, code);
    }

    private static String text(String code, String lang) {
        return "insert into texts (business_id, code, lang, text) values (%s, '%s', '%s', 'text')"
                .formatted(Shop.business(Shop.BUSINESS), code, lang);
    }

    private static String bill(int year, int number) {
        return "insert into bills (business_id, year, number) values (%s, %d, %d)"
                .formatted(Shop.business(Shop.BUSINESS), year, number);
    }

    private static String line(int year, int number, int pos) {
        return "insert into order_lines (business_id, year, number, pos, what) values (%s, %d, %d, %d, 'screws')"
                .formatted(Shop.business(Shop.BUSINESS), year, number, pos);
    }

    private static ShopSite open(Engine engine, String name, String... more) {
        List<String> statements = new ArrayList<>(Shop.statements(engine, name));
        statements.add("""
                create table articles (code varchar(12) primary key, business_id integer not null, parent varchar(12), name varchar(40) unique,
                  foreign key (parent) references articles (code) on delete set null%s)""".formatted(engine == Engine.MARIADB ? "" : " on update cascade"));
        statements.add("""
                create table texts (code varchar(12) not null, lang char(2) not null, business_id integer not null, text varchar(40),
                  primary key (code, lang), foreign key (code) references articles (code) on update cascade on delete cascade)""");
        statements.add("""
                create table stock (code varchar(12) primary key, business_id integer not null, amount integer,
                  foreign key (code) references articles (code))""");
        statements.add("""
                create table bills (id %s, business_id integer not null, year integer not null, number integer not null,
                  unique (year, number))""".formatted(Shop.id(engine)));
        statements.add("""
                create table order_lines (year integer not null, number integer not null, pos integer not null, business_id integer not null,
                  what varchar(20), primary key (year, number, pos),
                  foreign key (year, number) references bills (year, number) on update cascade on delete cascade)""");
        statements.addAll(List.of(more));
        return ShopSite.open(Shop.setup(engine, name, CATALOGUE, statements));
    }
}
