package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Part;
import dev.parley.merge.Reason;
import dev.parley.merge.Uuids;
import dev.parley.merge.Value;
import dev.parley.store.Link.Direction;
import dev.parley.sync.LocalPeer;
import dev.parley.sync.Mapping;
import dev.parley.sync.PlanReport;
import dev.parley.sync.PlannedRecord;
import dev.parley.sync.SyncPlan;
import dev.parley.sync.SyncReport;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.wire.Foretold;
import dev.parley.wire.Foretold.Effect;
import dev.parley.wire.Foretold.FieldPlan;
import dev.parley.wire.Foretold.Kind;
import dev.parley.wire.Peer;
import dev.parley.wire.PeerException;
import dev.parley.wire.Rehearsal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a sync would do is said before it does it, and nothing is altered by asking. */
class PlanTest {

    @ParameterizedTest
    @EnumSource(Engine.class)
    void beforeTheFirstSyncItSaysWhatBothWouldGet(Engine engine) throws SQLException {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(engine, "there", "bob", "cid")) {
            here.addOrder("F-1", "ann");
            there.set("customers", "bob", "phone = '777'");
            there.tag("cid", "club");
            Pair pair = new Pair(here, there);
            here.takeIn();
            there.takeIn();
            Map<String, List<String>> before = content(here, there);

            Map<String, PlannedRecord> plan = new LinkedHashMap<>();
            PlanReport report = plan(pair, here, there, SyncType.INCREMENTAL, Part.ALL, plan);

            assertThat(content(here, there)).isEqualTo(before);
            assertThat(report.type()).isEqualTo(SyncType.PARTIAL);
            assertThat(report.total().here()).isEqualTo(new PlanReport.Rows(2, 1, 0));
            assertThat(report.total().there()).isEqualTo(new PlanReport.Rows(2, 0, 0));
            assertThat(report.objects()).containsOnlyKeys(Shop.CUSTOMER, Shop.TAG, Shop.ORDER);
            assertThat(of(plan, "cid").here().effect()).isEqualTo(Effect.ADD);
            assertThat(of(plan, "bob").here().fields()).singleElement().satisfies(field -> assertThat(field.to())
                    .contains(Value.of("777")));
            assertThat(of(plan, "F-1").there().fields())
                    .anyMatch(field -> field.name().equals("customer_id")
                            && field.to()
                                    .equals(Optional.of(
                                            Value.of(Shop.uuid("ann").toString()))));

            assertThat(pair.sync().pulled().records()).isEqualTo(3);
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void itTellsEachFieldTheWinnerAndWhy(Engine engine) throws SQLException {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob", "cid");
                ShopSite there = ShopSite.open(engine, "there", "ann", "bob", "cid")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.runAs("beth", "s1", "update customers set phone = '1', notes = 'hers' where name = 'ann'");
            here.delete("customers", "bob");
            here.addCustomer("dan");
            here.takeIn();
            there.runAs("andrew", "s2", "update customers set phone = '2', city = 'Łódź' where name = 'ann'");
            there.set("customers", "bob", "city = 'Oslo'");
            there.delete("customers", "cid");
            there.takeIn();
            Map<String, List<String>> before = content(here, there);

            Map<String, PlannedRecord> plan = new LinkedHashMap<>();
            PlanReport report = plan(pair, here, there, SyncType.INCREMENTAL, Part.ALL, plan);

            assertThat(content(here, there)).isEqualTo(before);
            assertThat(report.type()).isEqualTo(SyncType.INCREMENTAL);
            PlannedRecord ann = of(plan, "ann");
            assertThat(values(ann.here())).isEqualTo(Map.of("phone", "1 > 2", "city", "Gdańsk > Łódź"));
            assertThat(values(ann.there()).keySet()).containsExactly("notes");
            FieldPlan phone = ann.here().fields().get(1);
            assertThat(phone.why()).isEqualTo(Reason.LATER);
            assertThat(phone.by().orElseThrow().author().user()).isEqualTo("andrew");
            assertThat(ann.here().fields().get(0).why()).isEqualTo(Reason.KNOWING);
            assertThat(ann.conflicts()).singleElement().satisfies(conflict -> {
                assertThat(conflict.field()).isEqualTo("phone");
                assertThat(conflict.winner().author().user()).isEqualTo("andrew");
                assertThat(conflict.loser().author().user()).isEqualTo("beth");
            });
            // The edit came after the delete, which did not know of it: the record comes back, whole.
            assertThat(of(plan, "bob").here().effect()).isEqualTo(Effect.ADD);
            assertThat(of(plan, "bob").conflicts()).hasSize(1);
            assertThat(of(plan, "cid").here().effect()).isEqualTo(Effect.DELETE);
            assertThat(of(plan, "cid").conflicts()).isEmpty();
            assertThat(of(plan, "dan").there().effect()).isEqualTo(Effect.ADD);
            assertThat(plan).hasSize(4);
            assertThat(report.total().conflicts()).isEqualTo(2);

            SyncReport sync = pair.sync();
            assertThat(sync.pulled().records()).isEqualTo(3);
            assertThat(sync.pulled().conflicts()).isEqualTo(2);
            assertThat(here.get("customers", "ann", "phone")).isEqualTo("2");
            assertThat(there.get("customers", "ann", "notes")).isEqualTo("hers");
            pair.assertSettled();
        }
    }

