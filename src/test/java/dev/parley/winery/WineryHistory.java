package dev.parley.winery;

import java.util.List;

/** The change log of a site, in words that are the same at each: everything but places and links. */
final class WineryHistory {

    private WineryHistory() {}

    static List<String> of(TestSite site) {
        return site.rows("""
                select uuid, object, record, action, at_micros, user_name, session, site, parents, fields
                from parley_change where action not in ('load', 'whole', 'comparing') order by uuid
                """);
    }
}
