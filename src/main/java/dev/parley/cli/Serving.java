package dev.parley.cli;

import dev.parley.server.Server;
import dev.parley.server.ServerLimits;
import dev.parley.server.SyncEndpoints;
import dev.parley.site.Alerts;
import dev.parley.site.ConfigurationException;
import dev.parley.site.Remotes;
import dev.parley.site.Schedule;
import dev.parley.site.Site;
import dev.parley.site.SiteConfig;
import dev.parley.site.SiteDirectory;
import dev.parley.store.TimeSource;
import java.net.BindException;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A site that is being served: its endpoints, and the schedule that syncs its links. */
final class Serving implements AutoCloseable {

    private static final long ALERT_SECONDS = 5;
    private static final int SYNCS_AT_ONCE = 4;
    private static final int PATIENCE_SECONDS = 10;

    private final Server server;
    private final SiteConfig.Listen listen;
    private final Schedule schedule;
    private final ScheduledExecutorService clock;
    private final ScheduledExecutorService alerts;
    private final ExecutorService syncs;

    private Serving(
            Server server,
            SiteConfig.Listen listen,
            Schedule schedule,
            ScheduledExecutorService clock,
            ScheduledExecutorService alerts,
            ExecutorService syncs) {
        this.server = server;
        this.listen = listen;
        this.schedule = schedule;
        this.clock = clock;
        this.alerts = alerts;
        this.syncs = syncs;
    }

    /**
     * Starts to serve a site.
     *
     * @throws ConfigurationException if the address is taken
     */
    static Serving start(Site site, TimeSource time) {
        return start(site, time, new HttpRemotes(site.config(), time));
    }

    /** Starts to serve a site that reaches others that way. */
    static Serving start(Site site, TimeSource time, Remotes remotes) {
        SiteConfig config = site.config();
        ServerLimits limits = new ServerLimits(
                config.limits().bodies(),
                config.limits().requests(),
                ServerLimits.DEFAULT.arrival(),
                ServerLimits.DEFAULT.idle());
        SyncEndpoints endpoints = new SyncEndpoints(new SiteDirectory(site), limits, time, site.ids());
        Server server = listen(config, limits, endpoints);
        ExecutorService syncs = Executors.newFixedThreadPool(SYNCS_AT_ONCE, task -> thread(task, "sync"));
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> thread(task, "schedule"));
        Schedule schedule = new Schedule(site, remotes, syncs, new SecureRandom());
        clock.execute(() -> tick(clock, schedule));
        ScheduledExecutorService telling = Executors.newSingleThreadScheduledExecutor(task -> thread(task, "alerts"));
        Alerts alerts = new Alerts(site);
        if (alerts.isOn()) {
            // What it returns is only for cancelling; the executor is shut down as a whole.
            var unused = telling.scheduleWithFixedDelay(alerts::tick, ALERT_SECONDS, ALERT_SECONDS, TimeUnit.SECONDS);
        }
        return new Serving(server, config.listen(), schedule, clock, telling, syncs);
    }

    private static void tick(ScheduledExecutorService clock, Schedule schedule) {
        schedule.tick();
        try {
            // What it returns is only for cancelling; the executor is shut down as a whole.
            var unused =
                    clock.schedule(() -> tick(clock, schedule), schedule.pulse().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // It is being closed.
            Thread.currentThread().interrupt();
        }
    }

    private static Server listen(SiteConfig config, ServerLimits limits, SyncEndpoints endpoints) {
        SiteConfig.Listen listen = config.listen();
        try {
            return Server.start(new Server.Address(listen.host(), listen.port()), limits, List.of(endpoints::addTo));
        } catch (RuntimeException e) {
            if (isBind(e)) {
                throw new ConfigurationException(
                        "Nothing can listen at %s: another program does, or this machine has no such address."
                                .formatted(listen),
                        "Write another `listen:` in " + config.file() + ", or stop the other program.",
                        e);
            }
            throw e;
        }
    }

    private static boolean isBind(Throwable failure) {
        @Nullable Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof BindException
                    || cause instanceof java.net.UnknownHostException
                    || cause instanceof java.nio.channels.UnresolvedAddressException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** The port that it listens at. */
    int port() {
        return server.port();
    }

    /** Where it listens. */
    String url() {
        String host = listen.host().contains(":") ? "[" + listen.host() + "]" : listen.host();
        return "http://" + host + ":" + port();
    }

    /** Ends in order: what is being synced is interrupted and goes on another time. */
    @Override
    public void close() {
        clock.shutdownNow();
        alerts.shutdownNow();
        syncs.shutdownNow();
        try {
            if (clock.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                schedule.close();
            }
            server.close();
            if (!syncs.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                // Its lease lapses, and the next run goes on where it stopped.
                return;
            }
        } catch (InterruptedException e) {
            server.close();
            Thread.currentThread().interrupt();
        }
    }
}
