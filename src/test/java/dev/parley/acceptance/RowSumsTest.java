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
            "n = 4294967297 where id % 10 = 1",
            "n = -1 where id % 10 = 1",
            "d = 1.5 where id % 10 = 1",
            "d = 15 where id % 10 = 1",
            "t = '2011-01-31 14:05:10' where id % 10 = 1",
            "bytes = '\\x00' where id % 10 = 1",
            "bytes = '\\x0000' where id % 10 = 1",
            "other_id = id where id % 10 = 1",
            "other_id = id + 1 where id % 10 = 1",
            "uuid = '99999999-2222-4333-8444-555555555555' where id % 10 = 1");

    @Test
    void whatDiffersHasAnotherSumAndWhatIsTheSameHasTheSame() {
        try (TestSite here =
                        TestSite.open(Shop.setup(Engine.POSTGRESQL, "here", CATALOGUE, filled(10, "varchar(40)")));
                TestSite there =
                        TestSite.open(Shop.setup(Engine.POSTGRESQL, "there", CATALOGUE, filled(70, "varchar(40)")))) {
            Map<Fingerprint, String> seen = new LinkedHashMap<>();
            seen.put(sum(here), "as it was");
            for (String edit : EDITS) {
                here.run("update things set " + edit);
                there.run("update things set " + edit);

                assertThat(seen).doesNotContainKey(sum(here));
                assertThat(sum(there)).as(edit).isEqualTo(sum(here));
                seen.put(sum(here), edit);
            }
            assertThat(way(there)).isEqualTo(way(here));
        }
    }

    @Test
    void columnsOfOtherTypesAreNotCompared() {
        try (TestSite here =
                        TestSite.open(Shop.setup(Engine.POSTGRESQL, "here", CATALOGUE, filled(10, "varchar(40)")));
                TestSite there =
                        TestSite.open(Shop.setup(Engine.POSTGRESQL, "there", CATALOGUE, filled(10, "varchar(50)")))) {

            assertThat(way(there)).isNotEqualTo(way(here));
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
            assertThat(asked.contains("content")).isEqualTo(engine != Engine.POSTGRESQL);
        }
    }

    @Test
    void oneThatDiffersIsFoundAndPutRight() {
        try (ShopSite here = ShopSite.open(Engine.POSTGRESQL, "here", "ann", "bob");
                ShopSite there = ShopSite.open(Engine.POSTGRESQL, "there", "ann", "bob")) {
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
        return site.database().reading(tx -> of(site, tx).sum());
    }

    private static String way(TestSite site) {
        return site.database().reading(tx -> of(site, tx).way());
    }

    private static RowSums of(TestSite site, Tx tx) throws SQLException {
        CatalogueObject object = site.context().catalogue().require("shop.core.thing");
        long id =
                new Businesses(tx, site.context().catalogue()).id(Shop.BUSINESS).orElseThrow();
        Optional<RowSums> sums = RowSums.of(
                tx,
                site.context().catalogue(),
                object,
                new Businesses.Business(Shop.BUSINESS, id),
                List.copyOf(object.fieldsByName().values()));
        return sums.orElseThrow();
    }

    private static List<String> filled(int firstId, String type) {
        List<String> statements = new ArrayList<>();
        String id = "integer generated by default as identity primary key";
        statements.add("create table businesses (id " + id + ", uuid varchar(36) not null unique)");
        statements.add(
                "create table things (id " + id + ", uuid varchar(36) not null unique,"
                        + " business_id integer not null, a " + type
                        + ", b varchar(40), n bigint, d numeric(10, 2), t timestamp, bytes bytea, other_id integer, foreign key (other_id) references things (id))");
        statements.add("insert into businesses (id, uuid) values (%d, '%s')".formatted(firstId, Shop.BUSINESS));
        for (int i = 1; i < 4; i++) {
            statements.add(("insert into things (id, uuid, business_id, a, n, d, t) values"
                            + " (%d, '%s', %d, null, 1, 15.5, '2011-01-31 14:05:09')")
                    .formatted(firstId + i, Shop.uuid("thing " + i), firstId));
        }
        return statements;
    }
}
