package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.store.Link.Direction;
import dev.parley.sync.LocalPeer;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.wire.Packet;
import dev.parley.wire.Peer;
import dev.parley.wire.PeerException;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links that go one way only: nothing moves the other way, whoever starts, and a peer that tries is refused. */
class OneWayTest {

    @ParameterizedTest
    @CsvSource({
        "PUSH, true, INCREMENTAL",
        "PUSH, false, INCREMENTAL",
        "PULL, true, INCREMENTAL",
        "PULL, false, INCREMENTAL",
        "PUSH, true, PARTIAL",
        "PUSH, false, PARTIAL",
        "PULL, true, PARTIAL",
        "PULL, false, PARTIAL"
    })
    void nothingMovesTheOtherWay(Direction direction, boolean startedHere, SyncType type) {
        try (ShopSite here = ShopSite.open(Engine.SQLITE, "here", "both", "own of here");
                ShopSite there = ShopSite.open(Engine.SQLITE, "there", "both", "own of there")) {
            Pair pair = new Pair(here, there, direction);
            ShopSite giver = direction == Direction.PUSH ? here : there;
            ShopSite taker = direction == Direction.PUSH ? there : here;
            String given = direction == Direction.PUSH ? "own of here" : "own of there";
            String kept = direction == Direction.PUSH ? "own of there" : "own of here";

            sync(pair, startedHere, type);
            assertThat(taker.has("customers", given)).isTrue();
            assertThat(giver.has("customers", kept)).isFalse();

            giver.addCustomer("new at giver");
            giver.set("customers", "both", "phone = '1'");
            giver.tag("both", "club");
            taker.addCustomer("new at taker");
            taker.set("customers", "both", "city = 'Sopot'");
            taker.tag("both", "fair");
            sync(pair, startedHere, type);
            assertThat(taker.has("customers", "new at giver")).isTrue();
            assertThat(taker.get("customers", "both", "phone")).isEqualTo("1");
            assertThat(taker.get("customers", "both", "city")).isEqualTo("Sopot");
            assertThat(taker.site().rows("select tag from customer_tags order by tag"))
                    .containsExactly("club", "fair");
            assertThat(giver.has("customers", "new at taker")).isFalse();
            assertThat(giver.get("customers", "both", "city")).isEqualTo("Gdańsk");
            assertThat(giver.site().rows("select tag from customer_tags")).containsExactly("club");

            giver.delete("customers", "new at giver");
            taker.delete("customers", given);
            sync(pair, startedHere, type);
            assertThat(taker.has("customers", "new at giver")).isFalse();
            assertThat(giver.has("customers", given)).isTrue();
            assertThat(taker.has("customers", given)).isFalse();
            assertThat(taker.has("customers", kept)).isTrue();
        }
    }

    private static void sync(Pair pair, boolean startedHere, SyncType type) {
        if (startedHere) {
            pair.sites().sync(type);
        } else {
            pair.sites().syncBack(type);
        }
    }

    /** The giver lacks changes of a record. Nothing comes to it this way, so it asks for nothing, and the taker does not wait to be let give. */
    @ParameterizedTest
    @CsvSource({"PUSH, true", "PUSH, false", "PULL, true", "PULL, false"})
    void aGiverThatLacksChangesHoldsNoSyncUp(Direction direction, boolean startedHere) {
        try (ShopSite here = ShopSite.open(Engine.SQLITE, "here", "ann");
                ShopSite there = ShopSite.open(Engine.SQLITE, "there", "ann")) {
            Pair pair = new Pair(here, there, direction);
            ShopSite giver = direction == Direction.PUSH ? here : there;
            ShopSite taker = direction == Direction.PUSH ? there : here;
            giver.set("customers", "ann", "phone = '1'");
            pair.sync();
            giver.run("update parley_record set incomplete = 1");

            giver.addCustomer("bob");
            sync(pair, startedHere, SyncType.INCREMENTAL);

            assertThat(taker.has("customers", "bob")).isTrue();
            pair.assertSilent();
        }
    }

    @Test
    void aPeerThatPushesToASiteThatOnlyPushesIsRefused() {
        try (ShopSite here = ShopSite.open(Engine.SQLITE, "here", "ann");
                ShopSite there = ShopSite.open(Engine.SQLITE, "there", "ann")) {
            Pair pair = new Pair(here, there, Direction.PUSH);
            pair.sync();
            there.run("update parley_link set direction = 'bi'");
            there.addCustomer("bob");
            there.set("customers", "ann", "phone = '1'");

            assertRefused(pair::syncBack);
            assertRefused(() -> pair.sites().syncBack(SyncType.PARTIAL));
            Peer peer = new LocalPeer(here.site().context(), pair.sites().hereLink());
            assertRefused(() -> peer.push(List.of(Packet.of(Shop.CUSTOMER, Shop.uuid("ann"), List.of()))));

            assertThat(here.has("customers", "bob")).isFalse();
            assertThat(here.get("customers", "ann", "phone")).isEqualTo("555");
        }
    }

    @Test
    void aPeerThatPullsFromASiteThatOnlyPullsIsRefused() {
        try (ShopSite here = ShopSite.open(Engine.SQLITE, "here", "ann");
                ShopSite there = ShopSite.open(Engine.SQLITE, "there", "ann")) {
            Pair pair = new Pair(here, there, Direction.PULL);
            pair.sync();
            there.run("update parley_link set direction = 'bi'");
            here.addCustomer("bob");

            assertRefused(pair::syncBack);
            assertRefused(() -> pair.sites().syncBack(SyncType.PARTIAL));
            Peer peer = new LocalPeer(here.site().context(), pair.sites().hereLink());
            assertRefused(() -> peer.get(Shop.CUSTOMER, List.of(Shop.uuid("bob"))));
            assertRefused(() -> peer.getFrom(Shop.CUSTOMER, Optional.empty(), 10));

            assertThat(there.has("customers", "bob")).isFalse();
        }
    }

    private static void assertRefused(ThrowingCallable asked) {
        assertThatThrownBy(asked).isInstanceOfSatisfying(PeerException.class, refused -> assertThat(refused.code())
                .isEqualTo("direction_refused"));
    }
}
