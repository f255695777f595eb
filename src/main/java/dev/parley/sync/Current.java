package dev.parley.sync;

import dev.parley.store.Link;
import dev.parley.store.Links;
import dev.parley.store.StoreException;
import dev.parley.store.Tx;
import java.sql.SQLException;

/** A link as it stands now. */
final class Current {

    private Current() {}

    static Link link(SiteContext site, Tx tx, long id) throws SQLException {
        return new Links(tx, site.origin().time())
                .byId(id)
                .orElseThrow(() -> new StoreException("the link was removed at " + site.name()));
    }

    static Link link(SiteContext site, long id) {
        return site.database().query(tx -> link(site, tx, id));
    }
}
