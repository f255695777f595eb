package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.digest.Fingerprint;
import dev.parley.store.Businesses;
import dev.parley.store.RowSums;
import dev.parley.store.Tx;
import dev.parley.sync.SyncReport;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.winery.TestSite;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that adds its rows up by itself never says the same of what is not the same. */
class RowSumsTest {

    private static final String CATALOGUE = """
            packages:
              shop:
                core:
                  business: {table: businesses, business: self}
                  thing: {table: things}
            """;

    /** Each makes of the rows what they have not been before. */
    private static final List<String> EDITS = List.of(
            "a = '' where id % 10 = 1",
            "a = 'NULL' where id % 10 = 1",
            "a = '''' where id % 10 = 1",
            "a = 'x', b = 'y' where id % 10 = 1",
            "a = 'xy', b = '' where id % 10 = 1",
            "a = 'x,y', b = null where id % 10 = 1",
            "a = 'x', b = ',y' where id % 10 = 1",
            "a = 'x '  where id % 10 = 1",
            "a = 'X' where id % 10 = 1",
            "a = 'é' where id % 10 = 1",
            "a = 'one' where id % 10 = 1",
            "a = case id % 10 when 1 then 'two' else 'one' end where id % 10 < 3",
            "a = case id % 10 when 1 then 'one' else 'two' end where id % 10 < 3",
            "n = 0 where id % 10 = 1",
            "n = 4294967297 where id % 10 = 1",
            "n = -4294967296 where id % 10 = 1",
            "n = -1 where id % 10 = 1",
            "n = case id % 10 when 1 then 0 else 4294967297 end where id % 10 < 3",
            "n = case id % 10 when 1 then 4294967297 else 0 end where id % 10 < 3",
            "d = 1.5 where id % 10 = 1",
            "d = 15 where id % 10 = 1",
            "d = -15 where id % 10 = 1",
            "d = case id % 10 when 1 then 1 else 10000 end where id % 10 < 3",
            "d = case id % 10 when 1 then 10000 else 1 end where id % 10 < 3",
            "d = null where id % 10 = 1",
            "b = null where id % 10 = 1",
            "n = null, d = 3 where id % 10 = 1",
            "n = 3, d = null where id % 10 = 1",
            "t = '2011-01-31 14:05:10' where id % 10 = 1",
            "t = case id % 10 when 1 then '2024-01-01 00:00:00' else '2025-01-01 00:00:00' end where id % 10 < 3",
            "t = case id % 10 when 1 then '2025-01-01 00:00:00' else '2024-01-01 00:00:00' end where id % 10 < 3",
            "t = null where id % 10 = 1",
            "bytes = NOTHING where id % 10 = 1",
            "bytes = ZERO where id % 10 = 1",
            "bytes = TWICE where id % 10 = 1",
            "other_id = id where id % 10 = 1",
            "other_id = id + 1 where id % 10 = 1",
            "uuid = '99999999-2222-4333-8444-555555555555' where id % 10 = 1");

