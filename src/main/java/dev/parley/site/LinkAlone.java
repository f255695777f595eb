package dev.parley.site;

import dev.parley.store.Leases;
import dev.parley.store.Leases.Lease;
import dev.parley.store.Leases.Taken;
import dev.parley.store.Link;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

/** Does something over a link alone: under the link's lease, which lapses by itself where the process is killed. */
final class LinkAlone {

    private static final long MICROS = 1_000_000;

    private final Site site;

    LinkAlone(Site site) {
        this.site = site;
    }

    /**
     * Does it.
     *
     * @throws LinkBusyException if another process has the link
     */
    <T> T run(Link link, Function<LeaseKeeper, T> work) {
        Leases leases = site.leases();
        Leases.Answer answer = leases.acquire("link:" + link.uuid(), Leases.thisProcess(), LinkSync.LEASE);
        if (answer instanceof Taken taken) {
            throw busy(link, taken);
        }
        try (LeaseKeeper keeper = new LeaseKeeper(leases, (Lease) answer, LinkSync.LEASE)) {
            return work.apply(keeper);
        }
    }

    private static LinkBusyException busy(Link link, Taken taken) {
        return new LinkBusyException(
                "Link %s is being synced by %s since %s."
                        .formatted(link.name(), taken.holder(), instant(taken.since())),
                "Try again when it is done. If that process was killed, the link is free at %s."
                        .formatted(instant(taken.until())));
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS)).truncatedTo(ChronoUnit.SECONDS);
    }
}
