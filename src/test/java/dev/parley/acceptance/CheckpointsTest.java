package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sync.SyncReport;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a site has of the other's feed: nothing is lost by it or sent from zero again, whatever happened to either site. */
class CheckpointsTest {

    private static final Instant MONDAY = Instant.parse("2024-04-01T10:00:00Z");

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aTransactionWithTheTimestampOfOneThatWasSentIsSentToo(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(engine, "there", "ann", "bob")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.set("customers", "ann", "phone = '1'");
            here.stamp(MONDAY);
            pair.sync();

            here.set("customers", "bob", "phone = '2'");
            here.stamp(MONDAY);
            here.set("customers", "ann", "phone = '3'");
            here.stamp(MONDAY);
            pair.sync();

            assertThat(there.get("customers", "bob", "phone")).isEqualTo("2");
            assertThat(there.get("customers", "ann", "phone")).isEqualTo("3");
            pair.assertSettled();
        }
    }

    /** Each column of the checkpoints is put back in turn, as if the write that moved it had been lost. */
    @ParameterizedTest
    @ValueSource(strings = {"here received", "here sent", "there received", "there sent"})
    void aLostWriteOfACheckpointDoesNotMakeTheSyncBeginFromZero(String lost) {
        try (ShopSite here = ShopSite.open(Engine.SQLITE, "here", customers(30));
                ShopSite there = ShopSite.open(Engine.SQLITE, "there", customers(30))) {
            Pair pair = new Pair(here, there);
            pair.sync();
            edit(here, there, "first");
            pair.sync();
            ShopSite loser = lost.startsWith("here") ? here : there;
            String column = lost.substring(lost.indexOf(' ') + 1);
            List<String> before = loser.site()
                    .rows("select %1$s_seq from parley_link union all select %1$s_uuid from parley_link"
                            .formatted(column));
            edit(here, there, "second");
            pair.sync();
            loser.run("update parley_link set %1$s_seq = %2$s, %1$s_uuid = '%3$s'"
                    .formatted(column, before.get(0), before.get(1)));
            edit(here, there, "third");

            SyncReport report = pair.sync();

            assertThat(report.type()).isEqualTo(SyncType.INCREMENTAL);
            assertThat(report.pulled().changes()).isEqualTo(1);
            assertThat(report.pushed().changes()).isEqualTo(1);
            pair.assertSettled();
        }
    }

    private static void edit(ShopSite here, ShopSite there, String what) {
        here.set("customers", "c1", "phone = '" + what + "'");
        there.set("customers", "c2", "phone = '" + what + "'");
    }

    private static String[] customers(int count) {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = "c" + i;
        }
        return names;
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, true", "SQLITE, false", "POSTGRESQL, true", "MARIADB, false"})
    void aSiteThatWasRestoredFromABackupComparesByItselfAndGetsBackWhatItLost(
            Engine engine, boolean startedByTheRestored) {
        try (ShopSite restored = ShopSite.open(engine, "restored", "ann", "bob");
                ShopSite other = ShopSite.open(engine.other(), "other", "ann", "bob")) {
            Pair pair = new Pair(restored, other);
            pair.sync();
            restored.set("customers", "ann", "phone = 'before the backup'");
            pair.sync();
            restored.site().backUp();

            restored.set("customers", "ann", "phone = 'after the backup'");
            restored.addCustomer("cleo");
            restored.delete("customers", "bob");
            other.addCustomer("dora");
            pair.sync();
            restored.addOrder("F-1", "cleo");
            other.tag("cleo", "vip");
            pair.syncBack();
            other.addOrder("F-2", "dora");
            other.set("orders", "F-1", "total = 7");
            pair.sync();
            restored.set("customers", "ann", "city = 'never synced, and lost'");

            restored.site().restore();
            restored.set("customers", "ann", "notes = 'after the restore'");
            other.set("customers", "ann", "city = 'Sopot'");
            SyncReport report = startedByTheRestored ? pair.sync() : pair.syncBack();

            assertThat(report.type()).isEqualTo(SyncType.PARTIAL);
            assertThat(restored.site().rows("select name, phone, city, notes from customers order by name"))
                    .containsExactly(
                            "ann|after the backup|Sopot|after the restore",
                            "cleo|555|Gdańsk|first line\nsecond line",
                            "dora|555|Gdańsk|first line\nsecond line");
            assertThat(restored.site().rows("select invoice, total from orders order by invoice"))
                    .containsExactly("F-1|7", "F-2|100");
            assertThat(restored.site().rows("select tag from customer_tags")).containsExactly("vip");
            assertThat(restored.openProblems()).isEmpty();
            pair.assertSettled();
        }
    }

    @Test
    void whatASiteDidAfterItWasRestoredIsSentThoughItsPlacesWereUsedBefore() {
        try (ShopSite restored = ShopSite.open(Engine.SQLITE, "restored", "ann", "bob");
                ShopSite other = ShopSite.open(Engine.SQLITE, "other", "ann", "bob")) {
            Pair pair = new Pair(restored, other);
            pair.sync();
            restored.site().backUp();
            restored.set("customers", "ann", "phone = '1'");
            pair.sync();

            restored.site().restore();
            // Two entries, as before: the feed is as long as it was, and says something else.
            restored.set("customers", "bob", "phone = '2'");
            pair.syncBack();

            assertThat(other.get("customers", "bob", "phone")).isEqualTo("2");
            assertThat(restored.get("customers", "ann", "phone")).isEqualTo("1");
            pair.assertSettled();
        }
    }
}