    @Test
    void whatIsReferredToWouldComeBack() {
        try (ShopSite here = ShopSite.open(Engine.SQLITE, "here", "ann");
                ShopSite there = ShopSite.open(Engine.SQLITE, "there", "ann")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.delete("customers", "ann");
            there.addOrder("F-1", "ann");

            for (boolean turn : new boolean[] {false, true}) {
                Map<String, PlannedRecord> plan = new LinkedHashMap<>();
                if (turn) {
                    plan(
                            new SyncPlan(
                                    there.site().context(),
                                    pair.sites().thereLink(),
                                    peer(here, pair.sites().hereLink())),
                            plan);
                } else {
                    plan(
                            new SyncPlan(
                                    here.site().context(),
                                    pair.sites().hereLink(),
                                    peer(there, pair.sites().thereLink())),
                            plan);
                }
                PlannedRecord ann = of(plan, "ann");
                Foretold.Outlook whereDeleted = turn ? ann.there() : ann.here();
                assertThat(whereDeleted.effect()).isEqualTo(Effect.ADD);
                assertThat((turn ? ann.here() : ann.there()).effect()).isEqualTo(Effect.NONE);
                assertThat(ann.remarks()).extracting(PlannedRecord.Remark::kind).containsOnly(Kind.RESTORED);
            }
            pair.sync();
            assertThat(here.has("customers", "ann")).isTrue();
            assertThat(there.has("customers", "ann")).isTrue();
            pair.assertSettled();
        }
    }

