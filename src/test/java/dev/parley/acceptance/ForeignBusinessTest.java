package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.merge.Action;
import dev.parley.merge.Author;
import dev.parley.merge.Change;
import dev.parley.merge.Value;
import dev.parley.sync.LocalPeer;
import dev.parley.testing.Engine;
import dev.parley.wire.Listing;
import dev.parley.wire.Packet;
import dev.parley.wire.Peer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A link carries one business: nothing of another is shown, sent or taken over it. */
class ForeignBusinessTest {

    private static final String ADD_OTHER =
            "insert into businesses (id, uuid, name) values (99, '%s', 'Another')".formatted(Shop.OTHER_BUSINESS);

    @ParameterizedTest
    @EnumSource(Engine.class)
    void nothingOfAnotherBusinessLeaks(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann");
                ShopSite there = ShopSite.open(engine, "there")) {
            here.run(ADD_OTHER, Shop.customer("mallory", Shop.OTHER_BUSINESS));
            Pair pair = new Pair(here, there);
            pair.sync();

            here.set("customers", "mallory", "phone = '1'");
            here.run(Shop.customer("oscar", Shop.OTHER_BUSINESS));
            here.delete("customers", "mallory");
            here.set("customers", "ann", "phone = '1'");
            pair.sync();

            assertThat(there.site().rows("select name from customers")).containsExactly("ann");
            assertThat(there.site().rows("select uuid from businesses")).containsExactly(Shop.BUSINESS.toString());
            assertThat(there.site()
                            .rows("select 1 from parley_change where record in ('%s', '%s', '%s')"
                                    .formatted(Shop.uuid("mallory"), Shop.uuid("oscar"), Shop.OTHER_BUSINESS)))
                    .isEmpty();
            pair.assertSilent();
        }
    }

    @Test
    void whoAsksForARecordOfAnotherBusinessByItsUuidGetsNothing() {
        try (ShopSite here = ShopSite.open(Engine.SQLITE, "here", "ann");
                ShopSite there = ShopSite.open(Engine.SQLITE, "there")) {
            here.run(ADD_OTHER, Shop.customer("untouched", Shop.OTHER_BUSINESS));
            Pair pair = new Pair(here, there);
            pair.sync();
            here.run(Shop.customer("mallory", Shop.OTHER_BUSINESS));
            here.run(Shop.customer("gone", Shop.OTHER_BUSINESS));
            here.delete("customers", "gone");
            here.takeIn();
            Peer peer = new LocalPeer(here.site().context(), pair.sites().hereLink());

            List<UUID> asked = List.of(Shop.uuid("untouched"), Shop.uuid("mallory"), Shop.uuid("gone"));
            assertThat(peer.get(Shop.CUSTOMER, asked).packets()).isEmpty();
            assertThat(peer.get("shop.core.business", List.of(Shop.OTHER_BUSINESS))
                            .packets())
                    .isEmpty();
            assertThat(peer.getFrom(Shop.CUSTOMER, Optional.empty(), 100))
                    .extracting(Packet::record)
                    .containsExactly(Shop.uuid("ann"));
            assertThat(peer.list(Shop.CUSTOMER, Optional.empty(), 100).entries())
                    .extracting(Listing.Entry::record)
                    .containsExactly(Shop.uuid("ann"));
            assertThat(peer.list("shop.core.business", Optional.empty(), 100).entries())
                    .extracting(Listing.Entry::record)
                    .containsExactly(Shop.BUSINESS);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aChangeOfARecordOfAnotherBusinessIsRefusedAndToldAndTheRestIsTaken(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann");
                ShopSite there = ShopSite.open(engine, "there")) {
            here.run(ADD_OTHER, Shop.customer("untouched", Shop.OTHER_BUSINESS));
            Pair pair = new Pair(here, there);
            pair.sync();
            here.run(Shop.customer("mallory", Shop.OTHER_BUSINESS));
            here.takeIn();
            Peer peer = new LocalPeer(here.site().context(), pair.sites().hereLink());

            peer.push(List.of(
                    phone(Shop.CUSTOMER, "untouched"),
                    phone(Shop.CUSTOMER, "mallory"),
                    phone("shop.core.business", "another business"),
                    phone(Shop.CUSTOMER, "ann")));

            assertThat(here.site().rows("select name, phone from customers order by name"))
                    .containsExactly("ann|of a stranger", "mallory|555", "untouched|555");
            assertThat(here.site().rows("select name from businesses where id = 99"))
                    .containsExactly("Another");
            assertThat(here.problems("foreign")).hasSize(2);
            assertThat(here.site().rows("select 1 from parley_change where user_name = 'stranger'"))
                    .hasSize(1);
        }
    }

    private static Packet phone(String object, String name) {
        Change change = new Change(
                UUID.randomUUID(),
                Action.UPDATE,
                object,
                Shop.uuid(name),
                Map.of("phone", Value.of("of a stranger"), "name", Value.of(name)),
                1_720_000_000_000_000L,
                new Author("stranger", "", UUID.randomUUID()),
                List.of());
        return Packet.of(object, Shop.uuid(name), List.of(change));
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aRecordThatMovesToAnotherBusinessLeavesTheSitesOfTheFirst(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(engine, "there")) {
            here.run(ADD_OTHER);
            Pair pair = new Pair(here, there);
            pair.sync();

            here.set("customers", "ann", "business_id = 99, phone = 'secret'");
            pair.sync();

            assertThat(there.site().rows("select name from customers")).containsExactly("bob");
            assertThat(here.has("customers", "ann")).isTrue();
            assertThat(there.site().rows("select 1 from parley_change where fields like '%secret%'"))
                    .isEmpty();
            pair.assertSilent();
        }
    }
}
