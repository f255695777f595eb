package dev.parley.site;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.store.Link;
import dev.parley.sync.RowCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How many rows each object has at both ends of a link. */
public final class LinkCounts {

    private final Site site;
    private final Remotes remotes;

    /** As that site sees it. */
    public LinkCounts(Site site, Remotes remotes) {
        this.site = site;
        this.remotes = remotes;
    }

    /**
     * The rows of one object in the link's business.
     *
     * @param object full name
     * @param table its table here; empty where it is not in the catalogue here
     * @param here how many; empty where the object is not known here
     * @param there how many; empty where the object is not known there
     */
    public record Count(String object, Optional<String> table, Optional<Long> here, Optional<Long> there) {
        /** Whether both have as many. */
        public boolean isEqual() {
            return here.equals(there);
        }
    }

    /**
     * Counts, in the order of the catalogue; what only the other site knows comes last.
     *
     * @throws dev.parley.wire.PeerException if the other site can't be reached or refuses
     */
    public List<Count> of(Link link) {
        Map<String, Long> there = new LinkRemote(site, remotes).of(link).counts();
        Map<String, Long> here = new RowCounts(site.context()).of(link);
        List<Count> counts = new ArrayList<>();
        for (CatalogueObject object : site.catalogue().objects()) {
            counts.add(new Count(
                    object.name(),
                    Optional.of(object.table()),
                    Optional.ofNullable(here.get(object.name())),
                    Optional.ofNullable(there.get(object.name()))));
        }
        there.keySet().stream()
                .filter(object -> !here.containsKey(object))
                .sorted()
                .forEach(object -> counts.add(
                        new Count(object, Optional.empty(), Optional.empty(), Optional.ofNullable(there.get(object)))));
        return counts;
    }
}
