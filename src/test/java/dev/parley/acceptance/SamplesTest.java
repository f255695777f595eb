package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.catalogue.Discovery;
import dev.parley.store.CommitHook;
import dev.parley.store.Database;
import dev.parley.store.DatabaseConfig;
import dev.parley.store.Link.Direction;
import dev.parley.store.TimeSource;
import dev.parley.store.WholeDatabase;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.testing.Sample;
import dev.parley.testing.TestDatabase;
import dev.parley.winery.TestSite;
import dev.parley.winery.TestSite.Setup;
import dev.parley.winery.TwoSites;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases that were never made for Parley, with the catalogue that discovery writes for them, as it is. */
class SamplesTest {

    private static final UUID BUSINESS = Shop.uuid("all of it");
    private static final String INVOICES = """
            select c.email, t.name, a.title, l.quantity from invoice i
            join customer c on c.customer_id = i.customer_id join invoice_line l on l.invoice_id = i.invoice_id
            join track t on t.track_id = l.track_id join album a on a.album_id = t.album_id order by 1, 2""";
    private static final String CAST = """
            select f.title, a.last_name, c.name from film f join film_actor fa on fa.film_id = f.film_id
            join actor a on a.actor_id = fa.actor_id join film_category fc on fc.film_id = f.film_id
            join category c on c.category_id = fc.category_id order by 1, 2""";

    @ParameterizedTest
    @CsvSource({"SQLITE, SQLITE", "POSTGRESQL, SQLITE", "MARIADB, MARIADB", "POSTGRESQL, MARIADB"})
    void aMusicShopGoesOnFromTwoCopies(Engine one, Engine other) throws SQLException {
        try (TestSite here = open(Sample.MUSIC, one, "here");
                TestSite there = open(Sample.MUSIC, other, "there")) {
            TwoSites sites = new TwoSites(here, there, BUSINESS, Direction.BI);
            sites.sync(SyncType.INCREMENTAL);
            for (TestSite site : new TestSite[] {here, there}) {
                assertThat(site.rows("select name from artist")).hasSize(3);
                String who = site == here ? "here" : "there";
                site.run(
                        "insert into artist (name) values ('of %s')".formatted(who),
                        "insert into album (title, artist_id) select 'from %1$s', artist_id from artist where name = 'of %1$s'"
                                .formatted(who),
                        "update customer set %s = 'changed' where customer_id = 1"
                                .formatted(site == here ? "phone" : "city"),
                        "insert into playlist_track (playlist_id, track_id) values (%s)"
                                .formatted(site == here ? "1, 2" : "2, 3"));
            }
            there.run("delete from invoice_line where invoice_line_id = 1");
            sites.sync(SyncType.INCREMENTAL);

            for (String sql : new String[] {
                INVOICES,
                "select a.title, ar.name from album a join artist ar on ar.artist_id = a.artist_id order by 1",
                "select first_name, city, phone from customer order by 1",
                "select playlist_id, track_id from playlist_track order by 1, 2"
            }) {
                assertThat(there.rows(sql))
                        .containsExactlyInAnyOrderElementsOf(here.rows(sql))
                        .isNotEmpty();
            }
            assertThat(here.rows("select name from artist")).hasSize(5);
            assertThat(here.rows(INVOICES)).hasSize(3);
            assertThat(here.rows("select city, phone from customer where customer_id = 1"))
                    .containsExactly("changed|changed");
            assertThat(sites.sync(SyncType.PARTIAL).pulled().records()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, SQLITE", "POSTGRESQL, POSTGRESQL", "MARIADB, MARIADB"})
    void aFilmRentalGoesOnFromTwoCopies(Engine one, Engine other) throws SQLException {
        try (TestSite here = open(Sample.FILM, one, "here");
                TestSite there = open(Sample.FILM, other, "there")) {
            TwoSites sites = new TwoSites(here, there, BUSINESS, Direction.BI);
            sites.sync(SyncType.INCREMENTAL);
            here.run("insert into film_actor (actor_id, film_id) values (3, 1)");
            there.run(
                    "delete from film_actor where actor_id = 2 and film_id = 1",
                    "update customer set email = 'mary@elsewhere.example' where customer_id = 1",
                    "update staff set picture = null where staff_id = 1");
            sites.sync(SyncType.INCREMENTAL);

            for (String sql : new String[] {
                CAST,
                "select email from customer",
                "select picture, active from staff",
                "select title from film_list order by 1"
            }) {
                assertThat(there.rows(sql))
                        .containsExactlyInAnyOrderElementsOf(here.rows(sql))
                        .isNotEmpty();
            }
            assertThat(here.rows(CAST)).hasSize(3);
            assertThat(here.rows("select email from customer")).containsExactly("mary@elsewhere.example");
            assertThat(sites.sync(SyncType.PARTIAL).pulled().records()).isZero();
        }
    }

    private static TestSite open(Sample sample, Engine engine, String name) throws SQLException {
        TestSite site = TestSite.open(new Setup(
                engine,
                name,
                catalogue(sample, engine),
                connection -> sample.fill(connection, engine),
                TimeSource.SYSTEM,
                CommitHook.NONE));
        site.database().inTransaction(tx -> WholeDatabase.establish(tx, BUSINESS));
        return site;
    }

    private static String catalogue(Sample sample, Engine engine) throws SQLException {
        try (TestDatabase copy = engine.newDatabase()) {
            try (Connection connection = copy.connect()) {
                sample.fill(connection, engine);
            }
            DatabaseConfig config = new DatabaseConfig(copy.jdbcUrl(), copy.user(), copy.password());
            try (Database database = Database.open(config, CommitHook.NONE)) {
                return Discovery.of("here", "sample", database.schema()).text();
            }
        }
    }
}
