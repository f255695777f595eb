package dev.parley.site;

import dev.parley.store.Link;
import dev.parley.store.Link.Status;
import dev.parley.store.Links;
import dev.parley.store.StoreException;
import dev.parley.wire.Checkpoint;
import dev.parley.wire.News;
import dev.parley.wire.PeerException;
import dev.parley.wire.Wait;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For a site that nobody can call: keeps a request waiting at the other site of each link, which is answered as soon as there is something new
 * there. One that is lost is asked again after a while, longer each time. Safe for use by many threads.
 */
final class Listening implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final Site site;
    private final Remotes remotes;
    private final Executor executor;
    private final RandomGenerator random;
    private final Ear ear;
    private final Map<UUID, Line> lines = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Who listens. */
    interface Ear {

        /** There is something new at the other site of the link. */
        void news(Link link);

        /** The other site of the link can't tell for now. */
        void lost(Link link);
    }

    Listening(Site site, Remotes remotes, Executor executor, RandomGenerator random, Ear ear) {
        this.site = site;
        this.remotes = remotes;
        this.executor = executor;
        this.random = random;
        this.ear = ear;
    }

    /** What there is with one link. Guarded by itself. */
    private static final class Line {
        private @Nullable CompletableFuture<News> open;
        private boolean opening;
        private boolean works;
        private boolean rested;
        private Due again = Due.now(0);
        private @Nullable Checkpoint told;
    }

    /** Whether the other site of the link has no other way to tell this one. */
    boolean isFor(Link link) {
        return site.config().url().isEmpty()
                && link.status() == Status.ACTIVE
                && link.direction().pulls()
                && !link.remoteUrl().isEmpty();
    }

    /** Whether the other site of the link tells when there is something new. */
    boolean works(Link link) {
        Line line = lines.get(link.uuid());
        if (line == null) {
            return false;
        }
        synchronized (line) {
            return line.works;
        }
    }

    /** Listens to the other site of the link, if that is of use, not done yet, and not too soon after it failed. */
    void listen(Link link) {
        if (closed || !isFor(link)) {
            return;
        }
        Line line = lines.computeIfAbsent(link.uuid(), uuid -> new Line());
        synchronized (line) {
            if (line.open != null
                    || line.opening
                    || !line.again.isNow(site.time().micros())) {
                return;
            }
            line.opening = true;
        }
        try {
            executor.execute(() -> open(link.id(), line));
        } catch (RejectedExecutionException e) {
            // It is being closed.
            closed = true;
        }
    }

    private void open(long id, Line line) {
        Optional<Link> found = Optional.empty();
        Optional<Asked> asked = Optional.empty();
        Optional<RuntimeException> failure = Optional.empty();
        try {
            found = site.database().reading(tx -> new Links(tx, site.time()).byId(id));
            asked = closed ? Optional.empty() : found.filter(this::isFor).flatMap(link -> ask(link, line));
        } catch (PeerException | SiteException | StoreException e) {
            failure = Optional.of(e);
        }
        synchronized (line) {
            line.opening = false;
            line.open = asked.map(Asked::news).orElse(null);
        }
        if (failure.isPresent() && found.isPresent()) {
            lost(found.get(), line, failure.get());
        }
        // Only now, since it may have been answered already, and is then asked anew from there.
        asked.ifPresent(one -> {
            var unused = one.news.whenComplete((news, lost) -> answered(one, line, news, lost));
            if (closed) {
                one.news.cancel(true);
            }
        });
    }

    private record Asked(Link link, Checkpoint since, CompletableFuture<News> news) {}

    private Optional<Asked> ask(Link link, Line line) {
        Checkpoint since = new Checkpoint(link.received().seq(), link.received().uuid());
        synchronized (line) {
            if (since.equals(line.told) && !line.rested) {
                // What it told of did not come with the sync: something else is wrong, which asking at once does not
                // mend.
                line.again = line.again.failed(site.time().micros(), FIRST_PAUSE, random);
                line.rested = true;
                return Optional.empty();
            }
            line.rested = false;
        }
        return Optional.of(
                new Asked(link, since, new LinkRemote(site, remotes).of(link).news(new Wait(since, Wait.LONGEST))));
    }

    private void answered(Asked asked, Line line, @Nullable News come, @Nullable Throwable failure) {
        Link link = asked.link();
        synchronized (line) {
            line.open = null;
        }
        if (closed) {
            return;
        }
        if (failure != null) {
            Throwable cause = failure.getCause();
            lost(link, line, failure instanceof CompletionException && cause != null ? cause : failure);
            return;
        }
        boolean isNews = come != null && come.isThere();
        synchronized (line) {
            line.works = true;
            if (!isNews || !asked.since().equals(line.told)) {
                line.again = Due.now(0);
            }
            line.told = isNews ? asked.since() : null;
        }
        if (isNews) {
            ear.news(link);
        } else {
            listen(link);
        }
    }

    private void lost(Link link, Line line, Throwable failure) {
        long now = site.time().micros();
        Due again;
        synchronized (line) {
            again = line.again.failed(now, FIRST_PAUSE, random);
            line.again = again;
            line.works = false;
        }
        String pattern = "event=waiting_lost link={} failures={} again_in_s={} reason=\"{}\"";
        Object[] values = {link.name(), again.failures(), (again.at() - now) / 1_000_000, failure.getMessage()};
        if (again.failures() == 1) {
            LOG.info(pattern, values);
        } else {
            LOG.debug(pattern, values);
        }
        ear.lost(link);
    }

    /** Ends all that wait. */
    @Override
    public void close() {
        closed = true;
        for (Line line : lines.values()) {
            CompletableFuture<News> open;
            synchronized (line) {
                open = line.open;
            }
            if (open != null) {
                open.cancel(true);
            }
        }
    }
}
