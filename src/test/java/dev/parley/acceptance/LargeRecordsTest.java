package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sync.LocalPeer;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.wire.Exchange;
import dev.parley.wire.Found;
import dev.parley.wire.Packet;
import dev.parley.wire.RecordName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records of which a hundred are more than memory has room for go a few at a time, whoever asks for how many. */
class LargeRecordsTest {

    private static final int RECORDS = 40;
    private static final int CHARACTERS = 300_000;
    /** Of the values in one message: the room that there is. */
    private static final long MOST = 4_000_000;

    private static String[] names(String prefix) {
        return IntStream.range(0, RECORDS).mapToObj(i -> prefix + i).toArray(String[]::new);
    }

    private static String enlarged(String condition, char letter) {
        String text = Character.toString(letter).repeat(CHARACTERS);
        return "update customers set notes = '%s' where %s".formatted(text, condition);
    }

    /** Every second one changed since Parley came, so that it is told by the log, the others by their rows. */
    private static ShopSite filled(Engine engine) {
        List<String> statements = new ArrayList<>(Shop.statements(engine, "here", names("c")));
        statements.add(enlarged("1 = 1", 'x'));
        return ShopSite.open(Shop.setup(engine, "here", Shop.CATALOGUE, statements));
    }

    /** What the other site of a link asks. */
    private static Cable asking(ShopSite here, ShopSite there) {
        Pair pair = new Pair(here, there);
        pair.sites().sync(SyncType.INCREMENTAL);
        here.run(enlarged("id % 2 = 0", 'y'));
        here.takeIn();
        return Cable.to(new LocalPeer(here.site().context(), pair.sites().hereLink()));
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whoAsksForManyGetsTheFirstOnesAndIsToldHowMany(Engine engine) {
        try (ShopSite here = filled(engine);
                ShopSite there = ShopSite.open(engine, "there")) {
            Cable cable = asking(here, there);
            List<UUID> open = IntStream.range(0, RECORDS)
                    .mapToObj(i -> Shop.uuid("c" + i))
                    .toList();
            List<UUID> came = new ArrayList<>();

            while (!open.isEmpty()) {
                Found found = cable.get(Shop.CUSTOMER, open);
                assertThat(found.packets()).hasSize(found.answered(open.size()));
                found.packets().forEach(packet -> came.add(packet.record()));
                open = open.subList(found.answered(open.size()), open.size());
            }

            assertThat(came).hasSize(RECORDS).doesNotHaveDuplicates();
            assertThat(cable.requests()).isBetween(3, RECORDS);
            assertThat(cable.largest()).isLessThan(MOST);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void pagesOfThemHaveFewerRecordsThanWereAskedFor(Engine engine) {
        try (ShopSite here = filled(engine);
                ShopSite there = ShopSite.open(engine, "there")) {
            Cable cable = asking(here, there);
            List<UUID> came = new ArrayList<>();

            for (List<Packet> page = cable.getFrom(Shop.CUSTOMER, Optional.empty(), RECORDS);
                    !page.isEmpty();
                    page = cable.getFrom(Shop.CUSTOMER, Optional.of(came.get(came.size() - 1)), RECORDS)) {
                page.forEach(packet -> came.add(packet.record()));
            }

            assertThat(came).hasSize(RECORDS).doesNotHaveDuplicates();
            assertThat(cable.largest()).isLessThan(MOST);
        }
    }

    @Test
    void whoLacksChangesOfManyIsToldWhichOnesToAskForAgain() {
        try (ShopSite here = filled(Engine.SQLITE);
                ShopSite there = ShopSite.open(Engine.SQLITE, "there")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            List<Cable> used = new ArrayList<>();
            pair.sites().syncBack(SyncType.INCREMENTAL, peer -> {
                used.add(Cable.to(peer));
                return used.get(0);
            });
            Exchange silent = used.get(0).last();
            List<RecordName> needs = Arrays.stream(names("c"))
                    .map(name -> new RecordName(Shop.CUSTOMER, Shop.uuid(name)))
                    .toList();
            List<UUID> came = new ArrayList<>();

            while (!needs.isEmpty()) {
                Exchange.Reply reply = used.get(0).exchange(needing(silent, needs));
                reply.packets().forEach(packet -> came.add(packet.record()));
                assertThat(reply.later()).hasSizeLessThan(needs.size());
                needs = reply.later();
            }

            assertThat(came).hasSize(RECORDS).doesNotHaveDuplicates();
            assertThat(used.get(0).largest()).isGreaterThan(CHARACTERS).isLessThan(MOST);
        }
    }

    private static Exchange needing(Exchange silent, List<RecordName> needs) {
        return new Exchange(
                silent.myDigest(),
                silent.yourDigest(),
                silent.from(),
                silent.upTo(),
                silent.since(),
                silent.pull(),
                silent.limit(),
                needs,
                List.of());
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aComparisonFetchesAndGivesThemAFewAtATime(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", names("a"));
                ShopSite there = ShopSite.open(engine, "there", names("b"))) {
            here.run(enlarged("1 = 1", 'x'));
            there.run(enlarged("1 = 1", 'y'));
            Pair pair = new Pair(here, there);
            List<Cable> used = new ArrayList<>();

            pair.sites().sync(SyncType.PARTIAL, peer -> {
                used.add(Cable.to(peer));
                return used.get(0);
            });

            assertThat(here.site().rows("select count(*) from customers where notes is not null"))
                    .containsExactly(Integer.toString(2 * RECORDS));
            assertThat(used.get(0).largest()).isGreaterThan(CHARACTERS).isLessThan(MOST);
            pair.assertSettled();
        }
    }
}
