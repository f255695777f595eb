package dev.parley.site;

import dev.parley.store.Link;
import java.util.List;

/** What links are called where nobody says. */
final class LinkNames {

    private static final String INVITATION = "invitation-";

    private LinkNames() {}

    /** A name for a link of which the other site is not known yet. */
    static String ofInvitation(List<Link> links) {
        int number = 1;
        while (isTaken(links, INVITATION + number)) {
            number++;
        }
        return INVITATION + number;
    }

    /** Whether a name is one that {@link #ofInvitation} gave. */
    static boolean isOfInvitation(String name) {
        return name.matches(INVITATION + "\\d+");
    }

    /** A name for a link with the site of that name. */
    static String ofSite(List<Link> links, String site) {
        String plain = site.isBlank() ? "site" : site.strip();
        String name = plain;
        for (int number = 2; isTaken(links, name); number++) {
            name = plain + "-" + number;
        }
        return name;
    }

    private static boolean isTaken(List<Link> links, String name) {
        return links.stream().anyMatch(link -> link.name().equals(name));
    }
}
