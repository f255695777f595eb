package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.acceptance.Gallery.Line;
import dev.parley.catalogue.Part;
import dev.parley.store.Link.Direction;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.testing.LogTable;
import dev.parley.wire.Block;
import dev.parley.wire.Peer;
import dev.parley.wire.PeerException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A first load in blocks makes of the records what the one path in would make of them. */
class LoadTest {

    private static final int WORKS = 40;

    static Stream<Arguments> pairs() {
        return Stream.of(
                Arguments.of(Engine.SQLITE, Engine.SQLITE),
                Arguments.of(Engine.POSTGRESQL, Engine.POSTGRESQL),
                Arguments.of(Engine.MARIADB, Engine.MARIADB),
                Arguments.of(Engine.POSTGRESQL, Engine.MARIADB),
                Arguments.of(Engine.MARIADB, Engine.SQLITE),
                Arguments.of(Engine.SQLITE, Engine.POSTGRESQL));
    }

    private static Gallery filled(Engine engine) {
        return Gallery.open(
                engine,
                "full",
                Gallery.works(engine, Gallery.BUSINESS, "a", WORKS).toArray(String[]::new));
    }

    private static void assertSame(Gallery one, Gallery other) {
        for (String object : Gallery.OBJECTS) {
            assertThat(other.records(object)).as(object).isEqualTo(one.records(object));
        }
        assertThat(other.site().rows("select id from works where artist_id not in (select id from artists)"))
                .isEmpty();
    }

