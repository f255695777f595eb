package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.wire.Checkpoint;
import dev.parley.wire.ErrorCode;
import dev.parley.wire.LinkAccess;
import dev.parley.wire.News;
import dev.parley.wire.PeerException;
import dev.parley.wire.Wait;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request that waits for news, over real HTTP. */
class WaitTest {

    private static final Wait WAIT = new Wait(new Checkpoint(7, new UUID(1, 2)), 50);

    private final Loopback site =
            new Loopback(new ServerLimits(Loopback.SMALL, 1, Duration.ofSeconds(30), Duration.ofSeconds(30)));

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void isAnsweredWhenThereIsSomething() throws Exception {
        CompletableFuture<News> news = asked();
        assertThat(site.waits).containsExactly(WAIT);
        assertThat(news).isNotDone();

        site.news.complete(true);

        assertThat(news.get(20, TimeUnit.SECONDS)).isEqualTo(News.SOME);
    }

    @Test
    void isAnsweredWhenItsTimeIsOver() throws Exception {
        CompletableFuture<News> news = asked();

        site.news.complete(false);

        assertThat(news.get(20, TimeUnit.SECONDS)).isEqualTo(News.NONE);
    }

    @Test
    void takesNobodysPlaceMeanwhile() throws Exception {
        CompletableFuture<News> news = asked();

        // One request is served at once, and this is it.
        assertThat(site.client().compare().head().seq()).isEqualTo(7);
        assertThat(site.client().compare().head().seq()).isEqualTo(7);

        site.news.complete(true);
        assertThat(news.get(20, TimeUnit.SECONDS)).isEqualTo(News.SOME);
    }

    @Test
    void whatIsRefusedWhileItWaitsIsToldInOneSignedAnswer() {
        CompletableFuture<News> news = asked();

        site.news.completeExceptionally(ErrorCode.BUSY.refuse("Too many.", "Later."));

        assertThatThrownBy(news::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        PeerException.class, e -> assertThat(e.code()).isEqualTo("busy"));
    }

    @Test
    void aPausedLinkIsToldSoAtOnce() {
        site.status = LinkAccess.Status.PAUSED;

        assertThatThrownBy(() -> site.client().news(WAIT, List.of()).get(20, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        PeerException.class, e -> assertThat(e.code()).isEqualTo("link_paused"));
    }

    @Test
    void aLineThatBreaksIsToldToTheOneWhoWaits() {
        CompletableFuture<News> news = asked();

        site.server.close();

        assertThatThrownBy(() -> news.get(20, TimeUnit.SECONDS)).cause().isInstanceOf(PeerException.class);
    }

    private CompletableFuture<News> asked() {
        CompletableFuture<News> news = site.client().news(WAIT, List.of());
        await().atMost(Duration.ofSeconds(20)).until(() -> !site.waits.isEmpty());
        return news;
    }
}
