package dev.parley.site;

import dev.parley.store.Link;
import dev.parley.sync.SyncReport;
import java.time.Duration;

/**
 * A sync that came to its end.
 *
 * @param link the link as it stood before
 * @param report what was done
 * @param traffic what went over the wire
 * @param took how long it took
 */
public record LinkRun(Link link, SyncReport report, Remotes.Traffic traffic, Duration took) {

    /** Records that were made, altered or removed here. */
    public int pulled() {
        return report.pulled().records();
    }

    /** Records that were made, altered or removed at the other site. */
    public int pushed() {
        return report.pushed().records();
    }

    /** Conflicts that were settled. Each site meets the same ones, unless the link goes one way only, so this is the larger of the two counts. */
    public int conflicts() {
        return Math.max(report.pulled().conflicts(), report.pushed().conflicts());
    }

    /** Records and changes that were held back, here or there. */
    public int problems() {
        return report.pulled().problems() + report.pushed().problems();
    }

    /** Whether nothing was new on either side. */
    public boolean isQuiet() {
        return report.pulled().changes() + report.pushed().changes() + pulled() + pushed() + problems() == 0;
    }
}
