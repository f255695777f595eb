package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.catalogue.CatalogueException;
import dev.parley.testing.Engine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Primary keys of several columns of which the database counts one: hotel and booking. */
class CountedKeysTest {

    private static final String CATALOGUE = """
            packages:
              shop:
                core:
                  business: {table: businesses, business: self}
                hotel:
                  booking: {table: bookings, identity: primary_key}
                  extra: {table: extras, business: through booking_id}
            """;

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, MARIADB", "MARIADB, MARIADB", "POSTGRESQL, POSTGRESQL"})
    void oneNumberGivenAtTwoSitesIsTwoRecordsAndWhatRefersToThemFollows(Engine one, Engine other) {
        try (ShopSite here = hotel(one, "here");
                ShopSite there = hotel(other, "there")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            assertThat(bookings(there)).containsExactly("1|Ann|sauna");

            here.run(booking(1, "Bob"), extra("Bob", "breakfast"));
            there.run(booking(1, "Cid"), extra("Cid", "parking"), booking(2, "Dee"));
            assertThat(number(here, "Bob")).isEqualTo(number(there, "Cid"));
            pair.sync();

            for (ShopSite site : List.of(here, there)) {
                assertThat(bookings(site))
                        .containsExactly("1|Ann|sauna", "1|Bob|breakfast", "1|Cid|parking", "2|Dee|null");
                assertThat(site.openProblems()).isEmpty();
            }

            there.run("update bookings set guest = 'Bobby' where guest = 'Bob'");
            here.run("delete from extras where extra = 'parking'", "delete from bookings where guest = 'Cid'");
            pair.sync();
            assertThat(bookings(here)).containsExactly("1|Ann|sauna", "1|Bobby|breakfast", "2|Dee|null");
            assertThat(bookings(there)).isEqualTo(bookings(here));
            assertThat(there.history()).isEqualTo(here.history());
            pair.assertSilent();
            pair.assertEqualContent();
        }
    }

    @Test
    void twoCountedPartsTellNothingAndAreRefused() {
        List<String> statements = new ArrayList<>(Shop.statements(Engine.POSTGRESQL, "here"));
        statements.add("create table bookings (id serial, line serial, business_id int, primary key (id, line))");
        String catalogue =
                CATALOGUE.substring(0, CATALOGUE.indexOf("      extra")).replace(", identity: primary_key", "");

        assertThatThrownBy(() -> ShopSite.open(Shop.setup(Engine.POSTGRESQL, "here", catalogue, statements))
                        .close())
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("gives the numbers `id` and `line` in the primary key of table `bookings`")
                .hasMessageContaining("`uuid: COLUMN`");
    }

    private static ShopSite hotel(Engine engine, String name) {
        String counted =
                engine == Engine.POSTGRESQL ? "integer generated always as identity" : "integer auto_increment";
        List<String> statements = new ArrayList<>(Shop.statements(engine, name));
        statements.add("""
                create table bookings (hotel integer not null, id %s, business_id integer not null, guest varchar(40),
                  primary key (hotel, id)%s)""".formatted(counted, engine == Engine.MARIADB ? ", key (id)" : ""));
        statements.add("""
                create table extras (hotel integer not null, booking_id integer not null, extra varchar(20) not null,
                  primary key (hotel, booking_id, extra),
                  foreign key (hotel, booking_id) references bookings (hotel, id))""");
        statements.add(booking(1, "Ann"));
        statements.add(extra("Ann", "sauna"));
        return ShopSite.open(Shop.setup(engine, name, CATALOGUE, statements));
    }

    private static String booking(int hotel, String guest) {
        return "insert into bookings (hotel, business_id, guest) values (%d, %s, '%s')"
                .formatted(hotel, Shop.business(Shop.BUSINESS), guest);
    }

    private static String extra(String guest, String extra) {
        return "insert into extras (hotel, booking_id, extra) select hotel, id, '%s' from bookings where guest = '%s'"
                .formatted(extra, guest);
    }

    private static List<String> bookings(ShopSite site) {
        return site.site().rows("""
                        select b.hotel, b.guest, e.extra from bookings b
                        left join extras e on e.hotel = b.hotel and e.booking_id = b.id
                        order by b.guest""");
    }

    private static String number(ShopSite site, String guest) {
        return site.site().value("select id from bookings where guest = '" + guest + "'");
    }
}
