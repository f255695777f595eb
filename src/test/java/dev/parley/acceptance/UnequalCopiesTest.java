package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.parley.catalogue.Part;
import dev.parley.store.CommitHook;
import dev.parley.store.Link.Direction;
import dev.parley.store.Problem;
import dev.parley.store.Problems;
import dev.parley.store.Sequencer;
import dev.parley.store.TimeSource;
import dev.parley.sync.Difference;
import dev.parley.sync.LocalPeer;
import dev.parley.sync.Sync;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.testing.LogTable;
import dev.parley.winery.TestSite;
import dev.parley.winery.TestSite.Setup;
import dev.parley.winery.TwoSites;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample business at two sites that went on from copies of it, edited at both before Parley came and before the first sync. */
class UnequalCopiesTest {

    private static final UUID BUSINESS = UUID.fromString("000000b0-0000-4000-8000-000000000001");
    private static final String OURS = "(select id from ciniki_businesses where uuid = '" + BUSINESS + "')";

    @ParameterizedTest
    @CsvSource({
        "SQLITE, SQLITE, ''",
        "SQLITE, MARIADB, ''",
        "MARIADB, SQLITE, ''",
        "SQLITE, SQLITE, 'tasting guest,setting,order,image,item,friend,subscription,appointment,product,tag,user'",
        "SQLITE, MARIADB, 'image,tasting guest,order'"
    })
    void bothComeToHoldWhatEitherHad(Engine one, Engine other, String parts) {
        try (TestSite hosted = hosted(one);
                TestSite shop = shop(other)) {
            TwoSites sites = new TwoSites(hosted, shop, BUSINESS, Direction.BI);
            editHosted(hosted);
            editShop(shop);

            for (String part : parts.split(",", -1)) {
                if (!part.isEmpty()) {
                    sync(hosted, shop, sites, part);
                    assertThat(problems(hosted, "held")).isEmpty();
                    assertThat(problems(shop, "held")).isEmpty();
                }
            }
            sites.sync(SyncType.INCREMENTAL);
            sites.sync(SyncType.INCREMENTAL);

            List<Difference> differences = new ArrayList<>();
            assertThat(sites.verify(differences::add).isEqual())
                    .as(differences.toString())
                    .isTrue();
            for (TestSite site : List.of(hosted, shop)) {
                assertUnion(site);
            }
            assertThat(history(shop)).isEqualTo(history(hosted));
            assertThat(sites.sync(SyncType.PARTIAL).pulled().changes()).isZero();
            assertThat(sites.syncBack(SyncType.FULL).pulled().changes()).isZero();
        }
    }

    private static void editHosted(TestSite site) {
        // Somebody joins here and at the shop.
        person(site, "000000a0-0000-4000-8000-0000000000b1", "Ben of the hosted site");
        site.run(
                "update ciniki_products set price = 139.5 where uuid = '000000d0-0000-4000-8000-000000000001'",
                "update ciniki_business_settings set detail_value = 'USD' where business_id = %s and detail_key = 'currency'"
                        .formatted(OURS),
                "update ciniki_wineproduction_settings set detail_value = '15' where business_id = %s and detail_key = 'racking_days'"
                        .formatted(OURS),
                "delete from ciniki_customer_tags where tag = 'trade' and business_id = " + OURS,
                "insert into ciniki_customer_tags (business_id, customer_id, tag) values (%s, %s, 'vip')"
                        .formatted(OURS, customer(2)),
                "insert into ciniki_subscription_customers (business_id, subscription_id, customer_id, status) values"
                        + " (%s, (select id from ciniki_subscriptions where uuid = '000000e0-0000-4000-8000-000000000001'), %s, 1)"
                                .formatted(OURS, customer(8)),
                "delete from ciniki_inventory where uuid = '00000100-0000-4000-8000-000000000001'");
        takeIn(site);
    }

