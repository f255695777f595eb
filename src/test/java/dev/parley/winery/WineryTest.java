package dev.parley.winery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Link.Direction;
import dev.parley.sync.SyncReport;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.wire.Taken;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample business, held at two sites that drifted apart, becomes one, whatever databases they are on. */
class WineryTest {

    @ParameterizedTest
    @CsvSource({
        "SQLITE, SQLITE",
        "POSTGRESQL, POSTGRESQL",
        "MARIADB, MARIADB",
        "POSTGRESQL, MARIADB",
        "SQLITE, POSTGRESQL"
    })
    void bothSitesHoldTheUnionAfterOneSync(Engine hosted, Engine shop) {
        try (TestSite a = Winery.site(hosted, "hosted");
                TestSite b = Winery.site(shop, "shop")) {
            TwoSites sites = new TwoSites(b, a, Winery.SILVERMOON, Direction.BI);

            sites.sync(SyncType.INCREMENTAL);

            assertThat(WineryContent.counts(a, Winery.SILVERMOON))
                    .isEqualTo(Map.of("customers", 2000L, "products", 150L, "wineproductions", 5828L, "users", 6L));
            assertThat(WineryContent.counts(b, Winery.SILVERMOON))
                    .isEqualTo(WineryContent.counts(a, Winery.SILVERMOON));
            assertThat(WineryContent.of(b, Winery.SILVERMOON)).isEqualTo(WineryContent.of(a, Winery.SILVERMOON));
            assertThat(WineryContent.of(a, Winery.SILVERMOON)).isEqualTo(WineryContent.expected());
            assertThat(b.rows("select count(*) from businesses")).isEqualTo(List.of("1"));
            assertThat(b.rows("select count(*) from customers where business_id not in (select id from businesses)"))
                    .isEqualTo(List.of("0"));

            SyncReport again = sites.sync(SyncType.INCREMENTAL);
            assertThat(again.type()).isEqualTo(SyncType.INCREMENTAL);
            assertThat(again.pulled()).isEqualTo(Taken.NOTHING);
            assertThat(again.pushed()).isEqualTo(Taken.NOTHING);
        }
    }
}
