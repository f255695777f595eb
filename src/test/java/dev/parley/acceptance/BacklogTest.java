package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.wire.Peer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A site that was away for long has much to say, and nobody stops working while it does. */
class BacklogTest {

    private static final int CUSTOMERS = 700;
    private static final int PEOPLE = 20;
    private static final int ROUNDS = 4;
    private static final int EDITS = 20;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aLongBacklogComesThroughThoughPeopleGoOnEditingTheSameRecords(Engine engine) {
        String[] names = IntStream.range(0, CUSTOMERS).mapToObj(i -> "c" + i).toArray(String[]::new);
        try (ShopSite here = ShopSite.open(engine, "here", names);
                ShopSite there = ShopSite.open(engine, "there", names)) {
            Pair pair = new Pair(here, there);
            pair.sync();
            for (int round = 0; round < ROUNDS; round++) {
                here.run("update customers set phone = '1-%d'".formatted(round));
                there.run("update customers set city = '2-%d'".formatted(round));
            }

            AtomicInteger edits = new AtomicInteger();
            pair.sites()
                    .sync(
                            SyncType.INCREMENTAL,
                            peer -> meanwhile(peer, () -> {
                                if (edits.get() == EDITS) {
                                    return;
                                }
                                int edit = edits.getAndIncrement();
                                here.set(
                                        "customers",
                                        "c" + edit * 7 % CUSTOMERS,
                                        "notes = 'meanwhile here %d'".formatted(edit));
                                there.set(
                                        "customers",
                                        "c" + edit * 11 % CUSTOMERS,
                                        "notes = 'meanwhile there %d'".formatted(edit));
                                there.set("customers", "c" + edit * 13 % CUSTOMERS, "phone = '3-%d'".formatted(edit));
                            }));
            assertThat(edits).hasPositiveValue();
            assertThat(there.site().value("select count(*) from customers where phone like '1-3'"))
                    .as("most of the backlog came with the first sync")
                    .satisfies(count -> assertThat(Integer.parseInt(count)).isGreaterThan(CUSTOMERS / 2));

            pair.sync();
            pair.assertSettled();
            assertThat(here.site().value("select count(*) from customers where city = '2-3'"))
                    .isEqualTo(Integer.toString(CUSTOMERS));
            assertThat(here.get("customers", "c" + (edits.get() - 1) * 13 % CUSTOMERS, "phone"))
                    .isEqualTo("3-" + (edits.get() - 1));
        }
    }

    /** A line to the other site that lets people work before each request is carried out. */
    /** Each request finds something new at both sites: what was there when the sync began goes, and the rest is the next one's. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void aSyncComesToItsEndThoughPeopleNeverStopEditing(Engine engine) {
        String[] names = IntStream.range(0, PEOPLE).mapToObj(i -> "c" + i).toArray(String[]::new);
        try (ShopSite here = ShopSite.open(engine, "here", names);
                ShopSite there = ShopSite.open(engine, "there", names)) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.set("customers", "c0", "phone = 'before'");
            there.set("customers", "c1", "phone = 'before'");
            AtomicInteger requests = new AtomicInteger();

            pair.sites()
                    .sync(
                            SyncType.INCREMENTAL,
                            peer -> meanwhile(peer, () -> {
                                int request = requests.incrementAndGet();
                                assertThat(request).as("requests of one sync").isLessThan(PEOPLE);
                                here.set("customers", "c" + request, "notes = 'here %d'".formatted(request));
                                here.takeIn();
                                there.set("customers", "c" + request, "city = 'there %d'".formatted(request));
                                there.takeIn();
                            }));

            assertThat(there.get("customers", "c0", "phone")).isEqualTo("before");
            assertThat(here.get("customers", "c1", "phone")).isEqualTo("before");
            pair.sync();
            pair.assertSettled();
        }
    }

    private static Peer meanwhile(Peer peer, Runnable work) {
        return (Peer) Proxy.newProxyInstance(
                Peer.class.getClassLoader(), new Class<?>[] {Peer.class}, (proxy, method, arguments) -> {
                    work.run();
                    try {
                        return method.invoke(peer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