    private static void editShop(TestSite site) {
        person(site, "000000a0-0000-4000-8000-0000000000b2", "Ben of the shop");
        site.run(
                "update ciniki_products set name = 'Merlot kit, 2012' where uuid = '000000d0-0000-4000-8000-000000000001'",
                "update ciniki_business_settings set detail_value = '9 to 17' where business_id = %s and detail_key = 'opening'"
                        .formatted(OURS),
                "update ciniki_wineproduction_settings set detail_value = '12' where business_id = %s and detail_key = 'racking_days'"
                        .formatted(OURS),
                "insert into ciniki_customer_tags (business_id, customer_id, tag) values (%s, %s, 'vip')"
                        .formatted(OURS, customer(2)),
                "insert into ciniki_images (uuid, business_id, object, object_id, title, image) values"
                        + " ('00000200-0000-4000-8000-0000000000c1', %s, 'ciniki.customers.customer', %s, 'Emil', x'89504e4700ff')"
                                .formatted(OURS, customer(6)),
                "delete from ciniki_friends where uuid = '00000f00-0000-4000-8000-000000000001'");
        takeIn(site);
    }

    private static void person(TestSite site, String uuid, String name) {
        site.run(
                "insert into ciniki_users (uuid, email, name) values ('%s', 'ben@fernhill.example', '%s')"
                        .formatted(uuid, name),
                "insert into ciniki_business_users (business_id, user_id, role) values (%s, (select id from ciniki_users where uuid = '%s'), 'cellar')"
                        .formatted(OURS, uuid));
    }

    private static String customer(int number) {
        return "(select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-00000000000%d')"
                .formatted(number);
    }

    private static void assertUnion(TestSite site) {
        // Of rows that drifted before Parley the later stands; the other's values are in the history.
        assertThat(
                        site.rows(
                                "select phone, notes from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000001'"))
                .containsExactly("555 0101|Called in January");
        assertThat(
                        site.rows(
                                "select title, hex(image) from ciniki_images where uuid = '00000200-0000-4000-8000-000000000001'"))
                .containsExactly("Merlot label|FFD800");
        // What was edited since is merged field by field.
        assertThat(site.rows(
                        "select name, price from ciniki_products where uuid = '000000d0-0000-4000-8000-000000000001'"))
                .singleElement()
                .asString()
                .startsWith("Merlot kit, 2012|139.5");
        assertThat(site.rows("select detail_key, detail_value from ciniki_business_settings where business_id = " + OURS
                        + " order by 1"))
                .containsExactly("currency|USD", "opening|9 to 17");
        assertThat(site.rows("select detail_key, detail_value from ciniki_wineproduction_settings where business_id = "
                        + OURS + " order by 1"))
                .containsExactly("filtering_days|28", "racking_days|12");
        assertThat(problems(site, "conflict"))
                .extracting(Problem::object, Problem::field)
                .containsExactlyInAnyOrder(
                        tuple("ciniki.wineproduction.setting", "detail_value"), tuple("ciniki.users.user", "name"));
        // Who was entered at both is there once, before Parley came and since.
        assertThat(site.rows(
                        "select u.email, u.name, m.role from ciniki_users u join ciniki_business_users m on m.user_id = u.id"
                                + " where m.business_id = " + OURS + " order by 1"))
                .containsExactly(
                        "anna@fernhill.example|Anna Berg|cellar",
                        "ben@fernhill.example|Ben of the shop|cellar",
                        "jonas@fernhill.example|Jonas Holm|sales",
                        "maria@fernhill.example|Maria Sand|owner");
        // What is known by key is there once; what was deleted at one is nowhere.
        assertThat(site.rows("select c.name, t.tag from ciniki_customer_tags t join ciniki_customers c on"
                        + " c.id = t.customer_id where t.business_id = " + OURS + " order by 1"))
                .containsExactly("Ada Brandt|regular", "Bruno Keller|vip", "Fatima Haddad|web");
        assertThat(site.rows("select name from ciniki_friends where business_id = " + OURS))
                .containsExactly("Cork Makers Guild");
        assertThat(site.rows("select uuid from ciniki_inventory where uuid = '00000100-0000-4000-8000-000000000001'"))
                .isEmpty();
        // Images say by name of what they are.
        assertThat(site.rows(
                        "select c.name, hex(i.image) from ciniki_images i join ciniki_customers c on c.id = i.object_id"
                                + " where i.object = 'ciniki.customers.customer' and i.business_id = " + OURS))
                .containsExactly("Emil Novak|89504E4700FF");
        assertThat(site.rows("select w.invoice, length(i.image) from ciniki_images i join ciniki_wineproductions w on"
                        + " w.id = i.object_id where i.object = 'ciniki.wineproduction.order' and i.business_id = "
                        + OURS))
                .hasSize(1);
        assertThat(site.rows("select c.name, s.status from ciniki_subscription_customers s join ciniki_customers c on"
                        + " c.id = s.customer_id where s.business_id = " + OURS + " order by 1"))
                .contains("Fatima Haddad|1", "Georg Wirth|1");
        assertThat(
                        site.rows(
                                "select c.name from oasis_tasting_guests g join oasis_tastings t on t.id = g.tasting_id"
                                        + " join ciniki_customers c on c.id = g.customer_id where t.name = 'Spring tasting' order by 1"))
                .containsExactly("Fatima Haddad", "Georg Wirth");
    }

