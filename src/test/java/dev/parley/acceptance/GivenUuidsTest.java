package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.CaptureInstallation;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.winery.TwoSites;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables without uuids, in a database that is one business. */
class GivenUuidsTest {

    private static final String[] DUMP = {
        "insert into languages (code, name) values ('en', 'English'), ('pl', 'Polish')",
        VideoStore.film("Ida"),
        VideoStore.film("Vertigo"),
        VideoStore.actor("Agata", "agata@example.org"),
        "insert into film_actor (film_id, actor_id, role) values (1, 1, 'Ida')",
        "update films set language_code = 'pl' where id = 1"
    };

    @ParameterizedTest
    @EnumSource(Engine.class)
    void sitesThatStartedFromTheSameCopyAgreeAndWhatComesLaterGetsANumberOfItsOwn(Engine engine) {
        try (VideoStore here = VideoStore.open(engine, "here", DUMP);
                VideoStore there = VideoStore.open(engine.other(), "there", DUMP)) {
            TwoSites pair = link(here, there);
            assertThat(sync(pair)).isZero();
            assertThat(here.uuid("Ida")).isEqualTo(there.uuid("Ida"));

            here.run(VideoStore.film(10, "Rear Window"), "insert into rentals (film_id, customer) values (10, 'Ann')");
            there.run(
                    VideoStore.film(10, "Cold War"),
                    "update films set sequel_of = 1 where id = 10",
                    "insert into film_actor (film_id, actor_id, role) values (10, 1, 'guest')",
                    "insert into rentals (film_id, customer) values (10, 'Bob')",
                    "update films set title = 'Ida!' where id = 1");
            here.run("update films set plot = 'a nun' where id = 1");
            sync(pair);

            assertSettled(pair, here, there);
            assertThat(here.content())
                    .contains(
                            "film|Ida!|pl|null|a nun",
                            "film|Cold War|null|Ida!|plot of Cold War",
                            "cast|Cold War|Agata|guest",
                            "rental|Cold War|Bob",
                            "rental|Rear Window|Ann");
            assertThat(here.problems()).isEmpty();
            assertThat(there.problems()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whereOneSiteTellsRecordsByTheirNumbersAndTheOtherDoesNotNothingIsDoubled(Engine engine) {
        String random = VideoStore.CATALOGUE.replace(
                "film: {table: films, identity: primary_key}", "film: {table: films, identity: random}");
        try (VideoStore here = VideoStore.open(engine, "here", DUMP);
                VideoStore there = VideoStore.openWith(random, engine.other(), "there", DUMP)) {
            TwoSites pair = link(here, there);
            assertThat(sync(pair)).isZero();

            for (VideoStore site : List.of(here, there)) {
                assertThat(site.rows("select title from films order by id")).containsExactly("Ida", "Vertigo");
                assertThat(site.problems())
                        .singleElement()
                        .asString()
                        .contains(
                                "`video.store.film`", "`identity: primary_key` at here", "`identity: random` at there");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void anEmptySiteIsFilledAndItsRowsAreTheSameRecords(Engine engine) {
        try (VideoStore here = VideoStore.open(engine, "here", DUMP);
                VideoStore there = VideoStore.open(engine.other(), "there", VideoStore.film(77, "mine"))) {
            there.run("delete from films");
            TwoSites pair = link(here, there);
            sync(pair);

            assertThat(there.content()).isEqualTo(here.content());
            there.run("update films set title = 'Ida (2013)' where title = 'Ida'", "delete from film_actor");
            sync(pair);

            assertThat(here.content())
                    .contains("film|Ida (2013)|pl|null|plot of Ida")
                    .noneMatch(row -> row.startsWith("cast"));
            assertSettled(pair, here, there);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aRowThatGetsAnotherNumberStaysTheRecordAndOneThatTakesItsNumberIsAnother(Engine engine) {
        try (VideoStore here = VideoStore.open(engine, "here", DUMP);
                VideoStore there = VideoStore.open(engine.other(), "there", DUMP)) {
            TwoSites pair = link(here, there);
            sync(pair);
            String ida = here.uuid("Ida");
            String vertigo = here.uuid("Vertigo");

            here.run("delete from film_actor");
            here.takeIn();
            here.run("update films set id = id + 100, plot = 'moved'");
            assertThat(here.uuid("Ida")).isEqualTo(ida);
            here.run("delete from films where id = 102", VideoStore.film(102, "Psycho"), VideoStore.film(1, "Rope"));
            here.takeIn();
            sync(pair);

            assertThat(List.of(here.uuid("Psycho"), here.uuid("Rope"))).doesNotContain(vertigo, ida);
            assertThat(there.rows("select id, title, plot from films where id <= 2"))
                    .containsExactly("1|Ida|moved");
            assertSettled(pair, here, there);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whatACascadeTakesAlongIsCapturedAndForgotten(Engine engine) {
        try (VideoStore here = VideoStore.open(engine, "here", DUMP);
                VideoStore there = VideoStore.open(engine.other(), "there", DUMP)) {
            TwoSites pair = link(here, there);
            sync(pair);

            here.run("delete from films where title = 'Ida'");
            sync(pair);

            assertThat(there.rows("select title from films")).containsExactly("Vertigo");
            assertThat(there.rows("select * from film_actor")).isEmpty();
            assertThat(here.rows("select id from parley_uuid_films order by id"))
                    .containsExactly("2");
            assertThat(there.rows("select id from parley_uuid_films order by id"))
                    .containsExactly("2");
            assertSettled(pair, here, there);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aRowThatWentBehindParleysBackAtBothSitesComesBackAsTheRecordThatItWas(Engine engine) {
        try (VideoStore here = VideoStore.open(engine, "here", DUMP);
                VideoStore there = VideoStore.open(engine.other(), "there", DUMP)) {
            TwoSites pair = link(here, there);
            here.run("update films set plot = 'a fall' where title = 'Vertigo'");
            sync(pair);
            String vertigo = here.uuid("Vertigo");
            here.site().behindParley("delete from films where title = 'Vertigo'");
            there.site().behindParley("delete from films where title = 'Vertigo'");

            pair.sync(SyncType.FULL);

            for (VideoStore site : List.of(here, there)) {
                assertThat(site.uuid("Vertigo")).isEqualTo(vertigo);
                assertThat(site.content()).contains("film|Vertigo|null|null|a fall");
            }
            assertSettled(pair, here, there);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void rowsThatWereWrittenWithoutTriggersAreToldOfAndGetUuidsWithTheNextInit(Engine engine) {
        try (VideoStore here = VideoStore.open(engine, "here", DUMP)) {
            String before = here.uuid("Ida");
            here.run("insert into films (title) values ('Rope')");
            here.run("delete from parley_uuid_films where id = (select max(id) from films)");
            CaptureInstallation installation =
                    new CaptureInstallation(here.site().database());

            assertThat(installation.check(
                            here.site().context().catalogue(),
                            here.site().database().schema()))
                    .extracting(CaptureInstallation.Finding::message)
                    .containsExactly("1 rows of films were written while Parley's triggers were off: they have no uuid"
                            + " and are not synced.");

            here.site().restart();
            assertThat(here.uuid("Rope")).hasSize(36);
            assertThat(here.uuid("Ida")).isEqualTo(before);
            new CaptureInstallation(here.site().database()).uninstall();
            assertThat(here.site().rows("select title from films")).hasSize(3);
            assertThat(here.site().database().schema().tables()).hasSize(5);
        }
    }

    private static TwoSites link(VideoStore here, VideoStore there) {
        return new TwoSites(here.site(), there.site(), VideoStore.BUSINESS, dev.parley.store.Link.Direction.BI);
    }

    /** Syncs both ways; gives how many records were written. */
    private static int sync(TwoSites pair) {
        return pair.sync(SyncType.INCREMENTAL).pulled().records()
                + pair.syncBack(SyncType.INCREMENTAL).pulled().records();
    }

    private static void assertSettled(TwoSites pair, VideoStore here, VideoStore there) {
        assertThat(there.content()).isEqualTo(here.content());
        assertThat(there.history()).isEqualTo(here.history());
        assertThat(sync(pair)).isZero();
        pair.sync(SyncType.PARTIAL);
        assertThat(there.history()).isEqualTo(here.history());
    }
}
