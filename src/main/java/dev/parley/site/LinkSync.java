package dev.parley.site;

import dev.parley.catalogue.Part;
import dev.parley.store.Link;
import dev.parley.store.StoreException;
import dev.parley.sync.Sync;
import dev.parley.sync.SyncReport;
import dev.parley.sync.SyncType;
import dev.parley.wire.PeerException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Syncs over a link of this site, alone: under the link's lease, which lapses by itself where the process is killed. */
public final class LinkSync {

    /** How long a killed process keeps others from the link it was syncing over. */
    public static final Duration LEASE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(LinkSync.class);

    private final Site site;
    private final Remotes remotes;

    /** At that site. */
    public LinkSync(Site site, Remotes remotes) {
        this.site = site;
        this.remotes = remotes;
    }

    /**
     * Syncs, and notes with the link how it went. The first incremental sync between two sites that both have rows is a full one.
     *
     * @throws UnknownException if nothing can be synced over the link as it stands
     * @throws LinkBusyException if another process is syncing over it
     * @throws PeerException if the other site can't be reached or refuses
     * @throws StoreException if this site's database fails
     */
    public LinkRun run(Link link, SyncType type) {
        return run(link, type, Part.ALL);
    }

    /**
     * Syncs a part of what the link covers. What is left out comes with the next sync of all.
     *
     * @throws UnknownException if nothing can be synced over the link as it stands
     * @throws LinkBusyException if another process is syncing over it
     * @throws PeerException if the other site can't be reached or refuses
     * @throws StoreException if this site's database fails
     */
    public LinkRun run(Link link, SyncType type, Part part) {
        Remotes.Remote other = new LinkRemote(site, remotes).awake(link);
        return new LinkAlone(site).run(link, keeper -> {
            Supplier<SyncReport> sync = () -> {
                SyncType looked = part.isAll() ? new FirstSync(site).type(link, type, other) : type;
                return new Sync(site.context(), link.id(), other.peer(), LinkRemote::elsewhere).run(looked, part);
            };
            return run(link, sync, other, keeper);
        });
    }

    private LinkRun run(Link link, Supplier<SyncReport> sync, Remotes.Remote remote, LeaseKeeper keeper) {
        LastResult results = new LastResult(site);
        long start = System.nanoTime();
        try {
            SyncReport report = sync.get();
            LinkRun run = new LinkRun(link, report, remote.traffic(), Duration.ofNanos(System.nanoTime() - start));
            results.succeeded(run);
            log(run);
            return run;
        } catch (PeerException e) {
            if (keeper.isLost()) {
                // Clears the interruption that told so.
                Thread.interrupted();
                throw new LinkBusyException(
                        "Another process has taken over link %s, since this one could not renew its lease in time."
                                .formatted(link.name()),
                        "Nothing is lost: the other one goes on where this one stopped.");
            }
            results.failed(link, e.code(), e.detail());
            throw e;
        } catch (StoreException e) {
            results.failed(link, "database", String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private static void log(LinkRun run) {
        if (run.isQuiet()) {
            LOG.debug(
                    "event=synced link={} type={} quiet=true",
                    run.link().name(),
                    run.report().type().word());
            return;
        }
        LOG.info(
                "event=synced link={} type={} pulled={} pushed={} conflicts={} problems={} requests={} ms={}",
                run.link().name(),
                run.report().type().word(),
                run.pulled(),
                run.pushed(),
                run.conflicts(),
                run.problems(),
                run.traffic().requests(),
                run.took().toMillis());
    }
}
