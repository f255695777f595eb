package dev.parley.winery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Link.Direction;
import dev.parley.sync.SyncReport;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.wire.Taken;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** People edit at both sites through plain SQL; after each sync both hold the same records and the same history. */
class EditingTest {

    private static final int ROUNDS = 5;
    private static final int EDITS = 200;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void roundsOfRandomEditsAtBothSitesEndEqual(Engine engine) {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        try (TestSite hosted = Winery.site(engine, "hosted");
                TestSite shop = Winery.site(engine, "shop")) {
            TwoSites sites = new TwoSites(shop, hosted, Winery.SILVERMOON, Direction.BI);
            sites.sync(SyncType.INCREMENTAL);
            WineryEdits here = new WineryEdits(shop, new Random(seed));
            WineryEdits there = new WineryEdits(hosted, new Random(seed + 1));
            for (int round = 0; round < ROUNDS; round++) {
                here.edit(EDITS);
                there.edit(EDITS);
                sites.sync(SyncType.INCREMENTAL);
                String what = "seed " + seed + ", round " + round;
                assertThat(WineryContent.of(shop, Winery.SILVERMOON))
                        .as(what)
                        .isEqualTo(WineryContent.of(hosted, Winery.SILVERMOON));
                assertThat(WineryHistory.of(shop)).as(what).isEqualTo(WineryHistory.of(hosted));
                SyncReport again = sites.syncBack(SyncType.INCREMENTAL);
                assertThat(again.pulled()).as(what).isEqualTo(Taken.NOTHING);
                assertThat(again.pushed()).as(what).isEqualTo(Taken.NOTHING);
            }
            assertThat(WineryHistory.of(shop)).hasSizeGreaterThan(2 * ROUNDS * EDITS);
            SyncReport compared = sites.sync(SyncType.PARTIAL);
            assertThat(compared.pulled()).as("seed " + seed).isEqualTo(Taken.NOTHING);
            assertThat(compared.pushed()).as("seed " + seed).isEqualTo(Taken.NOTHING);
        }
    }
}
