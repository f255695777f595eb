package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.catalogue.Part;
import dev.parley.sync.LocalPeer;
import dev.parley.sync.Sync;
import dev.parley.sync.SyncReport;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    void aRecordWaitsForWhatWasLeftOut(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann");
                ShopSite there = ShopSite.open(engine, "there")) {
            here.addOrder("F-1", "ann");
            Pair pair = new Pair(here, there);

            sync(pair, here, there, SyncType.INCREMENTAL, "order");
            assertThat(there.has("orders", "F-1")).isFalse();
            assertThat(there.problems("held")).singleElement().satisfies(problem -> assertThat(problem.message())
                    .contains("refers by customer_id to shop.customers.customer " + Shop.uuid("ann"))
                    .contains("sync all or --object shop.customers.customer too"));

            sync(pair, here, there, SyncType.INCREMENTAL, "customer");
            pair.sync();
            assertThat(there.has("orders", "F-1")).isTrue();
            assertThat(there.openProblems()).isEmpty();
            pair.assertSettled();
        }
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
        Part part = Part.of(here.site().context().catalogue(), List.of(), List.of(), List.of(object));
        LocalPeer peer = new LocalPeer(there.site().context(), pair.sites().thereLink());
        return new Sync(here.site().context(), pair.sites().hereLink(), peer).run(type, part);
    }

    private static List<String> names(ShopSite site) {
        return site.site().rows("select name from customers order by name");
    }
}
