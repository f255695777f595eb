package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Change;
import dev.parley.merge.Conflict;
import dev.parley.merge.Conflicts;
import dev.parley.store.ChangeLog;
import dev.parley.store.Problem;
import dev.parley.store.Problems;
import dev.parley.store.Tx;
import dev.parley.store.UuidMaps;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Takes conflicts off the list that somebody has settled since: by an edit that was made knowing both sides, in the application or by hand, at
 * any site. Each conflict is looked at again only where its record has changed.
 */
public final class OpenConflicts {

    private static final int PAGE = 200;

    private final SiteContext site;

    /** Of that site. */
    public OpenConflicts(SiteContext site) {
        this.site = site;
    }

    /** Reviews the list; gives how many conflicts went off it. */
    public int review() {
        int settled = 0;
        while (true) {
            boolean anything = site.database()
                    .reading(tx -> !new Problems(tx, site.origin().time())
                            .unreviewed(1)
                            .isEmpty());
            if (!anything) {
                return settled;
            }
            settled += site.database().inTransaction(this::page);
        }
    }

    private int page(Tx tx) throws SQLException {
        Problems problems = new Problems(tx, site.origin().time());
        int settled = 0;
        for (Problem problem : problems.unreviewed(PAGE)) {
            if (!stands(tx, problem)) {
                settled += problems.resolve(problem.id());
            }
            problems.reviewed(problem);
        }
        return settled;
    }

    private boolean stands(Tx tx, Problem problem) throws SQLException {
        Optional<CatalogueObject> object = site.catalogue().object(problem.object());
        if (object.isEmpty()) {
            return true;
        }
        List<UUID> names = new UuidMaps(tx).names(problem.object(), UUID.fromString(problem.record()));
        List<Change> all = new ArrayList<>();
        new ChangeLog(tx).ofRecords(problem.object(), names).values().forEach(all::addAll);
        Set<UUID> everything = new HashSet<>(all.stream().map(Change::uuid).toList());
        return Conflicts.find(all, everything, object.get().undisputedFields()).stream()
                .map(Conflict::uuid)
                .anyMatch(problem.id()::equals);
    }
}
