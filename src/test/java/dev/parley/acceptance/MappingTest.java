package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.sync.Mapping;
import dev.parley.sync.UndecidableException;
import dev.parley.testing.Engine;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person says that two records are one: so they are, at every site, with the history of both. */
class MappingTest {

    @ParameterizedTest
    @EnumSource(Engine.class)
    void twoCustomersBecomeOneAtBothSitesWithTheOrdersOfBoth(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann");
                ShopSite there = ShopSite.open(engine.other(), "there", "ann")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            there.addCustomer("anna");
            there.addOrder("F-1", "ann");
            there.addOrder("F-2", "anna");
            there.tag("ann", "vip");
            there.tag("anna", "vip");
            pair.sync();

            add(here, "ann", "anna");

            pair.sync();
            pair.sync();
            for (ShopSite site : new ShopSite[] {here, there}) {
                assertThat(site.site().rows("select count(*) from customers")).containsExactly("1");
                assertThat(site.site().rows("select count(*) from customer_tags"))
                        .containsExactly("1");
                assertThat(site.site().rows("select count(*) from orders o join customers c on c.id = o.customer_id"))
                        .containsExactly("2");
                assertThat(new Mapping(site.site().context()).list(Optional.empty()))
                        .filteredOn(mapped -> mapped.object().equals(Shop.CUSTOMER))
                        .hasSize(1);
                assertThat(site.problems("conflict"))
                        .anySatisfy(problem -> assertThat(problem.field()).isEqualTo("name"));
            }
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void bothSitesMaySayItAtOnce(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(engine, "there", "ann", "bob")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.addOrder("F-1", "bob");

            add(here, "ann", "bob");
            add(there, "bob", "ann");

            pair.sync();
            pair.sync();
            assertThat(here.site().rows("select count(*) from customers")).containsExactly("1");
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whatCanNotBeOneIsRefusedAndNothingIsAltered(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(engine, "there", "ann", "bob")) {
            Pair pair = new Pair(here, there);
            pair.sync();

            assertThatThrownBy(() -> add(here, "ann", "nobody"))
                    .isInstanceOf(UndecidableException.class)
                    .hasMessageContaining(Shop.uuid("nobody").toString());
            assertThatThrownBy(() -> new Mapping(here.site().context())
                            .add(object(here, Shop.TAG), UUID.randomUUID(), UUID.randomUUID()))
                    .isInstanceOf(UndecidableException.class)
                    .hasMessageContaining("goes by its key");
            add(here, "ann", "bob");
            assertThatThrownBy(() -> add(here, "bob", "ann"))
                    .isInstanceOf(UndecidableException.class)
                    .hasMessageContaining("one record already");
            pair.sync();
            pair.sync();
            pair.assertSettled();
        }
    }

    private static void add(ShopSite site, String one, String other) {
        new Mapping(site.site().context()).add(object(site, Shop.CUSTOMER), Shop.uuid(one), Shop.uuid(other));
    }

    private static CatalogueObject object(ShopSite site, String name) {
        return site.site().context().catalogue().require(name);
    }
}
