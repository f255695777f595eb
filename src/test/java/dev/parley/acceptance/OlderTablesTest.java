package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Engine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parley's own tables, as an older Parley has made and filled them. */
class OlderTablesTest {

    @ParameterizedTest
    @EnumSource(Engine.class)
    void areBroughtUpToDateWithWhatIsInThem(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(engine.other(), "there", "ann", "bob")) {
            here.set("customers", "ann", "phone = '1'");
            here.takeIn();
            asTheyWere(here);

            here.site().database().createOwnTables();
            here.site().database().createOwnTables();

            assertThat(here.changes(Shop.CUSTOMER, "ann")).hasSize(2).last().isEqualTo("update|{\"phone\":\"1\"}");
            here.set("customers", "ann", "phone = '2'");
            here.set("customers", "bob", "phone = '3'");
            assertThat(here.changes(Shop.CUSTOMER, "ann")).hasSize(3);
            assertThat(here.changes(Shop.CUSTOMER, "bob")).hasSize(2);
            there.set("customers", "ann", "city = 'Sopot'");
            Pair pair = new Pair(here, there);
            pair.sync();
            assertThat(there.get("customers", "ann", "phone")).isEqualTo("2");
            assertThat(here.get("customers", "ann", "city")).isEqualTo("Sopot");
            pair.assertSettled();
        }
    }

    /** A baseline was a row of the log like any change. */
    private static void asTheyWere(ShopSite site) {
        assertThat(site.site().value("select count(*) from parley_change where baseline_at is not null"))
                .isEqualTo("1");
        site.run("update parley_change set seq = 2", """
                insert into parley_change (seq, uuid, business, object, record, action, at_micros, user_name, session, site, parents, fields)
                select 1, parents, business, object, record, 'baseline', baseline_at, 'parley', '',
                  '00000000-0000-0000-0000-000000000000', '', baseline_fields from parley_change""", "update parley_feed set head = 2");
        site.run("alter table parley_change drop column baseline_at");
        site.run("alter table parley_change drop column baseline_fields");
    }
}
