package dev.parley.site;

import dev.parley.catalogue.CatalogueException;
import dev.parley.store.ChangeLog;
import dev.parley.store.ChangeLog.Moved;
import dev.parley.store.Link;
import dev.parley.store.Link.Status;
import dev.parley.store.Links;
import dev.parley.store.Pulse;
import dev.parley.store.StoreException;
import dev.parley.sync.SyncType;
import dev.parley.wire.PeerException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Syncs the links of a site by itself: each after its interval, and at once when something changed here, or there as far as the other site can
 * tell. What fails is tried again later and later. {@link #tick} is called after each {@link #pulse} by one thread; the syncs run on the executor
 * that is passed in. What it costs grows with what happens, not with the number of links.
 */
public final class Schedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);
    private static final long PRUNING = Duration.ofMinutes(1).toNanos() / 1000;
    private static final long LINKS_READ_AGAIN = Duration.ofSeconds(1).toNanos() / 1000;
    private static final long ALL_LOOKED_AT = Duration.ofMillis(100).toNanos() / 1000;

    /** So long after something happened it is looked for more often: what follows it is what people wait for. */
    private static final long LIVELY = Duration.ofSeconds(5).toNanos() / 1000;

    private static final int OFTENER = 4;

    /** A link whose other site tells when there is something new is synced so many times less often without cause. */
    private static final int TOLD = 10;

    private final Site site;
    private final LinkSync sync;
    private final Duration interval;
    private final Executor executor;
    private final RandomGenerator random;
    private final Pulse pulse;
    private final Listening listening;
    private final Map<UUID, Due> due = new ConcurrentHashMap<>();
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();
    private final Set<UUID> again = ConcurrentHashMap.newKeySet();
    private List<Link> links = List.of();
    private long linksReadAt = Long.MIN_VALUE;
    private String linksSign = "";
    private long lookedAt = Long.MIN_VALUE;
    private long prunedAt;
    private Optional<Long> seen = Optional.empty();
    private long livelyUntil = Long.MIN_VALUE;
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
        this.pulse = new Pulse(site.database(), site.catalogue());
        this.listening = new Listening(site, remotes, executor, random, new Listening.Ear() {
            @Override
            public void news(Link link) {
                changed(link);
            }

            @Override
            public void lost(Link link) {
                due.computeIfPresent(
                        link.uuid(), (uuid, known) -> known.within(site.time().micros(), interval, random));
            }
        });
    }

    /** How long to wait until the next tick. */
    public Duration pulse() {
        Duration pulse = site.database().dialect().pulse();
        return site.time().micros() < livelyUntil ? pulse.dividedBy(OFTENER) : pulse;
    }

    /** Takes in what was captured, and starts what is due. Never throws for what may pass by itself: a database that is away is asked again. */
    public void tick() {
        try {
            prune();
            readLinks();
            notice();
            start();
            listening.ask();
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
            site.leases().prune();
            site.waiters().prune();
        }
    }

    private void readLinks() {
        long now = site.time().micros();
        if (interval.isZero() || (linksReadAt != Long.MIN_VALUE && now < linksReadAt + LINKS_READ_AGAIN)) {
            return;
        }
        linksReadAt = now;
        String sign = site.database().query(tx -> new Links(tx, site.time()).sign());
        if (sign.equals(linksSign)) {
            return;
        }
        linksSign = sign;
        Set<UUID> active = new HashSet<>();
        links = site.links().stream()
                .filter(link ->
                        link.status() == Status.ACTIVE && !link.remoteUrl().isEmpty())
                .toList();
        for (Link link : links) {
            active.add(link.uuid());
            due.putIfAbsent(link.uuid(), Due.now(now));
        }
        due.keySet().retainAll(active);
        lookedAt = Long.MIN_VALUE;
    }

    /** Finds what happened in the database since the last tick, and tells those for whom it is news. */
    private void notice() {
        Optional<Pulse.Beat> beat = pulse.ask();
        if (beat.isEmpty()) {
            return;
        }
        long end = beat.get().end();
        if (seen.isEmpty()) {
            seen = Optional.of(end);
            // What came before this looked for the first time may have passed those by who waited already.
            site.waiters().tellAll();
        }
        // Told after each round, so that others take what there is while more is made.
        boolean more = beat.get().captured();
        while (more) {
            more = site.takeInRound();
            end = site.database().query(tx -> new ChangeLog(tx).end());
            tell(end);
        }
        tell(end);
    }

    private void tell(long end) {
        long before = seen.orElse(end);
        seen = Optional.of(end);
        if (end > before) {
            livelyUntil = site.time().micros() + LIVELY;
            List<Moved> moved = site.database().query(tx -> new ChangeLog(tx).movedBetween(before, end));
            site.waiters().tell(moved);
            links.stream()
                    .filter(link -> link.direction().pushes()
                            && moved.stream().anyMatch(one -> one.isNewsFor(link.business(), link.id())))
                    .forEach(this::changed);
        }
    }

    /** Something is new here for the other site of the link, or there for this one. */
    private void changed(Link link) {
        long now = site.time().micros();
        again.add(link.uuid());
        due.computeIfPresent(link.uuid(), (uuid, known) -> known.changed(now));
        startIfDue(link, now);
    }

    private void start() {
        long now = site.time().micros();
        if (lookedAt != Long.MIN_VALUE && now < lookedAt + ALL_LOOKED_AT) {
            return;
        }
        lookedAt = now;
        for (Link link : links) {
            if (!startIfDue(link, now) && isWell(link) && !running.contains(link.uuid())) {
                listening.listen(link);
            }
        }
    }

    private boolean startIfDue(Link link, long now) {
        Due next = due.get(link.uuid());
        if (next == null || !next.isNow(now) || !running.add(link.uuid())) {
            return false;
        }
        try {
            executor.execute(() -> run(link));
            return true;
        } catch (RejectedExecutionException e) {
            // It is being closed.
            running.remove(link.uuid());
            return false;
        }
    }

    private boolean isWell(Link link) {
        Due known = due.get(link.uuid());
        return known != null && known.failures() == 0;
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
        if (isWell(link)) {
            listening.listen(link);
            listening.ask();
        }
    }

    private Due once(Link link, Due before) {
        try {
            sync.run(link, SyncType.INCREMENTAL);
            return before.succeeded(site.time().micros(), pause(link), random);
        } catch (LinkBusyException e) {
            LOG.debug("event=link_busy link={}", link.name(), e);
            return before.succeeded(site.time().micros(), pause(link), random);
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

    private Duration pause(Link link) {
        return listening.works(link) ? interval.multipliedBy(TOLD) : interval;
    }

    /** Ends what waits here and at other sites; what is being synced is the executor's to end. */
    @Override
    public void close() {
        listening.close();
        site.waiters().close();
        pulse.close();
    }
}
