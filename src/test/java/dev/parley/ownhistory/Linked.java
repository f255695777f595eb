package dev.parley.ownhistory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Link.Direction;
import dev.parley.sync.SyncReport;
import dev.parley.sync.SyncType;
import dev.parley.winery.TwoSites;
import dev.parley.wire.Taken;
import java.util.Set;
import java.util.TreeSet;

/** Two sites and a link between them. */
final class Linked {

    private final CrmSite here;
    private final CrmSite there;
    private final TwoSites sites;

    Linked(CrmSite here, CrmSite there) {
        this.here = here;
        this.there = there;
        this.sites = new TwoSites(here.site(), there.site(), Crm.BUSINESS, Direction.BI);
    }

    SyncReport sync() {
        return sites.sync(SyncType.INCREMENTAL);
    }

    SyncReport syncBack() {
        return sites.syncBack(SyncType.INCREMENTAL);
    }

    SyncReport sync(SyncType type) {
        return sites.sync(type);
    }

    /** Both hold the same records and the same log, and nothing moves any more. */
    void assertSame() {
        assertThat(there.content()).isEqualTo(here.content());
        assertThat(there.log()).isEqualTo(here.log());
        assertSilent();
    }

    /** Both applications have the same history, too. */
    void assertSameHistory() {
        assertSame();
        assertThat(difference(there.history(), here.history())).isEmpty();
        assertThat(difference(here.history(), there.history())).isEmpty();
    }

    private static Set<String> difference(Set<String> one, Set<String> other) {
        Set<String> more = new TreeSet<>(one);
        more.removeAll(other);
        return more;
    }

    private void assertSilent() {
        for (SyncReport report : new SyncReport[] {sync(), syncBack()}) {
            assertThat(report.pulled()).isEqualTo(Taken.NOTHING);
            assertThat(report.pushed()).isEqualTo(Taken.NOTHING);
        }
    }
}
