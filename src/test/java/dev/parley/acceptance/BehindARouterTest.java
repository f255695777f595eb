package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.remote.HttpPeer;
import dev.parley.store.Link.Direction;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A shop that nobody can call pushes and pulls all the same, since it is always the one who asks. Over real HTTP. */
class BehindARouterTest {

    private static final String TEXT = "Łódź 東京 🍷 \u0001 \"quoted\" {json: [true]}";

    @ParameterizedTest
    @EnumSource(Direction.class)
    void allThatTheLinkAllowsGoesOverRequestsOfOneSite(Direction direction) {
        try (ShopSite shop = ShopSite.open(Engine.SQLITE, "shop", "ann", "of the shop");
                ShopSite hosted = ShopSite.open(Engine.SQLITE, "hosted", "ann", "of the host")) {
            Pair pair = new Pair(shop, hosted, direction);
            try (Served served = new Served(hosted, pair.sites().thereLink())) {
                HttpPeer host = served.client();
                pair.sites().sync(SyncType.INCREMENTAL, unused -> host);

                shop.set("customers", "ann", "phone = '" + TEXT + "'");
                shop.addOrder("F-1", "ann");
                hosted.set("customers", "ann", "city = '" + TEXT + "'");
                hosted.delete("customers", "of the host");
                shop.delete("customers", "of the shop");
                pair.sites().sync(SyncType.INCREMENTAL, unused -> host);

                boolean pushes = direction.pushes();
                assertThat(hosted.get("customers", "ann", "phone")).isEqualTo(pushes ? TEXT : "555");
                assertThat(hosted.has("orders", "F-1")).isEqualTo(pushes);
                assertThat(hosted.has("customers", "of the shop")).isFalse();
                assertThat(shop.get("customers", "ann", "city")).isEqualTo(direction.pulls() ? TEXT : "Gdańsk");
                assertThat(shop.has("customers", "of the host")).isFalse();
                if (direction == Direction.BI) {
                    ShopSite.assertSame(shop, hosted);
                }

                long sent = host.traffic().bytesSent();
                long requests = host.traffic().requests();
                pair.sites().sync(SyncType.INCREMENTAL, unused -> host);
                assertThat(host.traffic().requests() - requests).isEqualTo(1);
                assertThat(host.traffic().bytesSent() - sent).isLessThan(1024);
            }
        }
    }
}
