package dev.parley.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where what a site knows can come to, along the directions of the links. */
final class Reach {

    private final Map<SimSite, Set<SimSite>> sources = new HashMap<>();
    private final Map<SimSite, Set<SimSite>> givers = new HashMap<>();

    Reach(List<SimSite> sites, List<SimLink> links) {
        for (SimSite site : sites) {
            Set<SimSite> of = new LinkedHashSet<>();
            for (SimLink link : links) {
                if (link.one() == site && link.gives(link.other())) {
                    of.add(link.other());
                } else if (link.other() == site && link.gives(link.one())) {
                    of.add(link.one());
                }
            }
            givers.put(site, of);
        }
        for (SimSite site : sites) {
            Set<SimSite> found = new LinkedHashSet<>(Set.of(site));
            List<SimSite> open = new ArrayList<>(List.of(site));
            while (!open.isEmpty()) {
                for (SimSite giver : givers(open.remove(open.size() - 1))) {
                    if (found.add(giver)) {
                        open.add(giver);
                    }
                }
            }
            sources.put(site, found);
        }
    }

    /** The sites that give to that one over a link. */
    Set<SimSite> givers(SimSite site) {
        return givers.getOrDefault(site, Set.of());
    }

    /** The sites from which something can come to that one, itself among them. */
    Set<SimSite> sources(SimSite site) {
        return sources.getOrDefault(site, Set.of());
    }

    /** Whether all that one of them knows comes to the other. */
    boolean isMutual(SimSite one, SimSite other) {
        return sources(one).contains(other) && sources(other).contains(one);
    }
}
