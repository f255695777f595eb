package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Scope;
import dev.parley.merge.Change;
import dev.parley.merge.Value;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;

/** Shared records that come to belong to the business by a join record that arrives. */
final class Members {

    private final Work work;

    Members(Work work) {
        this.work = work;
    }

    /**
     * Marks the shared records that these changes of a join object tie to the business: they go over every link whole, before what joins
     * them, since what was made of them while they were none of the business's went over no link.
     */
    void markJoined(CatalogueObject join, Collection<Change> changes) throws SQLException {
        for (CatalogueObject shared : work.catalogue.objects()) {
            if (shared.scope() instanceof Scope.Member member
                    && member.joinObject().equals(join.name())) {
                for (Change change : changes) {
                    Value record = change.fields().getOrDefault(member.field(), Value.NULL);
                    if (change.action().isWrite() && !record.isNull()) {
                        mark(shared, record.text());
                    }
                }
            }
        }
    }

    private void mark(CatalogueObject shared, String record) throws SQLException {
        UUID uuid;
        try {
            uuid = UUID.fromString(record);
        } catch (IllegalArgumentException e) {
            // What joins it can't be written either, and is told of there.
            return;
        }
        String business = work.scope.business().toString();
        work.markWhole(shared.name(), work.maps.canonical(shared.name(), uuid), business);
    }
}
