package dev.parley.site;

import dev.parley.catalogue.CatalogueException;
import dev.parley.store.Capture;
import dev.parley.store.ChangeLog;
import dev.parley.store.FeedEntry;
import dev.parley.store.Link;
import dev.parley.store.Link.Status;
import dev.parley.store.StoreException;
import dev.parley.sync.SyncType;
import dev.parley.wire.PeerException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Syncs the links of a site by itself: each after its interval, and soon after something changed here. What fails is tried again later
 * and later. {@link #tick} is called every so often by one thread; the syncs run on the executor that is passed in.
 */
public final class Schedule {

    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);
    private static final long PRUNING = Duration.ofMinutes(1).toNanos() / 1000;

    private final Site site;
    private final LinkSync sync;
    private final Duration interval;
    private final Executor executor;
    private final RandomGenerator random;
    private final Map<UUID, Due> due = new ConcurrentHashMap<>();
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();
    private final Set<UUID> again = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Long> seen = new HashMap<>();
    private long prunedAt;
    private boolean databaseAway;

    /**
     * For that site.
     *
     * @param random for spreading the syncs
     */
    public Schedule(Site site, Remotes remotes, Executor executor, RandomGenerator random) {
        this.site = site;
        this.sync = new LinkSync(site, remotes);
        this.interval = site.config().sync().interval();
        this.executor = executor;
        this.random = random;
    }

    /** Takes in what was captured, and starts what is due. Never throws for what may pass by itself: a database that is away is asked again. */
    public void tick() {
        try {
            prune();
            if (!interval.isZero()) {
                takeIn();
                start();
            }
            if (databaseAway) {
                databaseAway = false;
                LOG.info("event=database_back");
            }
        } catch (StoreException e) {
            // Told once: while it is away each tick fails alike.
            if (!databaseAway) {
                databaseAway = true;
                LOG.warn("event=database_away reason=\"{}\"", e.getMessage());
            }
        }
    }

    private void prune() {
        long now = site.time().micros();
        if (now - prunedAt >= PRUNING) {
            prunedAt = now;
            site.nonces().prune();
        }
    }

    /** Asks before it writes, for this is asked all day long. */
    private void takeIn() {
        boolean anything = site.database()
                .reading(tx -> !Capture.pending(tx, site.catalogue()).isEmpty());
        if (anything) {
            site.takeIn();
        }
    }

    private void start() {
        long now = site.time().micros();
        Set<UUID> links = new HashSet<>();
        for (Link link : site.links()) {
            if (link.status() != Status.ACTIVE || link.remoteUrl().isEmpty()) {
                continue;
            }
            links.add(link.uuid());
            due.putIfAbsent(link.uuid(), Due.now(now));
            if (hasNews(link)) {
                again.add(link.uuid());
                due.computeIfPresent(link.uuid(), (uuid, known) -> known.changed(now));
            }
            if (due.getOrDefault(link.uuid(), Due.now(now)).isNow(now) && running.add(link.uuid())) {
                executor.execute(() -> run(link));
            }
        }
        due.keySet().retainAll(links);
        seen.keySet().retainAll(links);
    }

    /** Whether something stands in the feed for the link that did not when this was last asked. */
    private boolean hasNews(Link link) {
        if (!link.direction().pushes()) {
            return false;
        }
        return site.database().reading(tx -> {
            ChangeLog log = new ChangeLog(tx);
            String business = link.business().toString();
            Optional<FeedEntry.Place> last = log.last(business);
            long before = seen.getOrDefault(link.uuid(), link.sent().seq());
            if (last.isEmpty() || last.get().seq() <= before) {
                return false;
            }
            seen.put(link.uuid(), last.get().seq());
            List<FeedEntry> news = log.after(before, business, link.id(), 1);
            return !news.isEmpty();
        });
    }

    private void run(Link link) {
        Due before = due.getOrDefault(link.uuid(), Due.now(site.time().micros()));
        again.remove(link.uuid());
        try {
            Due next = once(link, before);
            // What came into the feed while it ran may have come too late for it.
            due.put(
                    link.uuid(),
                    again.remove(link.uuid()) ? next.changed(site.time().micros()) : next);
        } finally {
            running.remove(link.uuid());
        }
    }

    private Due once(Link link, Due before) {
        try {
            sync.run(link, SyncType.INCREMENTAL);
            return before.succeeded(site.time().micros(), interval, random);
        } catch (LinkBusyException e) {
            LOG.debug("event=link_busy link={}", link.name(), e);
            return before.succeeded(site.time().micros(), interval, random);
        } catch (PeerException | SiteException | StoreException | CatalogueException e) {
            Due next = before.failed(site.time().micros(), interval, random);
            LOG.warn(
                    "event=sync_failed link={} failures={} again_in_s={} reason=\"{}\"",
                    link.name(),
                    next.failures(),
                    (next.at() - site.time().micros()) / 1_000_000,
                    e.getMessage());
            return next;
        } catch (RuntimeException e) {
            // Anything else is a bug; the other links, and this one later, must go on all the same.
            LOG.error("event=sync_broken link={}", link.name(), e);
            return before.failed(site.time().micros(), interval, random);
        }
    }
}
