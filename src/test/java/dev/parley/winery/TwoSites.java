package dev.parley.winery;

import dev.parley.catalogue.Part;
import dev.parley.store.Link.Direction;
import dev.parley.sync.Difference;
import dev.parley.sync.LocalPeer;
import dev.parley.sync.Sync;
import dev.parley.sync.SyncReport;
import dev.parley.sync.SyncType;
import dev.parley.sync.Verification;
import dev.parley.sync.Verified;
import dev.parley.wire.Peer;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

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

    /** The number of the link at the first site. */
    public long hereLink() {
        return hereLink;
    }

    /** The number of the link at the second site. */
    public long thereLink() {
        return thereLink;
    }

    /** Runs a sync, started by the first site. */
    public SyncReport sync(SyncType type) {
        return sync(type, UnaryOperator.identity());
    }

    /** Runs a sync, started by the first site, over a line that stands between. */
    public SyncReport sync(SyncType type, UnaryOperator<Peer> line) {
        return new Sync(here.context(), hereLink, line.apply(new LocalPeer(there.context(), thereLink))).run(type);
    }

    /** Runs a sync of a part, started by the first site. */
    public SyncReport sync(SyncType type, Part part) {
        return new Sync(here.context(), hereLink, new LocalPeer(there.context(), thereLink)).run(type, part);
    }

    /** Runs a sync of a part, started by the second site. */
    public SyncReport syncBack(SyncType type, Part part) {
        return new Sync(there.context(), thereLink, new LocalPeer(here.context(), hereLink)).run(type, part);
    }

    /** Compares what stands in the rows at both, as the first site sees it; gives what was found, and each difference to the sink. */
    public Verified verify(Consumer<Difference> sink) {
        LocalPeer peer = new LocalPeer(there.context(), thereLink);
        return new Verification(here.context(), hereLink, peer, Runnable::run).run(Part.ALL, sink);
    }

    /** Runs a sync, started by the second site. */
    public SyncReport syncBack(SyncType type) {
        return syncBack(type, UnaryOperator.identity());
    }

    /** Runs a sync, started by the second site, over a line that stands between. */
    public SyncReport syncBack(SyncType type, UnaryOperator<Peer> line) {
        return new Sync(there.context(), thereLink, line.apply(new LocalPeer(here.context(), hereLink))).run(type);
    }
}
