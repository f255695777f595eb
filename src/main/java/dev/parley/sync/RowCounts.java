package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.store.Businesses;
import dev.parley.store.Link;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts the rows of a business, table by table: the quickest look at whether two sites may hold the same. */
public final class RowCounts {

    private final SiteContext site;

    /** Of that site. */
    public RowCounts(SiteContext site) {
        this.site = site;
    }

    /** How many rows each object has in the link's business, by full name. */
    public Map<String, Long> of(Link link) {
        Handshake handshake = new Handshake(site);
        return site.database().reading(tx -> {
            Work work = new Work(site, tx, handshake.scope(Current.link(site, tx, link.id())));
            Optional<Businesses.Business> business = work.business();
            Map<String, Long> counts = new TreeMap<>();
            for (CatalogueObject object : site.catalogue().objects()) {
                counts.put(object.name(), business.isPresent() ? work.rows.count(object, business.get()) : 0L);
            }
            return counts;
        });
    }
}
