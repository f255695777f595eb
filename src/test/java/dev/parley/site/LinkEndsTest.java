package dev.parley.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.store.Link;
import dev.parley.store.Link.Status;
import dev.parley.store.LinkLog;
import dev.parley.store.Problem;
import dev.parley.store.Problems;
import dev.parley.store.TimeSource;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.wire.PeerException;
import dev.parley.wire.Standing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A link rests, goes on and ends at both sites; what happened over it is in its log. */
class LinkEndsTest {

    private final Path folder;

    LinkEndsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @EnumSource
    void bothEndsRestAndGoOn(Engine engine) {
        on(engine, (shop, hosted, remotes) -> {
            Link link = shop.linkTo(hosted, remotes);
            LinkEnds ends = new LinkEnds(shop.site());

            assertThat(ends.both(link, Standing.PAUSED, remotes)).isEmpty();
            assertThat(shop.site().links()).singleElement().satisfies(one -> assertThat(one.status())
                    .isEqualTo(Status.PAUSED));
            assertThat(hosted.site().links()).singleElement().satisfies(one -> assertThat(one.status())
                    .isEqualTo(Status.PAUSED));

            assertThat(ends.both(link, Standing.ACTIVE, remotes)).isEmpty();
            assertThat(hosted.site().links()).singleElement().satisfies(one -> assertThat(one.status())
                    .isEqualTo(Status.ACTIVE));
            Link theirs = hosted.site().links().get(0);
            assertThat(hosted.site().log(theirs, 5))
                    .extracting(LinkLog.Entry::event, LinkLog.Entry::message)
                    .containsExactly(tuple("resumed", "by shop"), tuple("paused", "by shop"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void aLinkThatEndsIsGoneAtBothAndPeopleThereAreTold(Engine engine) {
        on(engine, (shop, hosted, remotes) -> {
            Link link = shop.linkTo(hosted, remotes);

            assertThat(new LinkEnds(shop.site()).both(link, Standing.REMOVED, remotes))
                    .isEmpty();

            assertThat(shop.site().links()).isEmpty();
            assertThat(hosted.site().links()).isEmpty();
            List<Problem.Listed> problems =
                    hosted.site().database().reading(tx -> new Problems(tx, TimeSource.SYSTEM).open());
            assertThat(problems).singleElement().satisfies(problem -> assertThat(
                            problem.problem().message())
                    .contains("was removed by shop"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatTheOtherEndCanNotBeToldIsDoneHereAllTheSame(Engine engine) {
        on(engine, (shop, hosted, remotes) -> {
            Link link = shop.linkTo(hosted, remotes);
            remotes.down(true);

            assertThat(new LinkEnds(shop.site()).both(link, Standing.PAUSED, remotes))
                    .hasValueSatisfying(why -> assertThat(why.code()).isEqualTo("unreachable"));

            assertThat(shop.site().links()).singleElement().satisfies(one -> assertThat(one.status())
                    .isEqualTo(Status.PAUSED));
        });
    }

    @ParameterizedTest
    @EnumSource
    void theLogTellsWhatMovedAndCountsFailuresInARow(Engine engine) {
        on(engine, (shop, hosted, remotes) -> {
            Link link = shop.linkTo(hosted, remotes);
            LinkSync sync = new LinkSync(shop.site(), remotes);
            shop.addCustomer("Ada");
            sync.run(link, SyncType.INCREMENTAL);
            sync.run(link, SyncType.INCREMENTAL);
            remotes.down(true);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> sync.run(link, SyncType.INCREMENTAL)).isInstanceOf(PeerException.class);
            }

            List<LinkLog.Entry> log = shop.site().log(link, 10);

            assertThat(log).hasSize(2);
            assertThat(log.get(0).code()).isEqualTo("unreachable");
            assertThat(log.get(0).times()).isEqualTo(3);
            assertThat(log.get(1).event()).isEqualTo("synced");
            assertThat(log.get(1).message()).startsWith("0 pulled, 1 pushed: ");
        });
    }

    @ParameterizedTest
    @EnumSource
    void countsAreThoseOfTheBusinessAtBothEnds(Engine engine) {
        on(engine, (shop, hosted, remotes) -> {
            Link link = shop.linkTo(hosted, remotes);
            new LinkSync(shop.site(), remotes).run(link, SyncType.INCREMENTAL);
            shop.addCustomer("Ada");
            hosted.run("insert into businesses (uuid, name) values ('00000000-0000-4000-8000-0000000000ff', 'Other')");
            hosted.run("insert into customers (uuid, business_id, name) select '00000000-0000-4000-8000-0000000000fe',"
                    + " id, 'Of another business' from businesses where name = 'Other'");

            assertThat(new LinkCounts(shop.site(), remotes).of(link))
                    .filteredOn(count -> !count.isEqual())
                    .singleElement()
                    .satisfies(count -> {
                        assertThat(count.table()).contains("customers");
                        assertThat(count.here()).contains(1L);
                        assertThat(count.there()).contains(0L);
                    });
        });
    }

    private interface Play {
        void with(Shop shop, Shop hosted, DirectRemotes remotes);
    }

    private void on(Engine engine, Play play) {
        try (Shop shop = Shop.open(engine, folder, "shop", TimeSource.SYSTEM);
                Shop hosted = Shop.open(engine, folder, "hosted", TimeSource.SYSTEM)) {
            play.with(shop, hosted, new DirectRemotes(shop, hosted));
        }
    }
}
