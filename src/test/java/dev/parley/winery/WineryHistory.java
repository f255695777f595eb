package dev.parley.winery;

import dev.parley.testing.LogTable;
import java.util.List;

/** The change log of a site, in words that are the same at each: everything but places and links. */
final class WineryHistory {

    private WineryHistory() {}

    static List<String> of(TestSite site) {
        return site.rows(LogTable.HISTORY).stream().sorted().toList();
    }
}