    @Test
    void whatBelongsTogetherByItsNaturalKeyWouldBeMapped() {
        String catalogue = Shop.CATALOGUE.replace("{table: customers}", "{table: customers, natural_key: name}");
        try (ShopSite here = keyed("here", catalogue);
                ShopSite there = keyed("there", catalogue)) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.run(Shop.customer("ann"));
            here.addOrder("F-1", "ann");
            there.run(Shop.customer("ann")
                    .replace(Shop.uuid("ann").toString(), Shop.uuid("her twin").toString()));
            there.run("update customers set phone = '777', last_updated = '2030-01-01 00:00:00'");
            Map<String, PlannedRecord> plan = new LinkedHashMap<>();

            plan(pair, here, there, SyncType.INCREMENTAL, Part.ALL, plan);

            PlannedRecord ann = plan.values().stream()
                    .filter(planned -> planned.object().equals(Shop.CUSTOMER))
                    .findFirst()
                    .orElseThrow();
            assertThat(ann.names()).containsExactlyInAnyOrder(Shop.uuid("ann"), Shop.uuid("her twin"));
            assertThat(ann.here().effect()).isEqualTo(Effect.UPDATE);
            assertThat(ann.remarks()).extracting(PlannedRecord.Remark::kind).contains(Kind.MAPPED);
            assertThat(of(plan, "F-1").remarks()).isEmpty();
            pair.sync();
            assertThat(here.get("customers", "ann", "phone")).isEqualTo("777");
            assertThat(there.site().rows("select name from customers")).hasSize(1);
        }
    }

    /** The customer whom it brings along goes by another uuid here, and by that the tag too: it is another one than at the site that gives it. */
    @Test
    void aTagOfACustomerWhoWouldBeMappedIsInThePlanOfItsPart() {
        String catalogue = Shop.CATALOGUE.replace("{table: customers}", "{table: customers, natural_key: name}");
        String ann = least("ann", "her twin");
        String twin = ann.equals("ann") ? "her twin" : "ann";
        try (ShopSite here = keyed("here", catalogue, named(ann));
                ShopSite there = keyed("there", catalogue, named(twin), Shop.tag(twin, "vip"))) {
            Pair pair = new Pair(here, there);
            Part tags = Part.of(here.site().context().catalogue(), List.of(), List.of(), List.of("tag"));
            Map<String, PlannedRecord> plan = new LinkedHashMap<>();

            plan(pair, here, there, SyncType.PARTIAL, tags, plan);

            assertThat(plan.values())
                    .filteredOn(planned -> planned.object().equals(Shop.TAG))
                    .extracting(planned -> planned.here().effect())
                    .containsExactly(Effect.ADD);
            pair.sites().sync(SyncType.PARTIAL, tags);
            assertThat(here.site().rows("select tag from customer_tags")).containsExactly("vip");
            pair.sync();
            pair.sync();
            pair.assertSilent();
            pair.assertEqualContent();
        }
    }

    private static String named(String uuid) {
        return Shop.customer("ann")
                .replace(Shop.uuid("ann").toString(), Shop.uuid(uuid).toString());
    }

    private static String least(String one, String other) {
        return Uuids.ORDER.compare(Shop.uuid(one), Shop.uuid(other)) < 0 ? one : other;
    }

    @Test
    void oneWayLinksWouldChangeOneSideOnly() {
        for (Direction direction : List.of(Direction.PUSH, Direction.PULL)) {
            try (ShopSite here = ShopSite.open(Engine.SQLITE, "here", "ann");
                    ShopSite there = ShopSite.open(Engine.SQLITE, "there", "ann")) {
                Pair pair = new Pair(here, there, direction);
                pair.sync();
                here.set("customers", "ann", "phone = '1'");
                here.addCustomer("bob");
                there.addCustomer("cid");
                Map<String, PlannedRecord> plan = new LinkedHashMap<>();

                PlanReport report = plan(pair, here, there, SyncType.INCREMENTAL, Part.ALL, plan);

                PlanReport.Rows one = new PlanReport.Rows(1, 0, 0);
                boolean pushes = direction == Direction.PUSH;
                assertThat(report.total().here()).isEqualTo(pushes ? PlanReport.Rows.NONE : one);
                assertThat(report.total().there())
                        .isEqualTo(pushes ? new PlanReport.Rows(1, 1, 0) : PlanReport.Rows.NONE);
                SyncReport sync = pair.sync();
                assertThat(sync.pulled().records())
                        .isEqualTo((int) report.total().here().all());
                assertThat(sync.pushed().records())
                        .isEqualTo((int) report.total().there().all());
            }
        }
    }

    @Test
    void ofAPartTheRecordsOfItsObjectsAreToldAndWhatTheyBringAlong() {
        try (ShopSite here = ShopSite.open(Engine.SQLITE, "here", "ann");
                ShopSite there = ShopSite.open(Engine.SQLITE, "there")) {
            here.addOrder("F-1", "ann");
            here.addCustomer("bob");
            Pair pair = new Pair(here, there);
            Part orders = Part.of(here.site().context().catalogue(), List.of(), List.of(), List.of("order"));
            Map<String, PlannedRecord> plan = new LinkedHashMap<>();

            plan(pair, here, there, SyncType.INCREMENTAL, orders, plan);

            assertThat(plan).hasSize(2);
            assertThat(of(plan, "F-1").there().effect()).isEqualTo(Effect.ADD);
            assertThat(of(plan, "F-1").remarks()).isEmpty();
            assertThat(of(plan, "ann").there().effect()).isEqualTo(Effect.ADD);
        }
    }

    @Test
    void aFullPlanTellsWhatWouldBePutRight() {
        try (ShopSite here = ShopSite.open(Engine.SQLITE, "here", "ann", "bob");
                ShopSite there = ShopSite.open(Engine.SQLITE, "there", "ann", "bob")) {
            Pair pair = new Pair(here, there);
            here.set("customers", "ann", "phone = '1'");
            pair.sync();
            here.site()
                    .behindParley(
                            "update customers set phone = '666' where uuid = '%s'".formatted(Shop.uuid("ann")),
                            "delete from customers where uuid = '%s'".formatted(Shop.uuid("bob")));
            Map<String, PlannedRecord> plan = new LinkedHashMap<>();

            PlanReport report = plan(pair, here, there, SyncType.FULL, Part.ALL, plan);

            assertThat(report.type()).isEqualTo(SyncType.FULL);
            assertThat(values(of(plan, "ann").here())).isEqualTo(Map.of("phone", "666 > 1"));
            assertThat(of(plan, "ann").remarks())
                    .extracting(PlannedRecord.Remark::kind)
                    .containsExactly(Kind.DAMAGE);
            assertThat(of(plan, "bob").here().effect()).isEqualTo(Effect.ADD);
            assertThat(here.get("customers", "ann", "phone")).isEqualTo("666");
            pair.sites().sync(SyncType.FULL);
            assertThat(here.get("customers", "ann", "phone")).isEqualTo("1");
            assertThat(here.has("customers", "bob")).isTrue();
        }
    }

    @Test
    void whatWasTakenForOneAndComesApartIsTold() {
        try (ShopSite here = ShopSite.open(Engine.SQLITE, "here", "ann", "bob");
                ShopSite there = ShopSite.open(Engine.SQLITE, "there", "ann", "bob")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            CatalogueObject customer = here.site().context().catalogue().require(Shop.CUSTOMER);
            new Mapping(here.site().context()).add(customer, Shop.uuid("ann"), Shop.uuid("bob"));
            pair.sync();
            new Mapping(here.site().context()).remove(customer, Shop.uuid("bob"));
            Map<String, PlannedRecord> plan = new LinkedHashMap<>();

            plan(pair, here, there, SyncType.INCREMENTAL, Part.ALL, plan);

            assertThat(plan.values())
                    .flatExtracting(PlannedRecord::remarks)
                    .extracting(PlannedRecord.Remark::kind)
                    .contains(Kind.PARTED);
            assertThat(plan.values())
                    .filteredOn(planned -> planned.there().effect() == Effect.ADD)
                    .hasSize(1);
            pair.sync();
            assertThat(there.site().rows("select name from customers")).hasSize(2);
        }
    }

    /**
     * Until then the tags go by the uuid of the one who stands for both, and the log may tell nothing by that. At the other site their rows are the
     * second one's, and stay.
     */
    @Test
    void theTagsOfACustomerWhoComesApartAreToldByTheRowsThatTheyHaveAlready() {
        String catalogue = Shop.CATALOGUE.replace("{table: customers}", "{table: customers, natural_key: name}");
        String least = least("ann", "her twin");
        String twin = least.equals("ann") ? "her twin" : "ann";
        try (ShopSite here = keyed("here", catalogue, named(least));
                ShopSite there = keyed("there", catalogue, named(twin))) {
            Pair pair = new Pair(here, there);
            // The uuids of some come before those of the same tags of the other customer, and those of some after.
            List<String> tags = List.of("blue", "green", "red", "vip");
            tags.forEach(tag -> there.tag(twin, tag));
            there.tag(twin, "gone");
            pair.sync();
            pair.sync();
            CatalogueObject customer = here.site().context().catalogue().require(Shop.CUSTOMER);
            new Mapping(here.site().context()).remove(customer, Shop.uuid(twin));
            here.run("delete from customer_tags where tag = 'gone'");
            Map<String, PlannedRecord> plan = new LinkedHashMap<>();

            plan(pair, here, there, SyncType.INCREMENTAL, Part.ALL, plan);

            List<PlannedRecord> told = plan.values().stream()
                    .filter(planned ->
                            planned.object().equals(Shop.TAG) && planned.there().effect() != Effect.NONE)
                    .toList();
            assertThat(told)
                    .filteredOn(planned -> planned.there().effect() == Effect.UPDATE)
                    .hasSize(tags.size())
                    .allSatisfy(planned -> assertThat(values(planned.there()))
                            .isEqualTo(Map.of("customer_id", Shop.uuid(least) + " > " + Shop.uuid(twin))));
            assertThat(told)
                    .filteredOn(planned -> planned.there().effect() != Effect.UPDATE)
                    .extracting(planned -> planned.there().effect())
                    .containsExactly(Effect.DELETE);
            pair.sync();
            assertThat(there.site()
                            .rows(
                                    "select t.tag from customer_tags t join customers c on c.id = t.customer_id where c.uuid = '%s' order by t.tag"
                                            .formatted(Shop.uuid(twin))))
                    .isEqualTo(tags);
            assertThat(there.site().rows("select tag from customer_tags")).hasSize(tags.size());
        }
    }

    @Test
    void ofMoreThanIsPlayedThePlanIsComputed() {
        try (ShopSite here = ShopSite.open(Engine.SQLITE, "here", "ann");
                ShopSite there = ShopSite.open(Engine.SQLITE, "there", "ann")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            there.set("customers", "ann", "phone = '1'");
            there.set("customers", "ann", "city = 'Oslo'");
            Peer peer = peer(there, pair.sites().thereLink());
            for (long most : new long[] {1, 2}) {
                Map<String, PlannedRecord> plan = new LinkedHashMap<>();
                PlanReport report = new SyncPlan(
                                here.site().context(), pair.sites().hereLink(), peer, most)
                        .run(
                                SyncType.INCREMENTAL,
                                Part.ALL,
                                one -> plan.put(one.record().toString(), one));
                assertThat(report.played()).isEqualTo(most == 2);
                assertThat(report.notes()).hasSize(most == 2 ? 0 : 1);
                assertThat(values(of(plan, "ann").here()).keySet()).containsExactly("city", "phone");
            }
        }
    }

    @Test
    void whatIsWrittenHereWhileTheOtherSiteIsAskedIsInThePlan() {
        try (ShopSite here = ShopSite.open(Engine.SQLITE, "here", "ann");
                ShopSite there = ShopSite.open(Engine.SQLITE, "there", "ann")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.set("customers", "ann", "phone = '1'");
            there.set("customers", "ann", "notes = 'theirs'");
            Peer peer = peer(there, pair.sites().thereLink());
            AtomicInteger asked = new AtomicInteger();
            Peer watched = relay(
                    Peer.class,
                    peer,
                    (method, answer) -> method.equals("rehearsing")
                            ? relay(Rehearsal.class, (Rehearsal) answer, (request, told) -> {
                                if (request.equals("exchange") && asked.getAndIncrement() == 0) {
                                    here.set("customers", "ann", "city = 'Oslo'");
                                }
                                return told;
                            })
                            : answer);
            Map<String, PlannedRecord> plan = new LinkedHashMap<>();

            new SyncPlan(here.site().context(), pair.sites().hereLink(), watched)
                    .run(
                            SyncType.INCREMENTAL,
                            Part.ALL,
                            one -> plan.put(one.record().toString(), one));

            assertThat(values(of(plan, "ann").there()).keySet()).containsExactly("city", "phone");
            assertThat(values(of(plan, "ann").here()).keySet()).containsExactly("notes");
        }
    }

    /** Hands everything on, and may give another answer. */
    private static <T> T relay(Class<T> type, T to, BiFunction<String, Object, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                PlanTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return answers.apply(method.getName(), method.invoke(to, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Test
    void whatWouldWriteIsRefusedToWhoOnlyPlans() {
        try (ShopSite here = ShopSite.open(Engine.SQLITE, "here", "ann");
                ShopSite there = ShopSite.open(Engine.SQLITE, "there")) {
            Pair pair = new Pair(here, there);
            Peer peer = peer(there, pair.sites().thereLink()).planning();
            assertThatThrownBy(() -> peer.push(List.of()))
                    .isInstanceOfSatisfying(
                            PeerException.class, e -> assertThat(e.code()).isEqualTo("plan_only"));
            assertThatThrownBy(() -> peer.compared(Optional.empty(), Optional.empty()))
                    .hasMessageContaining("A plan changes nothing at there.");
        }
    }

    private static ShopSite keyed(String name, String catalogue, String... more) {
        List<String> statements = new ArrayList<>(Shop.tables(Engine.SQLITE));
        statements.add("insert into businesses (uuid, name) values ('%s', 'The Shop')".formatted(Shop.BUSINESS));
        statements.addAll(List.of(more));
        return ShopSite.open(Shop.setup(Engine.SQLITE, name, catalogue, statements));
    }

    private static Peer peer(ShopSite site, long link) {
        return new LocalPeer(site.site().context(), link);
    }

    private static PlanReport plan(
            Pair pair, ShopSite here, ShopSite there, SyncType type, Part part, Map<String, PlannedRecord> plan) {
        Peer peer = peer(there, pair.sites().thereLink());
        return new SyncPlan(here.site().context(), pair.sites().hereLink(), peer)
                .run(type, part, planned -> plan.put(planned.record().toString(), planned));
    }

    private static void plan(SyncPlan plan, Map<String, PlannedRecord> into) {
        plan.run(
                SyncType.INCREMENTAL,
                Part.ALL,
                planned -> into.put(planned.record().toString(), planned));
    }

    private static PlannedRecord of(Map<String, PlannedRecord> plan, String name) {
        return Optional.ofNullable(plan.get(Shop.uuid(name).toString())).orElseThrow();
    }

    private static Map<String, String> values(Foretold.Outlook outlook) {
        Map<String, String> values = new TreeMap<>();
        outlook.fields()
                .forEach(field -> values.put(
                        field.name(),
                        field.from().orElseThrow() + " > " + field.to().orElseThrow()));
        return values;
    }

    /** All rows of all tables of the sites. */
    private static Map<String, List<String>> content(ShopSite... sites) throws SQLException {
        Map<String, List<String>> content = new TreeMap<>();
        for (ShopSite site : sites) {
            for (String table : tables(site)) {
                content.put(
                        site.site().context().name() + " " + table,
                        site.site().rows("select * from " + table).stream()
                                .sorted()
                                .toList());
            }
        }
        return content;
    }

    private static List<String> tables(ShopSite site) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = site.site().connect();
                ResultSet row = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (row.next()) {
                tables.add(row.getString("TABLE_NAME"));
            }
        }
        assertThat(tables).contains("customers", "parley_change", "parley_link", "parley_problem");
        return tables;
    }
}
