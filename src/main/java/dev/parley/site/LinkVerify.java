package dev.parley.site;

import dev.parley.catalogue.Part;
import dev.parley.store.Link;
import dev.parley.sync.Difference;
import dev.parley.sync.Verification;
import dev.parley.sync.Verified;
import dev.parley.wire.Receipt;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Compares what both ends of a link hold. It changes nothing, so it needs nobody's leave and may go on beside a sync. */
public final class LinkVerify {

    private final Site site;
    private final Remotes remotes;

    /** At that site. */
    public LinkVerify(Site site, Remotes remotes) {
        this.site = site;
        this.remotes = remotes;
    }

    /**
     * A comparison that came to its end.
     *
     * @param link the link
     * @param verified what was found
     * @param receipt what both sites signed of it; absent where that was not asked for
     * @param traffic what went over the wire
     * @param took how long it took
     */
    public record Run(
            Link link, Verified verified, Optional<Receipt> receipt, Remotes.Traffic traffic, Duration took) {}

    /**
     * Compares.
     *
     * @param sink is told of each record that differs, as it is found
     * @throws UnknownException if the other end of the link can't be asked as it stands
     * @throws dev.parley.wire.PeerException if the other site can't be reached or refuses
     */
    public Run run(Link link, Part part, Consumer<Difference> sink) {
        return run(link, part, sink, false);
    }

    /**
     * Compares, and lets both sites sign what they hold, equal or not.
     *
     * @param sink is told of each record that differs, as it is found
     * @throws UnknownException if the other end of the link can't be asked as it stands
     * @throws dev.parley.wire.PeerException if the other site can't be reached or refuses
     */
    public Run runSigned(Link link, Part part, Consumer<Difference> sink) {
        return run(link, part, sink, true);
    }

    private Run run(Link link, Part part, Consumer<Difference> sink, boolean signed) {
        Remotes.Remote remote = new LinkRemote(site, remotes).awake(link);
        long start = System.nanoTime();
        Verification verification = new Verification(site.context(), link.id(), remote.peer(), LinkRemote::elsewhere);
        Verified verified = verification.run(part, sink);
        Optional<Receipt> receipt =
                signed ? Optional.of(new Receipts(site).ask(link, verified, remote)) : Optional.empty();
        return new Run(link, verified, receipt, remote.traffic(), Duration.ofNanos(System.nanoTime() - start));
    }
}
