package dev.parley.site;

import dev.parley.store.ChangeLog.Moved;
import dev.parley.store.Link;
import dev.parley.store.TimeSource;
import dev.parley.wire.Checkpoint;
import dev.parley.wire.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;

/**
 * The links over which other sites wait to be told when there is something new for them. Remembers for a while of which links it is known that nothing
 * came: a request for many links ends with the news of one, and the others wait anew at once. Safe for use by many threads.
 */
final class Waiters implements AutoCloseable {

    private static final int MOST = 20_000;

    /** What is known is asked of the database again after this: the feed may have been put back to a backup. */
    private static final long KNOWN_FOR = Duration.ofMinutes(1).toNanos() / 1000;

    private final TimeSource time;
    private final Set<Waiter> waiting = new HashSet<>();
    private final Map<Long, Quiet> quiet = new HashMap<>();

    Waiters(TimeSource time) {
        this.time = time;
    }

    /**
     * That nothing is new over a link.
     *
     * @param since after that place
     * @param looked when the database was asked, microseconds UTC; what came later would have been told
     */
    private record Quiet(UUID business, Checkpoint since, long looked) {

        boolean isCertain(long now) {
            return now - looked < KNOWN_FOR;
        }
    }

    /** A link that waits. Two are never equal. */
    final class Waiter {
        private final long link;
        private final Quiet maybe;
        private final CompletableFuture<Boolean> news = new CompletableFuture<>();
        private boolean known;
        private boolean told;

        private Waiter(Link link, Checkpoint since) {
            this.link = link.id();
            this.maybe = new Quiet(link.business(), since, time.micros());
        }

        /** Whether nobody has to look whether there is something already. */
        boolean isKnown() {
            return known;
        }

        /** Somebody looked, since it began to wait, and there is nothing. */
        void nothing() {
            synchronized (Waiters.this) {
                if (!told) {
                    quiet.put(link, maybe);
                }
            }
        }

        /** There is news. */
        void tell() {
            news.complete(true);
        }

        /** Comes with true when there is news, with false when the time is over; to complete it ends the waiting. */
        CompletableFuture<Boolean> news() {
            return news;
        }
    }

    /**
     * Waits for news over the link.
     *
     * @throws dev.parley.wire.PeerException if as many wait as may
     */
    Waiter add(Link link, Checkpoint since, Duration atMost) {
        Waiter waiter = new Waiter(link, since);
        synchronized (this) {
            if (waiting.size() >= MOST) {
                throw ErrorCode.BUSY.refuse("As many sites wait for news as may.", "Sync now and then instead.");
            }
            waiting.add(waiter);
            Quiet said = quiet.get(waiter.link);
            waiter.known = said != null && said.since().equals(since) && said.isCertain(waiter.maybe.looked());
        }
        // What it returns is the same future.
        var unused = waiter.news
                .completeOnTimeout(false, atMost.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((news, failure) -> remove(waiter));
        return waiter;
    }

    private synchronized void remove(Waiter waiter) {
        waiting.remove(waiter);
    }

    /** Tells those for whom that is news. */
    void tell(Collection<Moved> moved) {
        tell((business, link) -> moved.stream().anyMatch(one -> one.isNewsFor(business, link)));
    }

    /** Tells all that there may be news. */
    void tellAll() {
        tell((business, link) -> true);
    }

    private void tell(BiPredicate<UUID, Long> isNews) {
        List<Waiter> told = new ArrayList<>();
        synchronized (this) {
            quiet.entrySet().removeIf(link -> isNews.test(link.getValue().business(), link.getKey()));
            for (Waiter waiter : waiting) {
                if (isNews.test(waiter.maybe.business(), waiter.link)) {
                    waiter.told = true;
                    told.add(waiter);
                }
            }
        }
        told.forEach(Waiter::tell);
    }

    /** Forgets what is no longer certain. */
    synchronized void prune() {
        long now = time.micros();
        quiet.values().removeIf(link -> !link.isCertain(now));
    }

    /** Sends all home. */
    @Override
    public void close() {
        List<Waiter> all;
        synchronized (this) {
            all = List.copyOf(waiting);
        }
        all.forEach(waiter -> waiter.news.complete(false));
    }
}
