package dev.parley.site;

import dev.parley.catalogue.Part;
import dev.parley.store.Link;
import dev.parley.store.StoreException;
import dev.parley.sync.PlanReport;
import dev.parley.sync.PlannedRecord;
import dev.parley.sync.SyncPlan;
import dev.parley.sync.SyncType;
import dev.parley.wire.PeerException;
import java.time.Duration;
import java.util.function.Consumer;

/** Says what a sync over a link of this site would do. It holds the link's lease meanwhile, so that nothing is synced under its eyes. */
public final class LinkPlan {

    private final Site site;
    private final Remotes remotes;

    /** At that site. */
    public LinkPlan(Site site, Remotes remotes) {
        this.site = site;
        this.remotes = remotes;
    }

    /**
     * A plan that was made.
     *
     * @param link the link as it stands
     * @param report what would be done, in numbers
     * @param traffic what went over the wire
     * @param took how long it took
     */
    public record Planned(Link link, PlanReport report, Remotes.Traffic traffic, Duration took) {}

    /**
     * Makes the plan. Nothing is noted with the link.
     *
     * @param taker is given each record of which something would change or be told
     * @throws UnknownException if nothing can be synced over the link as it stands
     * @throws LinkBusyException if another process is syncing over it
     * @throws PeerException if the other site can't be reached or refuses
     * @throws StoreException if this site's database fails
     */
    public Planned run(Link link, SyncType type, Part part, Consumer<PlannedRecord> taker) {
        long start = System.nanoTime();
        Remotes.Remote remote = new LinkRemote(site, remotes).awake(link);
        return new LinkAlone(site).run(link, keeper -> {
            SyncType looked = part.isAll() ? new FirstSync(site).type(link, type, remote) : type;
            PlanReport report = new SyncPlan(site.context(), link.id(), remote.peer()).run(looked, part, taker);
            return new Planned(link, report, remote.traffic(), Duration.ofNanos(System.nanoTime() - start));
        });
    }
}
