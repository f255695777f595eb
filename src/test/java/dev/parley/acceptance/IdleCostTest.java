package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Engine;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a sync costs when there is little to do: each write is a wait for the disk, and what holds the feed holds up everybody who writes to it. */
class IdleCostTest {

    private static final int TRIES = 3;

    /** The site that asks notes when it synced, and that is all. */
    @Test
    void aSyncThatFindsNothingWritesOnce() {
        try (ShopSite here = ShopSite.open(Engine.POSTGRESQL, "here", "ann");
                ShopSite there = ShopSite.open(Engine.POSTGRESQL, "there", "ann")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            there.set("customers", "ann", "phone = '1'");
            pair.sync();
            pair.sync();

            assertThat(fewestWrites(here, pair::sync)).isEqualTo(1);
            assertThat(fewestWrites(here, pair::syncBack)).isEqualTo(1);
        }
    }

    /**
     * The changes that are made of what was captured, the taking in at the other site, the note that it was sent, and when it synced. The server counts the
     * part of the taking in that could be undone by itself as one more.
     */
    @Test
    void aSyncOfOneChangeWritesFourTimes() {
        try (ShopSite here = ShopSite.open(Engine.POSTGRESQL, "here", "ann");
                ShopSite there = ShopSite.open(Engine.POSTGRESQL, "there", "ann")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            int[] edits = {0};

            long writes = fewestWrites(here, () -> {
                here.set("customers", "ann", "phone = '%d'".formatted(++edits[0]));
                pair.sync();
            });

            assertThat(writes - 1).as("besides the edit").isEqualTo(4 + 1);
        }
    }

    /** How many transactions that wrote the server of both has seen meanwhile; the least of several times, since it has work of its own too. */
    private static long fewestWrites(ShopSite site, Runnable work) {
        return LongStream.range(0, TRIES)
                .map(i -> {
                    long before = writes(site);
                    work.run();
                    return writes(site) - before;
                })
                .min()
                .orElseThrow();
    }

    private static long writes(ShopSite site) {
        return Long.parseLong(site.site().value("select pg_snapshot_xmax(pg_current_snapshot())::text"));
    }
}
