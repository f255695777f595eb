package dev.parley.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.store.Ids;
import dev.parley.store.Leases;
import dev.parley.store.Link;
import dev.parley.store.Link.Status;
import dev.parley.store.Problem;
import dev.parley.store.Problems;
import dev.parley.store.TimeSource;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.wire.PeerException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinkSyncTest {

    private static final long SECOND = 1_000_000;

    private final Path folder;

    LinkSyncTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @EnumSource
    void bothSidesHoldTheSameAfterASyncAndTheLeaseIsFreeAgain(Engine engine) {
        on(engine, (shop, hosted, remotes) -> {
            shop.addCustomer("Ada");
            hosted.addCustomer("Bruno");
            Link link = shop.linkTo(hosted, remotes);

            LinkRun run = new LinkSync(shop.site(), remotes).run(link, SyncType.INCREMENTAL);

            assertThat(shop.customers()).containsExactly("Ada", "Bruno").isEqualTo(hosted.customers());
            assertThat(run.pulled()).isEqualTo(1);
            assertThat(run.pushed()).isEqualTo(1);
            assertThat(new LastResult(shop.site()).of(link).map(LastResult.Result::message))
                    .contains("1 pulled, 1 pushed");
            assertThat(shop.site().leases().holder("link:" + link.uuid())).isEmpty();
            assertThat(new LinkSync(shop.site(), remotes)
                            .run(link, SyncType.INCREMENTAL)
                            .isQuiet())
                    .isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aLinkThatAnotherProcessIsSyncingIsBusyAndSaysWhoAndSinceWhen(Engine engine) {
        on(engine, (shop, hosted, remotes) -> {
            Link link = shop.linkTo(hosted, remotes);
            shop.addCustomer("Ada");
            shop.site().leases().acquire("link:" + link.uuid(), "till-2/4711", LinkSync.LEASE);

            assertThatThrownBy(() -> new LinkSync(shop.site(), remotes).run(link, SyncType.INCREMENTAL))
                    .isInstanceOf(LinkBusyException.class)
                    .hasMessageMatching("Link hosted is being synced by till-2/4711 since 20.*Z\\.");
            assertThat(hosted.customers()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aProcessThatWasKilledHoldsNobodyUpOnceItsLeaseLapsed(Engine engine) {
        on(engine, (shop, hosted, remotes) -> {
            Link link = shop.linkTo(hosted, remotes);
            shop.addCustomer("Ada");
            TimeSource halfAMinuteAgo = () -> TimeSource.SYSTEM.micros() - LinkSync.LEASE.toSeconds() * SECOND;
            new Leases(shop.site().database(), halfAMinuteAgo, Ids.RANDOM)
                    .acquire("link:" + link.uuid(), "killed/1", LinkSync.LEASE);

            new LinkSync(shop.site(), remotes).run(link, SyncType.INCREMENTAL);

            assertThat(hosted.customers()).containsExactly("Ada");
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatWentWrongIsKeptWithTheLinkAndNothingIsLost(Engine engine) {
        on(engine, (shop, hosted, remotes) -> {
            Link link = shop.linkTo(hosted, remotes);
            shop.addCustomer("Ada");
            remotes.down(true);

            assertThatThrownBy(() -> new LinkSync(shop.site(), remotes).run(link, SyncType.INCREMENTAL))
                    .isInstanceOf(PeerException.class);

            LastResult.Result result = new LastResult(shop.site()).of(link).orElseThrow();
            assertThat(result.error()).isEqualTo("unreachable");
            assertThat(shop.site().leases().holder("link:" + link.uuid())).isEmpty();
            remotes.down(false);
            new LinkSync(shop.site(), remotes).run(link, SyncType.INCREMENTAL);
            assertThat(hosted.customers()).containsExactly("Ada");
        });
    }

    @ParameterizedTest
    @EnumSource
    void theFirstSyncOfTwoSitesThatBothHaveRowsComparesWhatTheyHoldAndTellsWhatDiffered(Engine engine) {
        on(engine, (shop, hosted, remotes) -> {
            UUID same = shop.addCustomer("Ada");
            shop.addCustomer("Bruno");
            hosted.run(
                    "insert into customers (uuid, business_id, name, last_updated) select '%s', id, 'Adda', '2026-01-05 09:00:00' from businesses"
                            .formatted(same));
            asIfThereBefore(shop);
            asIfThereBefore(hosted);
            Link link = shop.linkTo(hosted, remotes);

            LinkRun first = new LinkSync(shop.site(), remotes).run(link, SyncType.INCREMENTAL);

            assertThat(first.report().type()).isEqualTo(SyncType.FULL);
            assertThat(shop.customers()).hasSize(2).contains("Bruno").isEqualTo(hosted.customers());
            List<Problem.Listed> told =
                    shop.site().database().reading(tx -> new Problems(tx, TimeSource.SYSTEM).open());
            assertThat(told).singleElement().satisfies(problem -> assertThat(
                            problem.problem().message())
                    .startsWith("One record differed when the sites first compared them"));

            Link again = shop.site().link("hosted");
            LinkRun second = new LinkSync(shop.site(), remotes).run(again, SyncType.INCREMENTAL);
            assertThat(second.report().type()).isNotEqualTo(SyncType.FULL);
            assertThat(second.isQuiet()).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void theFirstSyncWithAnEmptySiteComparesNothing(Engine engine) {
        on(engine, (shop, hosted, remotes) -> {
            shop.addCustomer("Ada");
            Link link = shop.linkTo(hosted, remotes);

            LinkRun first = new LinkSync(shop.site(), remotes).run(link, SyncType.INCREMENTAL);

            assertThat(first.report().type()).isEqualTo(SyncType.PARTIAL);
            assertThat(hosted.customers()).containsExactly("Ada");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aPausedLinkIsNotSynced(Engine engine) {
        on(engine, (shop, hosted, remotes) -> {
            Link link = shop.linkTo(hosted, remotes);
            shop.site().withLinks(links -> {
                links.setStatus(link.id(), Status.PAUSED);
                return true;
            });
            Link paused = shop.site().link("hosted");

            assertThatThrownBy(() -> new LinkSync(shop.site(), remotes).run(paused, SyncType.INCREMENTAL))
                    .isInstanceOf(UnknownException.class)
                    .hasMessage("Link hosted is paused.");
        });
    }

    /** Forgets that anything was captured, so that the rows are taken for older than Parley. */
    private static void asIfThereBefore(Shop shop) {
        String number = shop.column("select number from parley_object where object = 'shop.customers.customer'")
                .get(0);
        shop.run("delete from parley_capture_" + number);
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
