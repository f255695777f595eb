package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Problem;
import dev.parley.testing.Engine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records that are looked for by values which a column at the other site can't hold: nothing waits but the record itself. */
class UnheldKeysTest {

    private static final String CATALOGUE = """
            packages:
              shop:
                core:
                  business: {table: businesses, business: self}
                  event: {table: events, key: [day, room, badge]}
                  guest: {table: guests, natural_keys: [[born, name], [room], [badge]]}
            """;

    private static final String BADGE = "6e8bc430-9c3a-11d9-9669-0800200c9a66";

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void theRecordWaitsAloneWhetherItComesWithTheFirstLoadOrLater(Engine engine) {
        try (ShopSite here = open(
                        Engine.SQLITE,
                        "here",
                        event("2024-02-01", "1", BADGE),
                        event("10000-01-01", "2", BADGE),
                        guest("Ann", "2024-02-01", "1", BADGE),
                        guest("Bob", "0044-03-15 BC", "2", BADGE));
                ShopSite there = open(engine, "there", guest("Zoe", "1999-01-01", "9", BADGE.replace('6', '7')))) {
            Pair pair = new Pair(here, there);
            pair.sync();
            assertThat(names(there)).contains("Ann", "Zoe");

            here.run(
                    event("2024-02-02", "99999", BADGE),
                    event("2024-02-02", "99999999999", BADGE),
                    event("2024-02-03", "3", "no badge"),
                    event("2024-02-03", "4", BADGE),
                    guest("Cid", "0000-00-00", "3", BADGE.replace('6', '8')),
                    guest("Dee", "2024-02-01", "99999", BADGE.replace('6', '9')),
                    guest("Eve", "2024-02-01", "99999999999999999999", "none"),
                    guest("Fay", "2024-02-01", "6", BADGE.replace('6', 'a')));
            pair.sync();

            assertThat(names(there)).contains("Ann", "Zoe", "Fay");
            assertThat(days(there)).contains("2024-02-01|1", "2024-02-03|4");
            assertThat(there.openProblems()).extracting(Problem::kind).containsOnly("held");
            assertThat(days(there)).hasSize(days(here).size() - held(there, "event"));
            assertThat(names(there)).hasSize(names(here).size() - held(there, "guest"));
            assertThat(held(there, "event")).isPositive();
            assertThat(held(there, "guest")).isPositive();

            here.run(
                    "update events set room = 5 where room = 99999",
                    "update guests set born = '2000-01-01', room = 50 where name = 'Bob'");
            pair.sync();
            assertThat(names(there)).contains("Bob");
            assertThat(days(there)).contains("2024-02-02|5");
        }
    }

    private static int held(ShopSite site, String object) {
        return (int) site.openProblems().stream()
                .filter(problem -> problem.object().endsWith("." + object))
                .count();
    }

    private static List<String> names(ShopSite site) {
        return site.site().rows("select name from guests order by name");
    }

    private static List<String> days(ShopSite site) {
        return site.site().rows("select day, room from events order by day, room");
    }

    private static String event(String day, String room, String badge) {
        return "insert into events (business_id, day, room, badge) values (%s, '%s', %s, '%s')"
                .formatted(Shop.business(Shop.BUSINESS), day, room, badge);
    }

    private static String guest(String name, String born, String room, String badge) {
        return "insert into guests (business_id, uuid, name, born, room, badge) values (%s, '%s', '%s', '%s', %s, '%s')"
                .formatted(Shop.business(Shop.BUSINESS), Shop.uuid(name), name, born, room, badge);
    }

    private static ShopSite open(Engine engine, String name, String... more) {
        String badge = engine == Engine.SQLITE ? "varchar(40)" : "uuid";
        List<String> statements = new ArrayList<>(Shop.statements(engine, name));
        statements.add("""
                create table events (business_id integer not null, day date not null, room smallint not null, badge %s not null,
                  primary key (business_id, day, room, badge))""".formatted(badge));
        statements.add("""
                create table guests (id %s, uuid char(36) not null unique, business_id integer not null, name varchar(40), born date,
                  room smallint, badge %s, unique (business_id, room))""".formatted(Shop.id(engine), badge));
        statements.addAll(List.of(more));
        return ShopSite.open(Shop.setup(engine, name, CATALOGUE, statements));
    }
}
