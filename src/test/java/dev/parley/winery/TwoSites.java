package dev.parley.winery;

import dev.parley.store.Link.Direction;
import dev.parley.sync.LocalPeer;
import dev.parley.sync.Sync;
import dev.parley.sync.SyncReport;
import dev.parley.sync.SyncType;
import java.util.UUID;

/** Two sites and a link between them, in one process. */
public final class TwoSites {

    private final TestSite here;
    private final TestSite there;
    private final long hereLink;
    private final long thereLink;

    /** Links two sites for a business; the direction is as the first one sees it. */
    public TwoSites(TestSite here, TestSite there, UUID business, Direction direction) {
        UUID link = UUID.randomUUID();
        this.here = here;
        this.there = there;
        this.hereLink = here.link(link, business, there, direction);
        this.thereLink = there.link(link, business, here, direction.mirrored());
    }

    /** Runs a sync, started by the first site. */
    public SyncReport sync(SyncType type) {
        return new Sync(here.context(), hereLink, new LocalPeer(there.context(), thereLink)).run(type);
    }

    /** Runs a sync, started by the second site. */
    public SyncReport syncBack(SyncType type) {
        return new Sync(there.context(), thereLink, new LocalPeer(here.context(), hereLink)).run(type);
    }
}
