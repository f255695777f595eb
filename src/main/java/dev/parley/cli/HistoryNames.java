package dev.parley.cli;

import dev.parley.merge.Author;
import dev.parley.site.Site;
import dev.parley.store.Link;
import dev.parley.store.People;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** What sites, links and people are called here. */
final class HistoryNames {

    private final Map<UUID, String> sites = new HashMap<>();
    private final Map<Long, String> links = new HashMap<>();
    private final Map<String, String> people = new HashMap<>();
    private final Site site;

    HistoryNames(Site site) {
        this.site = site;
        sites.put(Author.NO_SITE, "");
        for (Link link : site.links()) {
            sites.put(link.remoteSite(), link.remoteName());
            links.put(link.id(), link.name());
        }
        sites.put(site.identity().site(), site.identity().name());
    }

    String site(UUID site) {
        return sites.getOrDefault(site, site.toString());
    }

    /** Who did something: someone, where nobody knows. */
    String person(String user) {
        return user.isEmpty()
                ? "someone"
                : people.computeIfAbsent(
                        user, key -> site.database().reading(tx -> new People(tx, site.catalogue()).name(key)));
    }

    Optional<String> link(OptionalLong link) {
        return link.isEmpty()
                ? Optional.empty()
                : Optional.of(links.getOrDefault(link.getAsLong(), "a link that was removed"));
    }
}
