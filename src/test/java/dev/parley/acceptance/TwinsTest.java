package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Link.Direction;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was entered at both sites is one record, and what one site has twice stays two, whichever way a link goes and whoever starts. */
class TwinsTest {

    private static final String CATALOGUE =
            Shop.CATALOGUE.replace("{table: customers}", "{table: customers, natural_key: name}");

    static List<Arguments> links() {
        List<Arguments> links = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            links.add(Arguments.of(Engine.SQLITE, direction, true));
            links.add(Arguments.of(Engine.SQLITE, direction, false));
        }
        links.add(Arguments.of(Engine.POSTGRESQL, Direction.PUSH, true));
        links.add(Arguments.of(Engine.MARIADB, Direction.PULL, false));
        return links;
    }

    @ParameterizedTest
    @MethodSource("links")
    void twoThatTheGiverHasStayTwoAndOneThatItEnteredAgainBecomesOne(
            Engine engine, Direction direction, boolean startedHere) {
        // The giver knows two people called Ann, of whom the taker has one; each entered Bob by itself.
        String[] giving = {customer("ann", "Ann"), customer("another ann", "Ann"), customer("bob", "Bob")};
        String[] taking = {customer("another ann", "Ann"), customer("bob of the taker", "Bob")};
        boolean pulls = direction == Direction.PULL;
        try (ShopSite here = open(engine, "here", pulls ? taking : giving);
                ShopSite there = open(engine, "there", pulls ? giving : taking)) {
            Pair pair = new Pair(here, there, direction);
            ShopSite taker = pulls ? here : there;

            sync(pair, startedHere);

            assertThat(taker.site().rows("select name from customers order by name"))
                    .containsExactly("Ann", "Ann", "Bob");
            assertThat(taker.has("customers", "ann")).isTrue();
            assertThat(taker.site().rows("select count(*) from parley_map")).containsExactly("1");
            ShopSite giver = pulls ? there : here;
            giver.set("customers", "bob", "phone = '7'");
            sync(pair, startedHere);
            assertThat(taker.site().rows("select phone from customers where name = 'Bob'"))
                    .containsExactly("7");
        }
    }

    @ParameterizedTest
    @MethodSource("links")
    void aLaterComparisonDecidesLikeTheFirst(Engine engine, Direction direction, boolean startedHere) {
        boolean pulls = direction == Direction.PULL;
        try (ShopSite here = open(engine, "here", customer("ann", "Ann"));
                ShopSite there = open(engine, "there", customer("ann", "Ann"))) {
            Pair pair = new Pair(here, there, direction);
            ShopSite taker = pulls ? here : there;
            ShopSite giver = pulls ? there : here;
            sync(pair, startedHere);
            giver.run(customer("bob", "Bob"), customer("a new ann", "Ann"));
            taker.run(customer("bob of the taker", "Bob"));

            if (startedHere) {
                pair.sites().sync(SyncType.PARTIAL);
            } else {
                pair.sites().syncBack(SyncType.PARTIAL);
            }

            assertThat(taker.site().rows("select name from customers order by name"))
                    .containsExactly("Ann", "Ann", "Bob");
        }
    }

    static List<Arguments> oneWayLinks() {
        return links().stream().filter(link -> link.get()[1] != Direction.BI).toList();
    }

    /** The taker's Bob was there before Parley and never came to the giver, so whoever the giver enters as Bob is him. */
    @ParameterizedTest
    @MethodSource("oneWayLinks")
    void aLaterIncrementalSyncFindsWhatTheGiverLacks(Engine engine, Direction direction, boolean startedHere) {
        boolean pulls = direction == Direction.PULL;
        String[] giving = {customer("ann", "Ann")};
        String[] taking = {customer("ann", "Ann"), customer("bob of the taker", "Bob")};
        try (ShopSite here = open(engine, "here", pulls ? taking : giving);
                ShopSite there = open(engine, "there", pulls ? giving : taking)) {
            Pair pair = new Pair(here, there, direction);
            ShopSite taker = pulls ? here : there;
            ShopSite giver = pulls ? there : here;
            sync(pair, startedHere);

            giver.run(customer("bob", "Bob"), customer("cid", "Cid"));
            taker.run(customer("cid of the taker", "Cid"));
            sync(pair, startedHere);

            assertThat(taker.site().rows("select name from customers order by name"))
                    .containsExactly("Ann", "Bob", "Cid");
            assertThat(taker.site().rows("select count(*) from parley_map")).containsExactly("2");
            assertThat(giver.site().rows("select count(*) from parley_map")).containsExactly("0");
            pair.assertSilent();
        }
    }

    /** Ann is at both by other ways than this link, and Bob goes by two uuids at the taker alone: each time the giver knows both of two. */
    @ParameterizedTest
    @MethodSource("oneWayLinks")
    void aLaterIncrementalSyncLeavesTwoThatTheGiverHas(Engine engine, Direction direction, boolean startedHere) {
        boolean pulls = direction == Direction.PULL;
        String[] giving = {customer("ann", "Ann"), customer("bob", "Bob")};
        String[] taking = {customer("bob of the taker", "Bob")};
        try (ShopSite here = open(engine, "here", pulls ? taking : giving);
                ShopSite there = open(engine, "there", pulls ? giving : taking)) {
            Pair pair = new Pair(here, there, direction);
            ShopSite taker = pulls ? here : there;
            ShopSite giver = pulls ? there : here;
            taker.run(customer("ann", "Ann"));
            sync(pair, startedHere);

            giver.run(customer("another ann", "Ann"), customer("another bob", "Bob"));
            sync(pair, startedHere);

            assertThat(taker.site().rows("select name from customers order by name"))
                    .containsExactly("Ann", "Ann", "Bob", "Bob");
            assertThat(taker.site().rows("select count(*) from parley_map")).containsExactly("1");
            pair.assertSilent();
        }
    }

    /** Ann has not gone over the link that is synced last, in either direction. She came by the third site. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoThatTheOtherSiteHasStayTwoByWhateverWayTheyCame(boolean startedHere) {
        try (ShopSite left = open(Engine.SQLITE, "left");
                ShopSite middle = open(Engine.SQLITE, "middle");
                ShopSite right = open(Engine.SQLITE, "right")) {
            Pair straight = new Pair(left, right);
            Pair first = new Pair(left, middle);
            Pair second = new Pair(middle, right);
            for (Pair pair : List.of(straight, first, second)) {
                pair.sync();
            }
            left.run(customer("ann", "Ann"));
            first.sync();
            second.sync();
            right.run(customer("another ann", "Ann"), customer("bob", "Bob"));
            left.run(customer("another bob", "Bob"));

            sync(straight, startedHere);

            for (ShopSite site : List.of(left, right)) {
                assertThat(site.site().rows("select name from customers order by name"))
                        .containsExactly("Ann", "Ann", "Bob");
            }
            straight.assertSilent();
        }
    }

    private static void sync(Pair pair, boolean startedHere) {
        if (startedHere) {
            pair.sync();
        } else {
            pair.syncBack();
        }
    }

    private static String customer(String uuid, String name) {
        return Shop.customer(uuid).replace(", '" + uuid + "', ", ", '" + name + "', ");
    }

    private static ShopSite open(Engine engine, String name, String... customers) {
        List<String> statements = new ArrayList<>(Shop.tables(engine));
        statements.add("insert into businesses (uuid, name) values ('%s', 'The Shop')".formatted(Shop.BUSINESS));
        statements.addAll(List.of(customers));
        return ShopSite.open(Shop.setup(engine, name, CATALOGUE, statements));
    }
}
