package dev.parley.site;

import dev.parley.store.Leases;
import dev.parley.store.Leases.Lease;
import dev.parley.store.StoreException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews a lease for as long as the work under it goes on, and gives it back when that ends. If it is lost, the work is interrupted. */
final class LeaseKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final int RENEWALS = 3;

    private final Leases leases;
    private final Lease lease;
    private final Duration duration;
    private final Thread worker;
    private final AtomicBoolean lost = new AtomicBoolean();
    private final ScheduledExecutorService clock;

    /** Keeps the lease for the thread that calls this. */
    LeaseKeeper(Leases leases, Lease lease, Duration duration) {
        this.leases = leases;
        this.lease = lease;
        this.duration = duration;
        this.worker = Thread.currentThread();
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lease-" + lease.name());
            thread.setDaemon(true);
            return thread;
        });
        long pause = duration.toMillis() / RENEWALS;
        // What it returns is only for cancelling; the executor is shut down as a whole.
        var unused = clock.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void renew() {
        try {
            if (!leases.renew(lease, duration) && lost.compareAndSet(false, true)) {
                worker.interrupt();
            }
        } catch (StoreException e) {
            // The database is away for the work too; if it comes back in time, the next renewal holds the lease.
            LOG.debug("event=lease_not_renewed lease={}", lease.name(), e);
        }
    }

    /** Whether somebody else has taken the lease, since it could not be renewed in time. */
    boolean isLost() {
        return lost.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        try {
            clock.awaitTermination(1, TimeUnit.SECONDS);
            leases.release(lease);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreException e) {
            // It lapses by itself; what the work said counts more than this.
            LOG.debug("event=lease_not_released lease={}", lease.name(), e);
        }
    }
}