    private static void sync(TestSite hosted, TestSite shop, TwoSites sites, String object) {
        String[] words = object.split(" ", -1);
        String name = words[words.length - 1];
        List<String> modules = words.length > 1 ? List.of(words[0] + "s") : List.of();
        Part part = Part.of(hosted.context().catalogue(), List.of(), modules, List.of(name));
        new Sync(hosted.context(), sites.hereLink(), new LocalPeer(shop.context(), sites.thereLink()))
                .run(SyncType.INCREMENTAL, part);
    }

    private static List<Problem> problems(TestSite site, String kind) {
        return site.database()
                .reading(tx -> new Problems(tx, site.context().origin().time())
                        .open().stream()
                                .map(Problem.Listed::problem)
                                .filter(problem -> problem.kind().equals(kind))
                                .toList());
    }

    /** The change log; baselines of rows that only one site had to make explicit aside. */
    private static List<String> history(TestSite site) {
        takeIn(site);
        return site.rows("select uuid, object, action, at_micros, user_name, site, fields from " + LogTable.CHANGES
                + " order by uuid");
    }

    private static void takeIn(TestSite site) {
        new Sequencer(site.context().catalogue(), site.context().origin()).drain(site.database());
    }

    private static TestSite hosted(Engine engine) {
        List<String> statements = statements("schema.sql", "other.sql", "common.sql", "hosted.sql");
        statements.add("update ciniki_customers set phone = '555 9999', last_updated = '2012-01-25 10:00:00'"
                + " where uuid = '000000c0-0000-4000-8000-000000000001'");
        statements.add("update ciniki_images set image = x'ffd800', last_updated = '2012-01-27 10:00:00'"
                + " where uuid = '00000200-0000-4000-8000-000000000001'");
        return open(engine, "hosted", statements);
    }

    private static TestSite shop(Engine engine) {
        List<String> statements = statements("schema.sql", "common.sql", "shop.sql");
        statements.add("update ciniki_customers set notes = 'Called in January', last_updated = '2012-01-26 10:00:00'"
                + " where uuid = '000000c0-0000-4000-8000-000000000001'");
        statements.add("update ciniki_images set title = 'An older title', last_updated = '2012-01-25 10:00:00'"
                + " where uuid = '00000200-0000-4000-8000-000000000001'");
        return open(engine, "shop", statements);
    }

    private static TestSite open(Engine engine, String name, List<String> statements) {
        return TestSite.open(new Setup(
                engine,
                name,
                resource("catalogue.yaml"),
                connection -> execute(connection, engine, statements),
                TimeSource.SYSTEM,
                CommitHook.NONE));
    }

    private static void execute(Connection connection, Engine engine, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(engine == Engine.MARIADB ? mariadb(sql) : sql);
            }
        }
    }

    private static String mariadb(String sql) {
        return sql.replace("integer primary key autoincrement", "integer auto_increment primary key")
                .replace(" blob ", " longblob ")
                // It lets no table be read of which a row is being written.
                .replaceAll("(?s)^(insert into (\\w+) .* from )\\2 where", "$1(select * from $2) same where")
                .replaceAll(
                        "cast\\(replace\\(hex\\(zeroblob\\((\\d+)\\)\\), '00', ('[^']*')\\) as blob\\)",
                        "repeat($2, $1)");
    }

    private static List<String> statements(String... names) {
        List<String> statements = new ArrayList<>();
        for (String name : names) {
            for (String sql : resource(name).replaceAll("(?m)^--.*$", "").split(";\\s*\n", -1)) {
                if (!sql.isBlank()) {
                    statements.add(sql.strip().replaceAll(";$", ""));
                }
            }
        }
        return statements;
    }

    private static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(UnequalCopiesTest.class.getResourceAsStream("/demo/business/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }
}
