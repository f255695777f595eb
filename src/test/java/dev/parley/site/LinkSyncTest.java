package dev.parley.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.store.Ids;
import dev.parley.store.Leases;
import dev.parley.store.Link;
import dev.parley.store.Link.Status;
import dev.parley.store.TimeSource;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.wire.PeerException;
import java.nio.file.Path;
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
