package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Link.Direction;
import dev.parley.sync.Difference;
import dev.parley.sync.SyncReport;
import dev.parley.sync.SyncType;
import dev.parley.sync.Verified;
import dev.parley.winery.TwoSites;
import dev.parley.wire.Peer;
import dev.parley.wire.PeerException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Two shops and a link between them. */
final class Pair {

    private final ShopSite here;
    private final ShopSite there;
    private final TwoSites sites;

    /** Links two shops both ways. */
    Pair(ShopSite here, ShopSite there) {
        this(here, there, Direction.BI);
    }

    /** Links two shops; the direction is as the first one sees it. */
    Pair(ShopSite here, ShopSite there, Direction direction) {
        this.here = here;
        this.there = there;
        this.sites = new TwoSites(here.site(), there.site(), Shop.BUSINESS, direction);
    }

    TwoSites sites() {
        return sites;
    }

    /** An incremental sync, started by the first site. */
    SyncReport sync() {
        return sites.sync(SyncType.INCREMENTAL);
    }

    /** An incremental sync, started by the second site. */
    SyncReport syncBack() {
        return sites.syncBack(SyncType.INCREMENTAL);
    }

    /** A sync, started by the first site, that is cut off after that many requests; gives whether it came to its end before. */
    boolean syncCutAfter(int requests) {
        try {
            sites.sync(SyncType.INCREMENTAL, peer -> Cable.cutAfter(requests, peer));
            return true;
        } catch (PeerException cut) {
            return false;
        }
    }

    /** How many records or changes of records go over the line when each site starts a sync. */
    int moved() {
        return cabled(true).packets() + cabled(false).packets();
    }

    /** Nothing goes over the line any more, whoever starts, and one request is enough to tell. */
    void assertSilent() {
        for (boolean fromHere : new boolean[] {true, false}) {
            Cable cable = cabled(fromHere);
            assertThat(cable.packets()).isZero();
            assertThat(cable.requests()).isEqualTo(1);
        }
    }

    /** Both hold the same records and the same history, and have nothing left to say. */
    void assertSettled() {
        ShopSite.assertSame(here, there);
        assertSilent();
        assertEqualContent();
    }

    /** What stands in the rows of both comes to the same, by their own reckoning. */
    void assertEqualContent() {
        List<Difference> differences = new ArrayList<>();
        Verified verified = sites.verify(differences::add);
        assertThat(differences).isEmpty();
        assertThat(verified.isEqual()).as(verified.toString()).isTrue();
    }

    private Cable cabled(boolean fromHere) {
        List<Cable> used = new ArrayList<>();
        UnaryOperator<Peer> line = peer -> {
            Cable cable = Cable.to(peer);
            used.add(cable);
            return cable;
        };
        if (fromHere) {
            sites.sync(SyncType.INCREMENTAL, line);
        } else {
            sites.syncBack(SyncType.INCREMENTAL, line);
        }
        return used.get(0);
    }
}
