package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Scope;
import dev.parley.store.ChangeLog;
import dev.parley.store.Link;
import java.util.Set;
import java.util.UUID;

/**
 * What a link covers.
 *
 * @param link the link as it stands
 * @param objects full names of the objects that both sites can sync
 */
record LinkScope(Link link, Set<String> objects) {

    /** Takes a copy that nobody can alter. */
    LinkScope {
        objects = Set.copyOf(objects);
    }

    UUID business() {
        return link.business();
    }

    /** The business under which changes of the object stand in the log. */
    String owner(CatalogueObject object) {
        return object.isShared() ? ChangeLog.SHARED : link.business().toString();
    }

    /** Whether the record may travel at all: of the businesses themselves, only the link's own. */
    boolean admits(CatalogueObject object, UUID record) {
        return objects.contains(object.name())
                && (!(object.scope() instanceof Scope.Self) || record.equals(link.business()));
    }
}
