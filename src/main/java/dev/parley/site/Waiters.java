package dev.parley.site;

import dev.parley.store.ChangeLog.Moved;
import dev.parley.store.Link;
import dev.parley.wire.ErrorCode;
import dev.parley.wire.News;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The sites that wait to be told when there is something new for them. Safe for use by many threads. */
final class Waiters implements AutoCloseable {

    private static final int MOST = 20_000;

    private final Set<Waiter> waiting = ConcurrentHashMap.newKeySet();

    /** One that waits. Two are never equal. */
    private static final class Waiter {
        private final UUID business;
        private final long link;
        private final CompletableFuture<News> news = new CompletableFuture<>();

        Waiter(Link link) {
            this.business = link.business();
            this.link = link.id();
        }
    }

    /**
     * Waits for news for the other site of the link.
     *
     * @throws dev.parley.wire.PeerException if as many wait as may
     */
    CompletableFuture<News> add(Link link, Duration atMost) {
        if (waiting.size() >= MOST) {
            throw ErrorCode.BUSY.refuse("As many sites wait for news as may.", "Sync now and then instead.");
        }
        Waiter waiter = new Waiter(link);
        waiting.add(waiter);
        // What it returns is the same future.
        var unused = waiter.news
                .completeOnTimeout(News.NONE, atMost.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((news, failure) -> waiting.remove(waiter));
        return waiter.news;
    }

    /** Tells those for whom that is news. */
    void tell(Collection<Moved> moved) {
        for (Waiter waiter : waiting) {
            if (moved.stream().anyMatch(one -> one.isNewsFor(waiter.business, waiter.link))) {
                waiter.news.complete(News.SOME);
            }
        }
    }

    /** Sends all home. */
    @Override
    public void close() {
        waiting.forEach(waiter -> waiter.news.complete(News.NONE));
    }
}
