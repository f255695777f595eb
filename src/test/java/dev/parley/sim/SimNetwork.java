package dev.parley.sim;

import dev.parley.wire.Block;
import dev.parley.wire.Packet;
import dev.parley.wire.PeerException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What the network does to messages, and what it has carried. */
final class SimNetwork {

    /** A request that is older is refused for its timestamp. */
    private static final long LATEST = 60_000_000L;

    private final World world;
    private final List<Late> late = new ArrayList<>();
    private int requests;
    private int packets;
    private int faults;
    private boolean healed;

    SimNetwork(World world) {
        this.world = world;
    }

    /** What becomes of a message. */
    enum Fault {
        NONE,
        REQUEST_LOST,
        REQUEST_CUT,
        REQUEST_LATE,
        REPEATED,
        ANSWER_LOST,
        ANSWER_CUT
    }

    private record Late(SimSite there, long sent, Runnable delivery) {}

    /** From now on the network does what it should. What is still under way is lost. */
    void heal() {
        healed = true;
        late.clear();
    }

    Fault fault() {
        Random random = world.random();
        Set<Feature> features = world.features();
        if (healed || random.nextInt(12) > 0) {
            return Fault.NONE;
        }
        Fault fault =
                switch (random.nextInt(6)) {
                    case 0 -> features.contains(Feature.LOST) ? Fault.REQUEST_LOST : Fault.NONE;
                    case 1 -> features.contains(Feature.LOST) ? Fault.ANSWER_LOST : Fault.NONE;
                    case 2 -> features.contains(Feature.CUT) ? Fault.REQUEST_CUT : Fault.NONE;
                    case 3 -> features.contains(Feature.CUT) ? Fault.ANSWER_CUT : Fault.NONE;
                    case 4 -> features.contains(Feature.REPEATED) ? Fault.REPEATED : Fault.NONE;
                    default -> features.contains(Feature.LATE) ? Fault.REQUEST_LATE : Fault.NONE;
                };
        if (fault != Fault.NONE) {
            faults++;
        }
        return fault;
    }

    /** Keeps a request that its sender has given up. */
    void later(SimSite there, Runnable delivery) {
        late.add(new Late(there, world.now(), delivery));
    }

    /** Delivers one of the late requests, if there are any. */
    void deliverLate() {
        late.removeIf(request -> world.now() - request.sent() > LATEST);
        if (late.isEmpty()) {
            return;
        }
        Late request = late.remove(world.random().nextInt(late.size()));
        world.trace(() -> "late request to " + request.there());
        try {
            request.delivery().run();
        } catch (PeerException e) {
            world.trace(() -> "nobody hears the refusal: " + e.getMessage());
        }
    }

    void countRequest() {
        requests++;
    }

    void count(Collection<Packet> carried) {
        packets += carried.size();
    }

    void count(Block carried) {
        packets += carried.packets().size() + carried.rows().count();
    }

    void countFault() {
        faults++;
    }

    int requests() {
        return requests;
    }

    int packets() {
        return packets;
    }

    int faults() {
        return faults;
    }
}
