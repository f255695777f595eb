package dev.parley.sim;

import dev.parley.catalogue.Part;
import dev.parley.store.Link;
import dev.parley.sync.Difference;
import dev.parley.sync.LocalPeer;
import dev.parley.sync.Sync;
import dev.parley.sync.SyncType;
import dev.parley.sync.Verification;
import dev.parley.wire.Peer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Somebody syncs some objects alone. Where nothing goes wrong meanwhile, these are equal at both sites then; and whatever goes wrong, all is equal after
 * whole syncs.
 */
final class PartSyncs {

    private static final int SELDOM = 5;
    private static final int ROUNDS = 5;

    private final World world;
    private final Random random;

    PartSyncs(World world, Random random) {
        this.world = world;
        this.random = random;
    }

    /** Once in a while it happens. */
    void happen(List<SimLink> links) {
        if (random.nextInt(SELDOM) > 0) {
            return;
        }
        SimLink link = links.get(random.nextInt(links.size()));
        SimSite site = random.nextBoolean() ? link.one() : link.other();
        SyncType type = random.nextInt(3) == 0 ? SyncType.FULL : SyncType.PARTIAL;
        Part part = some(random);
        if (random.nextBoolean()) {
            world.sync(link, site, type, part);
        } else {
            undisturbed(link, site, type, part);
        }
    }

    /** People are with the business by what ties them to it: the one says nothing without the other. */
    static Part some(Random random) {
        Set<String> objects = new HashSet<>();
        int most = 1 + random.nextInt(3);
        for (int i = 0; i < most; i++) {
            objects.add(Tables.ALL.get(random.nextInt(Tables.ALL.size())).object());
        }
        if (objects.contains(Tables.USERS.object())) {
            objects.add(Tables.MEMBERS.object());
        }
        return new Part(Optional.of(objects));
    }

    /** What one site concludes of what came may have to go back. Which uuids name people who left is found by comparing content, at the latest. */
    private void undisturbed(SimLink link, SimSite site, SyncType type, Part part) {
        SimSite other = link.from(site);
        Peer peer = new LocalPeer(other.context(), link.idAt(other));
        List<Difference> differences = List.of();
        for (int round = 0; round < ROUNDS; round++) {
            SyncType now = round == 0 ? type : SyncType.FULL;
            world.trace(() -> "%s syncs %s of %s over %s, undisturbed".formatted(site, now, part.words(), link));
            new Sync(site.context(), link.idAt(site), peer).run(now, part);
            for (SimSite each : List.of(site, other)) {
                if (!each.sql().rows("pragma foreign_key_check").isEmpty()) {
                    throw new Failure("foreign-keys", "%s after %s was synced".formatted(each, part.words()));
                }
            }
            if (link.direction() != Link.Direction.BI || mayDiffer(site) || mayDiffer(other)) {
                return;
            }
            differences = differences(link, site, peer, part);
            differences.removeIf(difference -> World.isHeld(site, difference) && World.isHeld(other, difference));
            if (differences.isEmpty()) {
                return;
            }
        }
        throw new Failure("part", "over %s of %s differs %s".formatted(link, part.words(), differences));
    }

    /** Whether something is held back there, or could not be written for another reason than that what it refers to is not here. */
    private static boolean mayDiffer(SimSite site) {
        return !site.sql().rows("select 1 from parley_held").isEmpty()
                || !site.sql()
                        .rows("select 1 from parley_record where incomplete <> 0")
                        .isEmpty()
                || !site.sql()
                        .rows(
                                "select 1 from parley_problem where kind = 'held' and state = 'open' and message not like '%has not arrived%'")
                        .isEmpty();
    }

    private static List<Difference> differences(SimLink link, SimSite site, Peer peer, Part part) {
        List<Difference> differences = new ArrayList<>();
        new Verification(site.context(), link.idAt(site), peer, Runnable::run).run(part, differences::add);
        return differences;
    }
}
