package dev.parley.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.catalogue.Part;
import dev.parley.store.Link;
import dev.parley.store.LinkLog;
import dev.parley.store.TimeSource;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.wire.ErrorCode;
import dev.parley.wire.LinkAccess;
import dev.parley.wire.PeerException;
import dev.parley.wire.Receipt;
import dev.parley.wire.ReceiptOffer;
import dev.parley.wire.SiteKey;
import dev.parley.wire.Statement.Held;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two sites sign what they hold, as it is. */
class ReceiptsTest {

    private static final String CONTENT = "0".repeat(32);

    private final Path folder;

    ReceiptsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @FunctionalInterface
    private interface Story {
        void of(Shop shop, Shop hosted, DirectRemotes remotes);
    }

    private void on(Engine engine, Engine other, Story story) {
        try (Shop hosted = Shop.open(engine, folder, "hosted", TimeSource.SYSTEM);
                Shop shop = Shop.open(other, folder, "shop", TimeSource.SYSTEM)) {
            story.of(shop, hosted, new DirectRemotes(hosted, shop));
        }
    }

    private static Receipt signed(Shop shop, Link link, DirectRemotes remotes) {
        return new LinkVerify(shop.site(), remotes)
                .runSigned(link, Part.ALL, difference -> {})
                .receipt()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void sitesThatHoldTheSameSignThatTheyDo(Engine engine) {
        on(engine, engine.other(), (shop, hosted, remotes) -> {
            Link link = shop.linkTo(hosted, remotes);
            shop.addCustomer("Ada");
            hosted.addCustomer("Łódź 東京");
            new LinkSync(shop.site(), remotes).run(link, SyncType.INCREMENTAL);

            Receipt receipt = signed(shop, link, remotes);

            assertThat(receipt.statement().isEqual()).isTrue();
            // The business and two customers.
            assertThat(receipt.statement().sites()).extracting(Held::records).containsExactly(3L, 3L);
            assertThat(receipt.statement().objects())
                    .containsExactly(
                            "shop.core.business",
                            "shop.customers.customer",
                            "shop.customers.setting",
                            "shop.customers.tag");
            assertThat(receipt.statement().business()).isEqualTo(Shop.BUSINESS);
            Receipt.ofJson(receipt.toJson().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .check(Map.of(
                            hosted.site().identity().site(),
                            new Keys(hosted.site()).own().publicHalf(),
                            shop.site().identity().site(),
                            new Keys(shop.site()).own().publicHalf()));
            for (Shop at : List.of(shop, hosted)) {
                assertThat(at.site().log(at.site().links().get(0), 1))
                        .extracting(LinkLog.Entry::event, LinkLog.Entry::code, LinkLog.Entry::message)
                        .containsExactly(org.assertj.core.api.Assertions.tuple(
                                "receipt", "equal", "signed by both: 3 records each"));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void sitesThatDoNotHoldTheSameSignThatToo(Engine engine) {
        on(engine, engine, (shop, hosted, remotes) -> {
            Link link = shop.linkTo(hosted, remotes);
            hosted.addCustomer("Bob");
            new LinkSync(shop.site(), remotes).run(link, SyncType.INCREMENTAL);
            shop.run("update customers set phone = '1'");

            Receipt receipt = signed(shop, link, remotes);
            receipt.check(Map.of());
            assertThat(receipt.statement().isEqual()).isFalse();
            assertThat(receipt.statement().first().content())
                    .isNotEqualTo(receipt.statement().second().content());
            assertThat(receipt.statement().sites()).extracting(Held::records).containsExactly(2L, 2L);

            new LinkSync(shop.site(), remotes).run(link, SyncType.INCREMENTAL);
            assertThat(signed(shop, link, remotes).statement().isEqual()).isTrue();
        });
    }

    @Test
    void noReceiptIsMadeWithAKeyThatIsNotTheKnownOne() {
        on(Engine.SQLITE, Engine.SQLITE, (shop, hosted, remotes) -> {
            Link link = shop.linkTo(hosted, remotes);
            new LinkSync(shop.site(), remotes).run(link, SyncType.INCREMENTAL);
            SiteKey known = new Keys(hosted.site()).own().publicHalf();
            SiteKey fresh = new Keys(hosted.site()).renew().publicHalf();

            assertThatThrownBy(() -> signed(shop, link, remotes))
                    .isInstanceOf(PeerException.class)
                    .hasMessageContaining(
                            "it says %s, known is %s".formatted(fresh.fingerprint(), known.fingerprint()));

            new Keys(shop.site()).trust(hosted.site().identity().site(), fresh);
            assertThat(signed(shop, link, remotes).statement().isEqual()).isTrue();
        });
    }

    @Test
    void aSiteSignsNothingThatAnotherSaysOfAThirdOrOfAnotherTimeOrOfWhatTheLinkDoesNotCover() {
        on(Engine.SQLITE, Engine.SQLITE, (shop, hosted, remotes) -> {
            Link link = shop.linkTo(hosted, remotes);
            new LinkSync(shop.site(), remotes).run(link, SyncType.INCREMENTAL);
            LinkAccess door =
                    new SiteDirectory(hosted.site()).byKey(link.keyId()).orElseThrow();
            UUID self = shop.site().identity().site();
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            List<String> objects = List.of("shop.customers.customer");

            assertRefused(door, new ReceiptOffer(objects, held(new UUID(7, 7), now)), ErrorCode.SITE_UNEXPECTED);
            assertRefused(
                    door,
                    new ReceiptOffer(objects, held(self, now.minus(2, ChronoUnit.HOURS))),
                    ErrorCode.ARGUMENT_WRONG);
            assertRefused(
                    door,
                    new ReceiptOffer(objects, held(self, now.plus(3, ChronoUnit.MINUTES))),
                    ErrorCode.ARGUMENT_WRONG);
            assertRefused(door, new ReceiptOffer(List.of(), held(self, now)), ErrorCode.ARGUMENT_WRONG);
            assertRefused(
                    door, new ReceiptOffer(List.of("shop.secret.thing"), held(self, now)), ErrorCode.OBJECT_UNKNOWN);
            assertThat(door.receipt(new ReceiptOffer(objects, held(self, now)))
                            .mine()
                            .records())
                    .isZero();
        });
    }

    private static Held held(UUID site, Instant time) {
        return new Held(site, "shop", time, 1, CONTENT);
    }

    private static void assertRefused(LinkAccess door, ReceiptOffer offer, ErrorCode code) {
        assertThatThrownBy(() -> door.receipt(offer))
                .isInstanceOf(PeerException.class)
                .extracting(e -> ((PeerException) e).code())
                .isEqualTo(code.code());
    }
}
