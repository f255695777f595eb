package dev.parley.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Link;
import dev.parley.store.TimeSource;
import dev.parley.testing.Engine;
import dev.parley.wire.ListSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The seed's list: module by module, what a business holds. */
class BusinessListTest {

    private static final long JANUARY = Instant.parse("2026-01-05T09:00:00Z").getEpochSecond();

    private final Path folder;

    BusinessListTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @EnumSource
    void tellsEachModuleWithItsTablesAndRecordsAndNothingOfAnotherBusiness(Engine engine) {
        on(engine, (shop, list) -> {
            UUID ada = shop.addCustomer("Ada");
            shop.run(
                    "insert into customer_tags (business_id, customer_id, tag) select business_id, id, 'regular' from customers");
            shop.run("insert into businesses (uuid, name) values ('00000000-0000-4000-8000-000000000001', 'Harbour')");
            shop.run(
                    "insert into customers (uuid, business_id, name) select '00000000-0000-4000-8000-000000000002', id, 'Pier 4'"
                            + " from businesses where name = 'Harbour'");
            shop.site().takeIn();

            Told told = told(list, Optional.empty(), Optional.empty());

            assertThat(told.modules).containsOnlyKeys("shop.core", "shop.customers");
            assertThat(told.of("shop.core").records).containsOnlyKeys(Shop.BUSINESS);
            Told.Module customers = told.of("shop.customers");
            assertThat(customers.module.tables()).containsOnlyKeys("customers", "customer_tags", "customer_settings");
            assertThat(customers.module.changes()).containsKey("customers");
            assertThat(customers.module.settings()).isEmpty();
            assertThat(customers.records).hasSize(2).containsEntry(ada, JANUARY);
        });
    }

    @ParameterizedTest
    @EnumSource
    void tellsOneModuleOrOnlyWhatChangedSince(Engine engine) {
        on(engine, (shop, list) -> {
            shop.addCustomer("Ada");
            shop.site().takeIn();
            UUID bruno = shop.addCustomer("Bruno");
            shop.run("update customers set last_updated = '2026-03-01 00:00:00' where name = 'Bruno'");

            assertThat(told(list, Optional.of("core"), Optional.empty()).modules)
                    .containsOnlyKeys("shop.core");
            // What is still untouched or older is left out; what the log knows as newer is told.
            Instant tomorrow = Instant.now().plusSeconds(86_400);
            assertThat(told(list, Optional.of("customers"), Optional.of(tomorrow))
                            .of("shop.customers")
                            .records)
                    .isEmpty();
            Instant february = Instant.parse("2026-02-01T00:00:00Z");
            assertThat(told(list, Optional.of("customers"), Optional.of(february))
                            .of("shop.customers")
                            .records)
                    .containsKey(bruno);
        });
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhenTheSettingsOfAModuleWereLastChanged(Engine engine) {
        on(engine, (shop, list) -> {
            shop.run(
                    "insert into customer_settings select id, 'greeting', 'Dear', '2026-01-05 09:00:00' from businesses");
            shop.run(
                    "insert into customer_settings select id, 'footer', 'Yours', '2026-01-04 09:00:00' from businesses");
            shop.site().database().inTransaction(tx -> tx.update("delete from " + captured(shop)));
            assertThat(told(list, Optional.of("customers"), Optional.empty())
                            .of("shop.customers")
                            .module
                            .settings())
                    .containsExactly(Map.entry("last_update", Long.toString(JANUARY)));

            // What a delete leaves no row of, the log still knows.
            shop.run("delete from customer_settings where detail_key = 'greeting'");
            shop.site().takeIn();

            long told = Long.parseLong(told(list, Optional.of("customers"), Optional.empty())
                    .of("shop.customers")
                    .module
                    .settings()
                    .getOrDefault("last_update", "0"));
            assertThat(told).isGreaterThan(JANUARY);
            assertThat(told(list, Optional.of("core"), Optional.empty())
                            .of("shop.core")
                            .module
                            .settings())
                    .isEmpty();
        });
    }

    /** Where triggers write down what happens to settings. */
    private static String captured(Shop shop) {
        return shop.site().database().reading(tx -> tx.first(
                        "select number from parley_object where object = 'shop.customers.setting'",
                        row -> "parley_capture_" + row.getInt(1))
                .orElseThrow());
    }

    private static final class Told implements ListSource.Visitor {

        private record Module(ListSource.Module module, Map<UUID, Long> records) {}

        private final Map<String, Module> modules = new LinkedHashMap<>();
        private Map<UUID, Long> current = new LinkedHashMap<>();

        private Module of(String name) {
            return Objects.requireNonNull(modules.get(name), name);
        }

        @Override
        public void module(ListSource.Module module) {
            current = new LinkedHashMap<>();
            modules.put(module.packageName() + "." + module.moduleName(), new Module(module, current));
        }

        @Override
        public void record(UUID uuid, long lastUpdated) {
            current.put(uuid, lastUpdated);
        }
    }

    private static Told told(ListSource list, Optional<String> module, Optional<Instant> since) {
        Told told = new Told();
        list.list(new ListSource.Query(Optional.empty(), module, since), told);
        return told;
    }

    private interface Play {
        void with(Shop shop, ListSource list);
    }

    private void on(Engine engine, Play play) {
        try (Shop shop = Shop.open(engine, folder, "shop", TimeSource.SYSTEM);
                Shop hosted = Shop.open(engine, folder, "hosted", TimeSource.SYSTEM)) {
            Link link = shop.linkTo(hosted, new DirectRemotes(shop, hosted));
            play.with(
                    shop,
                    new SiteDirectory(shop.site())
                            .byKey(link.keyId())
                            .orElseThrow()
                            .listing());
        }
    }
}
