package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.catalogue.Part;
import dev.parley.store.Link.Direction;
import dev.parley.sync.LocalPeer;
import dev.parley.sync.Sync;
import dev.parley.sync.SyncReport;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One module or one object is synced alone; what is left out comes later all the same. */
class PartsTest {

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whatIsLeftOutOfTheFirstSyncComesWithTheNextOfAll(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(engine, "there", "cid")) {
            here.addOrder("F-1", "ann");
            here.tag("bob", "club");
            there.addOrder("F-2", "cid");
            Pair pair = new Pair(here, there);

            sync(pair, here, there, SyncType.INCREMENTAL, "customer");

            assertThat(names(here)).isEqualTo(names(there)).containsExactly("ann", "bob", "cid");
            assertThat(there.has("orders", "F-1")).isFalse();
            assertThat(there.site().rows("select tag from customer_tags")).isEmpty();

            pair.sync();
            assertThat(there.has("orders", "F-1")).isTrue();
            assertThat(here.has("orders", "F-2")).isTrue();
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void checkpointsStayWhereTheyAre(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob", "cid");
                ShopSite there = ShopSite.open(engine, "there")) {
            here.addOrder("F-1", "ann");
            here.addOrder("F-2", "ann");
            Pair pair = new Pair(here, there);
            pair.sync();
            for (SyncType type : List.of(SyncType.INCREMENTAL, SyncType.PARTIAL)) {
                here.set("customers", "ann", "phone = '1 %s'".formatted(type));
                here.set("orders", "F-1", "total = total + 1");
                there.set("customers", "bob", "city = 'Łódź %s'".formatted(type));
                there.set("orders", "F-1", "invoice = 'F-1 %s'".formatted(type));
                String goes = type == SyncType.PARTIAL ? "cid" : "nobody";
                here.delete("customers", goes);
                there.tag("ann", type.word());
                String before = there.get("customers", "ann", "phone");

                SyncReport report = sync(pair, here, there, type, "shop.sales.order");

                assertThat(report.notes()).anyMatch(note -> note.contains("Only shop.sales.order"));
                assertThat(there.get("orders", "F-1", "total")).isEqualTo(here.get("orders", "F-1", "total"));
                assertThat(here.get("orders", "F-1", "invoice")).isEqualTo("F-1 " + type);
                assertThat(there.get("customers", "ann", "phone")).isEqualTo(before);
                assertThat(here.get("customers", "bob", "city")).isNotEqualTo("Łódź " + type);
                assertThat(there.has("customers", "cid")).isTrue();

                // More of both, and then all.
                here.set("orders", "F-2", "total = total + 1");
                pair.syncBack();
                assertThat(there.get("customers", "ann", "phone")).isEqualTo("1 " + type);
                assertThat(here.get("customers", "bob", "city")).isEqualTo("Łódź " + type);
                assertThat(there.has("customers", goes)).isFalse();
                assertThat(here.openProblems()).isEmpty();
                assertThat(there.openProblems()).isEmpty();
                pair.assertSettled();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whatAPartRefersToComesAlongWholeAndNothingElse(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob", "dan");
                ShopSite there = ShopSite.open(engine, "there", "cid", "eve", "dan")) {
            here.runAs(
                    "maria", "web-1", "update customers set phone = '1' where uuid = '%s'".formatted(Shop.uuid("ann")));
            here.addOrder("F-1", "ann");
            here.addOrder("F-2", "dan");
            there.addOrder("F-3", "cid");
            Pair pair = new Pair(here, there);

            for (SyncType type : List.of(SyncType.INCREMENTAL, SyncType.FULL)) {
                SyncReport report = sync(pair, here, there, type, "order");

                String brought =
                        "Brought along, since records of this part refer to them: 2 of shop.customers.customer.";
                assertThat(report.notes().contains(brought)).isEqualTo(type == SyncType.INCREMENTAL);
                for (ShopSite site : List.of(here, there)) {
                    assertThat(site.site().rows("select invoice from orders order by invoice"))
                            .containsExactly("F-1", "F-2", "F-3");
                    assertThat(site.openProblems()).isEmpty();
                }
                assertThat(there.get("customers", "ann", "phone")).isEqualTo("1");
                assertThat(there.site()
                                .rows("select user_name from parley_change where action = 'update' and record = '%s'"
                                        .formatted(Shop.uuid("ann"))))
                        .containsExactly("maria");
                assertThat(there.has("customers", "bob")).isFalse();
                assertThat(here.has("customers", "eve")).isFalse();
            }

            // New ones of each, when the part is not empty any more.
            here.addOrder("F-4", "bob");
            there.addOrder("F-5", "eve");
            sync(pair, here, there, SyncType.PARTIAL, "order");
            assertThat(there.has("customers", "bob")).isTrue();
            assertThat(here.has("customers", "eve")).isTrue();
            assertThat(names(here)).isEqualTo(names(there)).containsExactly("ann", "bob", "cid", "dan", "eve");
            assertThat(there.has("orders", "F-4")).isTrue();
            assertThat(here.has("orders", "F-5")).isTrue();

            pair.sync();
            assertThat(here.openProblems()).isEmpty();
            assertThat(there.openProblems()).isEmpty();
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @CsvSource({"PUSH, true", "PUSH, false", "PULL, true", "PULL, false"})
    void itComesAlongOnlyTheWayThatTheLinkGoes(Direction direction, boolean startedHere) {
        try (ShopSite here = ShopSite.open(Engine.SQLITE, "here", "ann");
                ShopSite there = ShopSite.open(Engine.SQLITE, "there", "cid")) {
            here.addOrder("F-1", "ann");
            there.addOrder("F-2", "cid");
            Pair pair = new Pair(here, there, direction);

            if (startedHere) {
                sync(pair, here, there, SyncType.INCREMENTAL, "order");
            } else {
                LocalPeer peer =
                        new LocalPeer(here.site().context(), pair.sites().hereLink());
                new Sync(there.site().context(), pair.sites().thereLink(), peer)
                        .run(SyncType.INCREMENTAL, part(there, "order"));
            }

            boolean pushes = direction == Direction.PUSH;
            assertThat(there.has("orders", "F-1")).isEqualTo(pushes);
            assertThat(there.has("customers", "ann")).isEqualTo(pushes);
            assertThat(here.has("orders", "F-2")).isEqualTo(!pushes);
            assertThat(here.has("customers", "cid")).isEqualTo(!pushes);
            assertThat(here.openProblems()).isEmpty();
            assertThat(there.openProblems()).isEmpty();
        }
    }

    /** Who comes along may have been entered at the other site too, whose own has not been looked at. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoComesAlongIsFoundToBeSomebodyWhoIsThere(boolean fromHere) {
        String catalogue = Shop.CATALOGUE.replace("{table: customers}", "{table: customers, natural_key: name}");
        try (ShopSite here = open("here", catalogue, "ann of here");
                ShopSite there = open("there", catalogue, "ann of there")) {
            ShopSite giver = fromHere ? here : there;
            ShopSite taker = fromHere ? there : here;
            giver.addOrder("F-1", fromHere ? "ann of here" : "ann of there");
            Pair pair = new Pair(here, there);

            sync(pair, here, there, SyncType.INCREMENTAL, "order");
            assertThat(taker.has("orders", "F-1")).isTrue();
            assertThat(taker.site().rows("select name from customers")).containsExactly("Ann");

            pair.sync();
            pair.sync();
            assertThat(giver.site().rows("select name from customers")).containsExactly("Ann");
            assertThat(taker.site().rows("select name from customers")).containsExactly("Ann");
            pair.assertSilent();
        }
    }

    private static ShopSite open(String name, String catalogue, String customer) {
        List<String> statements = new ArrayList<>(Shop.statements(Engine.SQLITE, name, customer));
        statements.add("update customers set name = 'Ann'");
        return ShopSite.open(Shop.setup(Engine.SQLITE, name, catalogue, statements));
    }

    @Test
    void aPartIsNamedByPackageModuleAndObjectAndAllMustFit() {
        try (ShopSite here = ShopSite.open(Engine.SQLITE, "here")) {
            assertThat(part(here, List.of("shop"), List.of("customers"), List.of("tag")))
                    .isEqualTo("shop.customers.tag");
            assertThat(part(here, List.of(), List.of("shop.sales", "customers"), List.of()))
                    .isEqualTo("shop.customers.customer, shop.customers.tag, shop.sales.order");
            assertThatThrownBy(() -> part(here, List.of(), List.of("costumers"), List.of()))
                    .hasMessage("The catalogue has no module `costumers`; did you mean `customers`?");
            assertThatThrownBy(() -> part(here, List.of("ciniki"), List.of(), List.of()))
                    .hasMessage("The catalogue has no package `ciniki`; it has shop.");
            assertThatThrownBy(() -> part(here, List.of(), List.of("sales"), List.of("tag")))
                    .hasMessage("No object of the catalogue is in all that was named: sales, tag.");
            assertThat(Part.of(here.site().context().catalogue(), List.of(), List.of(), List.of()))
                    .isEqualTo(Part.ALL);
        }
    }

    private static String part(ShopSite site, List<String> packages, List<String> modules, List<String> objects) {
        return Part.of(site.site().context().catalogue(), packages, modules, objects)
                .words();
    }

    private static SyncReport sync(Pair pair, ShopSite here, ShopSite there, SyncType type, String object) {
        LocalPeer peer = new LocalPeer(there.site().context(), pair.sites().thereLink());
        return new Sync(here.site().context(), pair.sites().hereLink(), peer).run(type, part(here, object));
    }

    private static Part part(ShopSite site, String object) {
        return Part.of(site.site().context().catalogue(), List.of(), List.of(), List.of(object));
    }

    private static List<String> names(ShopSite site) {
        return site.site().rows("select name from customers order by name");
    }
}
