package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.remote.HttpPeer;
import dev.parley.remote.Remote;
import dev.parley.wire.Comparison;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** More requests at once than are served: the others are asked to come back, and do. */
class BusyTest {

    private static final ServerLimits ONE_AT_A_TIME =
            new ServerLimits(Loopback.SMALL, 1, Duration.ofSeconds(30), Duration.ofSeconds(30));

    @Test
    void aSecondRequestComesBackAndIsServed() throws Exception {
        try (Loopback site = new Loopback(ONE_AT_A_TIME)) {
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            site.peer.before = () -> {
                inside.countDown();
                await(go);
            };
            CompletableFuture<Comparison> first = CompletableFuture.supplyAsync(site.client()::compare);
            assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();

            assertThat(site.client().ping().product())
                    .as("a ping is always answered")
                    .isEqualTo("Parley");
            HttpPeer second = new Remote(Loopback.PATIENT, site.micros::get, pause -> {
                        assertThat(pause).isEqualTo(Duration.ofSeconds(1));
                        go.countDown();
                        first.join();
                    })
                    .peer(site.site());
            assertThat(second.compare()).isEqualTo(first.get(20, TimeUnit.SECONDS));
            // The first may have its answer a moment before its place is free.
            assertThat(second.traffic().requests()).isBetween(2L, 3L);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
