package dev.parley.merge;

import java.util.UUID;

/**
 * Who made a change, and where.
 *
 * @param user name of the person or database user; empty where it is not known
 * @param session the application's session; empty where there is none
 * @param site the site at which the change was made
 */
public record Author(String user, String session, UUID site) {

    /** The site of changes that are derived from others, so that each site derives the very same change. */
    public static final UUID NO_SITE = new UUID(0, 0);

    /** Parley itself, for changes that any site would derive alike. */
    public static final Author PARLEY = new Author("parley", "", NO_SITE);
}