    private static void assertSilent(Line line) {
        Cable[] cable = new Cable[1];
        line.sync(SyncType.PARTIAL, peer -> {
            cable[0] = Cable.to(peer);
            return cable[0];
        });
        assertThat(cable[0].packets()).isZero();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyKindOfValueComesAsItStands(Engine from, Engine to) {
        try (Gallery full = filled(from);
                Gallery empty = Gallery.open(to, "empty")) {
            Line line = new Line(empty, full, Direction.PULL);

            line.sync();

            assertThat(empty.count("works")).isEqualTo(WORKS);
            assertSame(full, empty);
            assertSilent(line);
            assertThat(empty.site().rows("select action from parley_change where action not in ('load', 'comparing')"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSiteThatHasTheRecordsMayStart(Engine engine) {
        try (Gallery full = filled(engine);
                Gallery empty = Gallery.open(engine, "empty")) {
            Line line = new Line(full, empty, Direction.PUSH);

            line.sync();

            assertSame(full, empty);
            assertSilent(line);
        }
    }

    /** Each block refers to artists that the block before it did not, and each artist comes once. */
    @ParameterizedTest
    @CsvSource({"SQLITE, PULL", "SQLITE, PUSH", "POSTGRESQL, PULL", "MARIADB, PUSH"})
    void aPartThatGoesInManyBlocksBringsAlongWhatTheyReferTo(Engine engine, Direction direction) {
        List<String> statements = new ArrayList<>();
        for (String of : List.of("a", "b", "c")) {
            statements.addAll(Gallery.works(engine, Gallery.BUSINESS, of, 15));
        }
        statements.removeIf(sql -> sql.startsWith("insert into settings"));
        statements.add(
                "insert into artists (uuid, business_id, name, last_updated) select '%s', id, 'Nobody', '2020-01-01 00:00:00' from businesses where uuid = '%s'"
                        .formatted(Shop.uuid("nobody"), Gallery.BUSINESS));
        try (Gallery full = Gallery.open(engine, "full", statements.toArray(String[]::new));
                Gallery empty = Gallery.open(engine, "empty")) {
            Line line = direction == Direction.PULL
                    ? new Line(empty, full, Direction.BI)
                    : new Line(full, empty, Direction.BI);
            Part works = Part.of(full.site().context().catalogue(), List.of(), List.of(), List.of("work"));

            assertThat(line.sync(works).notes())
                    .contains("Brought along, since records of this part refer to them: 3 of art.core.artist.");

            assertThat(empty.records(Gallery.WORK)).hasSize(45).isEqualTo(full.records(Gallery.WORK));
            assertThat(empty.site().rows("select name from artists order by name"))
                    .containsExactly("aFrida", "bFrida", "cFrida");
            assertThat(empty.count("labels")).isZero();
            line.sync();
            assertSame(full, empty);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatDoesNotFitIsHeldAndTheRestGoesOn(Engine engine) {
        List<String> statements = new ArrayList<>(Gallery.works(engine, Gallery.BUSINESS, "a", WORKS));
        String works = "'%s', '%s'".formatted(Shop.uuid("a12"), Shop.uuid("a13"));
        statements.add(
                "delete from labels where work_id in (select id from works where uuid in (%s))".formatted(works));
        statements.add("update works set size = 1, number = 5, price = 3 where uuid in (%s)".formatted(works));
        statements.add("update labels set word = 'w20' where word = 'w21'");
        try (Gallery full = Gallery.open(engine, "full", statements.toArray(String[]::new));
                Gallery empty = Gallery.open(
                        engine,
                        "empty",
                        "create unique index one_number on works (size, number, price)",
                        "create unique index one_word on labels (word)")) {
            Line line = new Line(empty, full, Direction.PULL);

            line.sync();

            assertThat(empty.count("works")).isEqualTo(WORKS - 1);
            assertThat(empty.count("labels")).isEqualTo(WORKS - 3);
            assertThat(empty.site().rows("select object, state from parley_record order by object"))
                    .containsExactly("art.core.label|held", "art.core.work|held");
            String of = engine == Engine.MARIADB ? " on %s" : "";
            empty.run("drop index one_number" + of.formatted("works"), "drop index one_word" + of.formatted("labels"));
            line.sync();
            assertThat(empty.count("works")).isEqualTo(WORKS);
            assertSame(full, empty);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLoadThatIsCutGoesOnWhereItStopped(Engine engine) {
        for (Direction direction : List.of(Direction.PULL, Direction.PUSH)) {
            try (Gallery full = filled(engine);
                    Gallery empty = Gallery.open(engine, "empty")) {
                Gallery starts = direction == Direction.PULL ? empty : full;
                Line line = new Line(starts, starts == full ? empty : full, direction);
                int loaded = 0;
                int cuts = 0;
                boolean finished = false;
                for (int request = 4; !finished; request++) {
                    assertThat(cuts).isLessThan(60);
                    AtomicInteger rows = new AtomicInteger();
                    int last = request;
                    try {
                        line.sync(SyncType.INCREMENTAL, peer -> counting(Cable.cutAfter(last, peer), rows));
                        finished = true;
                    } catch (PeerException cut) {
                        cuts++;
                    }
                    loaded += rows.get();
                }
                assertThat(cuts).isGreaterThan(4);
                // Each cut loses one answer, so at most one block a cut is sent again.
                assertThat(loaded).isLessThanOrEqualTo(3 + 2 * WORKS + 7 * (cuts + 1));
                assertSame(full, empty);
                assertSilent(line);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void recordsWithAHistoryComeWithItAmongTheOthers(Engine engine) {
        try (Gallery full = filled(engine);
                Gallery empty = Gallery.open(engine, "empty")) {
            for (int i = 0; i < WORKS; i += 5) {
                full.run("update works set title = 'new %d' where uuid = '%s'".formatted(i, Shop.uuid("a" + i)));
            }
            full.run("update settings set detail_value = '14'");
            full.run("delete from labels where word = 'w7'");
            Line line = new Line(empty, full, Direction.PULL);

            line.sync();

            assertSame(full, empty);
            assertThat(empty.site().rows(LogTable.HISTORY))
                    .containsExactlyInAnyOrderElementsOf(full.site().rows(LogTable.HISTORY))
                    .hasSizeGreaterThan(15);
            assertSilent(line);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatPeopleDoAtBothSitesMeanwhileSettles(Engine engine) {
        for (Direction direction : List.of(Direction.PULL, Direction.PUSH)) {
            try (Gallery full = filled(engine);
                    Gallery empty = Gallery.open(engine, "empty", direction == Direction.PUSH)) {
                boolean pulls = direction == Direction.PULL;
                Line line = new Line(pulls ? empty : full, pulls ? full : empty, Direction.BI);

                line.sync(
                        SyncType.INCREMENTAL,
                        peer -> meanwhile(peer, block -> {
                            if (block % 2 == 1) {
                                edit(empty, "here", block);
                                edit(full, "there", block);
                            }
                        }));
                line.sync();
                line.syncBack();

                assertSame(full, empty);
                assertSilent(line);
            }
        }
    }

    /** Alters, deletes and adds something, as far as it is there. */
    private static void edit(Gallery gallery, String who, int step) {
        gallery.run(
                "update works set title = '%s %d' where uuid = '%s'"
                        .formatted(who, step, Shop.uuid("a" + (step * 11 % WORKS))),
                "delete from labels where word = 'w%d'".formatted(step * 5 % WORKS),
                "insert into artists (uuid, business_id, name, last_updated) values ('%s', %s, '%s %d', '2022-01-01 00:00:00')"
                        .formatted(Shop.uuid(who + step), Shop.business(Gallery.BUSINESS), who, step));
    }

    @ParameterizedTest
    @EnumSource
    void anotherBusinessInTheSameTablesStaysAsItIs(Engine engine) {
        try (Gallery full = filled(engine);
                Gallery shared = Gallery.open(
                        engine,
                        "shared",
                        Gallery.works(engine, Gallery.OTHER_BUSINESS, "b", WORKS)
                                .toArray(String[]::new))) {
            full.run(Gallery.works(engine, Gallery.OTHER_BUSINESS, "c", 3).toArray(String[]::new));
            String theirs =
                    "select w.uuid, w.title, w.price, a.name from works w join artists a on a.id = w.artist_id where w.business_id = "
                            + Shop.business(Gallery.OTHER_BUSINESS) + " order by w.uuid";
            List<String> before = shared.site().rows(theirs);
            Line line = new Line(shared, full, Direction.PULL);

            line.sync();

            assertThat(shared.site().rows(theirs)).isEqualTo(before).hasSize(WORKS);
            assertSame(full, shared);
            assertSilent(line);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRecordThatIsAnotherBusinesssHereIsRefused(Engine engine) {
        try (Gallery full = filled(engine);
                Gallery shared = Gallery.open(
                        engine,
                        "shared",
                        Gallery.works(engine, Gallery.OTHER_BUSINESS, "a", 1).toArray(String[]::new))) {
            shared.run("update artists set uuid = '%s'".formatted(Shop.uuid("somebody")));
            Line line = new Line(shared, full, Direction.PULL);

            line.sync();

            assertThat(shared.count("works")).isEqualTo(WORKS - 1);
            assertThat(shared.site().rows("select kind from parley_problem where record = '" + Shop.uuid("a0") + "'"))
                    .contains("foreign");
        }
    }

    /** Counts the rows and packets of blocks that come or go. */
    private static Peer counting(Peer peer, AtomicInteger rows) {
        return around(
                peer,
                block -> rows.addAndGet(block.rows().count() + block.packets().size()));
    }

    /** Something happens after each block has come, or before it goes. */
    private static Peer meanwhile(Peer peer, IntConsumer event) {
        AtomicInteger blocks = new AtomicInteger();
        return around(peer, block -> event.accept(blocks.incrementAndGet()));
    }

    private static Peer around(Peer peer, Consumer<Block> watcher) {
        return (Peer) Proxy.newProxyInstance(
                Peer.class.getClassLoader(), new Class<?>[] {Peer.class}, (proxy, method, arguments) -> {
                    try {
                        if (method.getName().equals("load")) {
                            watcher.accept((Block) arguments[0]);
                        }
                        Object answer = method.invoke(peer, arguments);
                        if (method.getName().equals("block")) {
                            watcher.accept((Block) answer);
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
