package dev.parley.site;

import dev.parley.store.AlertsSent;
import dev.parley.store.Leases;
import dev.parley.store.Leases.Lease;
import dev.parley.store.Problem;
import dev.parley.store.StoreException;
import dev.parley.sync.OpenConflicts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people of problems, each once by each channel. What comes within {@link Alerting#every} after a message waits and goes as one. What
 * could not be sent is tried again, later and later.
 */
public final class Alerts {

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
    private static final String LEASE = "alerts";
    private static final Duration LEASE_TIME = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final int LONGEST_PAUSE_DOUBLINGS = 7;
    private static final int AT_ONCE = 10_000;

    private final Site site;
    private final List<AlertChannel> channels;
    private final Map<String, Failures> failures = new HashMap<>();

    /** As the configuration of that site says. */
    public Alerts(Site site) {
        this(site, channels(site.config().alerts()));
    }

    Alerts(Site site, List<AlertChannel> channels) {
        this.site = site;
        this.channels = List.copyOf(channels);
    }

    private record Failures(int count, long again) {}

    private static List<AlertChannel> channels(Alerting alerting) {
        List<AlertChannel> channels = new ArrayList<>();
        alerting.mail().map(MailChannel::new).ifPresent(channels::add);
        alerting.webhook().map(WebhookChannel::new).ifPresent(channels::add);
        return channels;
    }

    /** Whether anybody is to be told at all. */
    public boolean isOn() {
        return !channels.isEmpty();
    }

    /** Does {@link #run} for as long as the site is served, called every so often: a database that is away is asked again. */
    public void tick() {
        try {
            run();
        } catch (StoreException e) {
            // The schedule, which asks more often, tells that the database is away.
            LOG.debug("event=alerts_wait", e);
        } catch (RuntimeException e) {
            // A bug; what is told later must go on all the same.
            LOG.error("event=alerts_broken", e);
        }
    }

    /**
     * Tells what is to be told now. What goes wrong is logged and tried again another time.
     *
     * @throws dev.parley.store.StoreException if this site's database fails
     */
    public void run() {
        for (AlertChannel channel : channels) {
            if (isDue(channel)) {
                run(channel);
            }
        }
    }

    /** Asks before it takes a lease, for this is asked all day long. */
    private boolean isDue(AlertChannel channel) {
        long now = site.time().micros();
        Failures failed = failures.get(channel.name());
        if (failed != null && now < failed.again()) {
            return false;
        }
        return site.database().reading(tx -> {
            AlertsSent sent = new AlertsSent(tx);
            long free = sent.last(channel.name())
                    .map(last -> last + micros(site.config().alerts().every()))
                    .orElse(Long.MIN_VALUE);
            return now >= free && !sent.untold(channel.name(), 1).isEmpty();
        });
    }

    private void run(AlertChannel channel) {
        Leases leases = site.leases();
        if (!(leases.acquire(LEASE, Leases.thisProcess(), LEASE_TIME) instanceof Lease lease)) {
            return;
        }
        try {
            new OpenConflicts(site.context()).review();
            List<Problem.Listed> untold =
                    site.database().reading(tx -> new AlertsSent(tx).untold(channel.name(), AT_ONCE));
            if (untold.isEmpty()) {
                return;
            }
            channel.send(AlertMessage.of(site.config().name(), site.time().micros(), untold));
            site.database().inTransaction(tx -> {
                new AlertsSent(tx)
                        .told(
                                channel.name(),
                                untold.stream()
                                        .map(listed -> listed.problem().id())
                                        .toList(),
                                site.time().micros());
                return true;
            });
            failures.remove(channel.name());
            LOG.info("event=alerted channel={} problems={}", channel.name(), untold.size());
        } catch (IOException e) {
            failed(channel, e);
        } finally {
            leases.release(lease);
        }
    }

    private void failed(AlertChannel channel, IOException e) {
        int count = Optional.ofNullable(failures.get(channel.name()))
                        .map(Failures::count)
                        .orElse(0)
                + 1;
        long pause = micros(FIRST_PAUSE) << Math.min(count - 1, LONGEST_PAUSE_DOUBLINGS);
        failures.put(channel.name(), new Failures(count, site.time().micros() + pause));
        LOG.warn(
                "event=alert_failed channel={} failures={} again_in_s={} reason=\"{}\"",
                channel.name(),
                count,
                pause / micros(Duration.ofSeconds(1)),
                e.getMessage());
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }

    /**
     * Sends a message that says that it is a trial, by every channel.
     *
     * @return by channel why it did not get there; empty where it did
     */
    public Map<String, Optional<String>> trial() {
        Problem problem = new Problem(
                site.ids().next(),
                "trial",
                OptionalLong.empty(),
                "",
                "",
                "",
                "",
                "This is a trial: nothing is wrong, and alerts get here.",
                "{}");
        long now = site.time().micros();
        AlertMessage message =
                AlertMessage.of(site.config().name(), now, List.of(new Problem.Listed(problem, now, now, 1, true)));
        Map<String, Optional<String>> outcome = new HashMap<>();
        for (AlertChannel channel : channels) {
            try {
                channel.send(message);
                outcome.put(channel.name(), Optional.empty());
            } catch (IOException e) {
                LOG.debug("event=trial_failed channel={}", channel.name(), e);
                outcome.put(channel.name(), Optional.of(String.valueOf(e.getMessage())));
            }
        }
        return outcome;
    }
}
