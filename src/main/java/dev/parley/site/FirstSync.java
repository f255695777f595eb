package dev.parley.site;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Scope;
import dev.parley.store.Link;
import dev.parley.sync.RowCounts;
import dev.parley.sync.SyncType;
import java.util.Map;

/**
 * What the first sync over a link looks at. Sites that both had rows before may hold other things under one and the same date, which is all that a
 * partial sync goes by: so the first one compares what stands in the rows, once.
 */
final class FirstSync {

    private final Site site;

    FirstSync(Site site) {
        this.site = site;
    }

    /**
     * The type of the sync that is to be run where that one was asked for.
     *
     * @throws dev.parley.wire.PeerException if the other site can't be reached or refuses
     */
    SyncType type(Link link, SyncType wanted, Remotes.Remote other) {
        return wanted == SyncType.INCREMENTAL && isFirst(link) && haveBothRows(link, other) ? SyncType.FULL : wanted;
    }

    /** Looked up where the link, as it was when somebody asked for it, had not been synced over. */
    private boolean isFirst(Link link) {
        return link.times().lastSync() == 0
                && site.withLinks(links -> links.byId(link.id()))
                        .filter(now -> now.times().lastSync() == 0)
                        .isPresent();
    }

    /** Whether there are rows of one object at both sites, the business itself aside. */
    private boolean haveBothRows(Link link, Remotes.Remote other) {
        Map<String, Long> here = new RowCounts(site.context()).of(link);
        boolean none = site.catalogue().objects().stream().noneMatch(object -> isCounted(object, here));
        if (none) {
            return false;
        }
        Map<String, Long> there = other.counts();
        return site.catalogue().objects().stream()
                .anyMatch(object -> isCounted(object, here) && isCounted(object, there));
    }

    private static boolean isCounted(CatalogueObject object, Map<String, Long> counts) {
        return !(object.scope() instanceof Scope.Self) && counts.getOrDefault(object.name(), 0L) > 0;
    }
}