    private static String edit(Engine engine, String edit) {
        boolean postgresql = engine == Engine.POSTGRESQL;
        return edit.replace("NOTHING", "''")
                .replace("ZERO", postgresql ? "'\\x00'" : "x'00'")
                .replace("TWICE", postgresql ? "'\\x0000'" : "x'0000'")
                .replace("then '2", postgresql ? "then timestamp '2" : "then '2")
                .replace("else '2", postgresql ? "else timestamp '2" : "else '2");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void whatDiffersHasAnotherSumAndWhatIsTheSameHasTheSame(Engine engine) {
        try (TestSite here = TestSite.open(Shop.setup(engine, "here", CATALOGUE, filled(engine, 10, "varchar(40)")));
                TestSite there =
                        TestSite.open(Shop.setup(engine, "there", CATALOGUE, filled(engine, 70, "varchar(40)")))) {
            Map<Fingerprint, String> seen = new LinkedHashMap<>();
            seen.put(sum(here), "as it was");
            for (String edit : EDITS) {
                here.run("update things set " + edit(engine, edit));
                there.run("update things set " + edit(engine, edit));

                assertThat(seen).as(edit).doesNotContainKey(sum(here));
                assertThat(sum(there)).as(edit).isEqualTo(sum(here));
                seen.put(sum(here), edit);
            }
            assertThat(way(there)).isEqualTo(way(here));
        }
    }

    /** Of many businesses with few rows each, of few values that may be taken for one another. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void businessesHaveTheSameSumWhereTheyHaveTheSameRows(Engine engine) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> statements = new ArrayList<>(filled(engine, 1, "varchar(40)"));
        Map<Integer, List<String>> rows = new LinkedHashMap<>();
        for (int business = 10; business < 10 + BUSINESSES; business++) {
            statements.add("insert into businesses (id, uuid) values (%d, '%s')"
                    .formatted(business, Shop.uuid("business " + business)));
            for (int row = 1 + random.nextInt(3); row > 0; row--) {
                String values = "'%s', %s, %s, %s, %s"
                        .formatted(
                                Shop.uuid("thing " + row),
                                any(random, TEXTS),
                                any(random, TEXTS),
                                any(random, NUMBERS),
                                any(random, NUMBERS));
                rows.computeIfAbsent(business, key -> new ArrayList<>()).add(values);
                statements.add("insert into things (id, business_id, uuid, a, b, n, d) values (%d, %d, %s)"
                        .formatted(10 * business + row, business, values));
            }
        }
        try (TestSite site = TestSite.open(Shop.setup(engine, "here", CATALOGUE, statements))) {
            Map<Fingerprint, List<String>> seen = new LinkedHashMap<>();
            Map<List<String>, Fingerprint> sums = new LinkedHashMap<>();
            rows.forEach((business, of) -> {
                Fingerprint sum = sum(site, Shop.uuid("business " + business), business);
                List<String> sorted = of.stream().sorted().toList();
                assertThat(seen.getOrDefault(sum, sorted)).as("seed %d", seed).isEqualTo(sorted);
                assertThat(sums.getOrDefault(sorted, sum)).as("seed %d", seed).isEqualTo(sum);
                seen.put(sum, sorted);
                sums.put(sorted, sum);
            });
            assertThat(sums.size()).as("seed %d", seed).isBetween(BUSINESSES / 10, BUSINESSES - 1);
        }
    }

    private static final int BUSINESSES = 1500;
    private static final List<String> TEXTS = List.of("null", "''", "'-'", "',-'", "'1,-'");
    private static final List<String> NUMBERS = List.of("null", "0", "1", "-1");

    private static String any(Random random, List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Of every type there is: one row has each of its values, then two rows have two of them, and the other way round. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void everyValueCounts(Engine engine) {
        // That domain has no null.
        List<TypeSamples.Sample> samples = TypeSamples.of(engine).stream()
                .filter(sample -> !sample.type().equals("share"))
                .toList();
        List<String> types = samples.stream().map(TypeSamples.Sample::type).toList();
        try (ShopSite shop = TypesTest.things(engine, "here", types)) {
            for (String row : List.of("one", "two")) {
                shop.run("insert into things (uuid, business_id) values ('%s', %s)"
                        .formatted(Shop.uuid(row), Shop.business(Shop.BUSINESS)));
            }
            Map<Fingerprint, String> seen = new LinkedHashMap<>();
            for (int i = 0; i < samples.size(); i++) {
                List<String> values = new ArrayList<>(samples.get(i).literals());
                values.add("null");
                for (String value : values) {
                    for (String other : values) {
                        String what = "%s: %s, %s".formatted(samples.get(i).type(), value, other);
                        set(shop, "one", i, value);
                        set(shop, "two", i, other);
                        assertThat(sums(shop.site(), "shop.things.thing"))
                                .as(what)
                                .satisfies(sum -> {
                                    assertThat(sum.count()).isEqualTo(2);
                                    String before = seen.put(sum, what);
                                    assertThat(before == null || before.endsWith(": null, null"))
                                            .as("as %s", before)
                                            .isTrue();
                                });
                    }
                }
            }
        }
    }

    private static void set(ShopSite shop, String row, int column, String value) {
        shop.run("update things set c%d = %s where uuid = '%s'".formatted(column, value, Shop.uuid(row)));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void columnsOfOtherTypesAreNotCompared(Engine engine) {
        try (TestSite here = TestSite.open(Shop.setup(engine, "here", CATALOGUE, filled(engine, 10, "varchar(40)")));
                TestSite there =
                        TestSite.open(Shop.setup(engine, "there", CATALOGUE, filled(engine, 10, "varchar(50)")))) {

            assertThat(way(there)).isNotEqualTo(way(here));
        }
    }

    @Test
    void aRowThatIsTooLongForTheServerIsNotLeftOut() {
        try (TestSite site =
                TestSite.open(Shop.setup(Engine.MARIADB, "here", CATALOGUE, filled(Engine.MARIADB, 10, "longtext")))) {
            assertThat(sum(site).count()).isEqualTo(3);

            site.run("update things set a = repeat('x', @@max_allowed_packet - 4) where id = 11");

            boolean told = site.database()
                    .reading(tx -> of(site, tx, "shop.core.thing").sum().isPresent());
            assertThat(told).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFullSyncOfWhatIsTheSameReadsNoRowWhereTheDatabasesCanTell(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(engine, "there", "ann", "bob")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            List<String> asked = new ArrayList<>();

            pair.sites().sync(SyncType.FULL, peer -> Cable.to(peer).whenCompared(asked::add));

            assertThat(asked).contains("version");
            assertThat(asked.contains("content")).isEqualTo(engine == Engine.SQLITE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneThatDiffersIsFoundAndPutRight(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(engine, "there", "ann", "bob")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            there.site().behindParley("update customers set notes = '' where uuid = '%s'".formatted(Shop.uuid("ann")));

            SyncReport report = pair.sites().sync(SyncType.FULL);

            assertThat(report.pulled().records() + report.pushed().records()).isPositive();
            pair.sync();
            pair.assertSettled();
        }
    }

    private static Fingerprint sum(TestSite site) {
        return sums(site, "shop.core.thing");
    }

    private static Fingerprint sum(TestSite site, UUID business, long id) {
        return site.database().reading(tx -> of(site, tx, "shop.core.thing", new Businesses.Business(business, id))
                .sum()
                .orElseThrow());
    }

    private static Fingerprint sums(TestSite site, String object) {
        return site.database().reading(tx -> of(site, tx, object).sum().orElseThrow());
    }

    private static String way(TestSite site) {
        return site.database().reading(tx -> of(site, tx, "shop.core.thing").way());
    }

    private static RowSums of(TestSite site, Tx tx, String name) throws SQLException {
        long id =
                new Businesses(tx, site.context().catalogue()).id(Shop.BUSINESS).orElseThrow();
        return of(site, tx, name, new Businesses.Business(Shop.BUSINESS, id));
    }

    private static RowSums of(TestSite site, Tx tx, String name, Businesses.Business business) throws SQLException {
        CatalogueObject object = site.context().catalogue().require(name);
        Optional<RowSums> sums = RowSums.of(
                tx,
                site.context().catalogue(),
                object,
                business,
                List.copyOf(object.fieldsByName().values()));
        return sums.orElseThrow();
    }

    private static List<String> filled(Engine engine, int firstId, String type) {
        List<String> statements = new ArrayList<>();
        statements.add(Shop.tables(engine).get(0));
        String id = engine == Engine.POSTGRESQL ? "generated by default as identity" : "auto_increment";
        statements.add("create table things (id integer " + id + " primary key, uuid varchar(36) not null,"
                + " business_id integer not null, a " + type
                + ", b varchar(40), n bigint, d numeric(10, 2), t "
                + (engine == Engine.POSTGRESQL ? "timestamp, bytes bytea" : "datetime, bytes varbinary(40)")
                + ", other_id integer, foreign key (other_id) references things (id))");
        statements.add("insert into businesses (id, uuid) values (%d, '%s')".formatted(firstId, Shop.BUSINESS));
        for (int i = 1; i < 4; i++) {
            statements.add(("insert into things (id, uuid, business_id, a, n, d, t) values"
                            + " (%d, '%s', %d, null, 1, 15.5, '2011-01-31 14:05:09')")
                    .formatted(firstId + i, Shop.uuid("thing " + i), firstId));
        }
        return statements;
    }
}
