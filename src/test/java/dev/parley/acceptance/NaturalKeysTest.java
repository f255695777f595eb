package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Link.Direction;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.winery.TwoSites;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same people entered at several sites, each time written in another way. */
class NaturalKeysTest {

    @ParameterizedTest
    @EnumSource(Engine.class)
    void caseAndSpaceDoNotCountWhereTheCatalogueSaysSoOnWhateverEngine(Engine engine) {
        try (VideoStore here = VideoStore.open(engine, "here");
                VideoStore there = VideoStore.open(engine.other(), "there")) {
            TwoSites pair = link(here, there);
            sync(pair);
            here.run(
                    VideoStore.actor("Łucja  Nowak", ""),
                    VideoStore.actor("Hans Straße", ""),
                    VideoStore.actor("Ann", "Ann@Example.org"),
                    VideoStore.actor("  ", " "),
                    VideoStore.actor("Jo Ann", ""));
            there.run(
                    VideoStore.actor(" łucja nowak", ""),
                    VideoStore.actor("HANS STRASSE", ""),
                    VideoStore.actor("Annie", "ann@example.ORG "),
                    VideoStore.actor(" ", "  "),
                    VideoStore.actor("Joann", ""));
            sync(pair);

            assertSettled(pair, here, there);
            assertThat(here.rows("select count(*) from actors")).containsExactly("7");
            assertThat(here.rows("select count(*) from parley_map")).containsExactly("3");
            assertThat(there.rows("select count(*) from parley_map")).containsExactly("3");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void anyOfSeveralKeysIsEnoughAndATwinIsTakenOnce(Engine engine) {
        try (VideoStore here = VideoStore.open(engine, "here");
                VideoStore there = VideoStore.open(engine, "there")) {
            TwoSites pair = link(here, there);
            sync(pair);
            here.run(VideoStore.actor("Ann", "ann@example.org"));
            there.run(VideoStore.actor("Anna", "ANN@example.org"), VideoStore.actor("ann", "other@example.org"));
            sync(pair);

            assertSettled(pair, here, there);
            assertThat(here.rows("select count(*) from actors")).containsExactly("2");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aThirdSiteBetweenLearnsWhoIsWho(Engine engine) {
        try (VideoStore one = VideoStore.open(engine, "one");
                VideoStore middle = VideoStore.open(engine, "middle");
                VideoStore other = VideoStore.open(engine, "other")) {
            TwoSites left = link(one, middle);
            TwoSites right = link(other, middle);
            one.run(
                    VideoStore.actor("Ann", "ann@example.org"),
                    VideoStore.film("Ida"),
                    "insert into film_actor (film_id, actor_id, role) select f.id, a.id, 'one' from films f, actors a");
            other.run(
                    VideoStore.actor("ANN", "ANN@EXAMPLE.ORG"),
                    VideoStore.film("Rope"),
                    "insert into film_actor (film_id, actor_id, role) select f.id, a.id, 'other' from films f, actors a");
            middle.run(VideoStore.actor("ann ", "ann@example.org"));
            for (int i = 0; i < 3; i++) {
                sync(left);
                sync(right);
            }

            assertSettled(left, one, middle);
            assertSettled(right, other, middle);
            assertThat(one.rows("select count(*) from actors")).containsExactly("1");
            assertThat(one.rows("select role from film_actor order by role")).containsExactly("one", "other");
        }
    }

    private static TwoSites link(VideoStore here, VideoStore there) {
        return new TwoSites(here.site(), there.site(), VideoStore.BUSINESS, Direction.BI);
    }

    private static void sync(TwoSites pair) {
        pair.sync(SyncType.INCREMENTAL);
        pair.syncBack(SyncType.INCREMENTAL);
    }

    private static void assertSettled(TwoSites pair, VideoStore here, VideoStore there) {
        assertThat(there.content()).isEqualTo(here.content());
        assertThat(there.history()).isEqualTo(here.history());
        assertThat(pair.sync(SyncType.INCREMENTAL).pulled().records()).isZero();
        assertThat(pair.syncBack(SyncType.INCREMENTAL).pulled().records()).isZero();
    }
}
