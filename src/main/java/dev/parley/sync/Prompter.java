package dev.parley.sync;

import dev.parley.wire.Block;
import dev.parley.wire.Comparison;
import dev.parley.wire.Cue;
import dev.parley.wire.Exchange;
import dev.parley.wire.Found;
import dev.parley.wire.Packet;
import dev.parley.wire.Peer;
import dev.parley.wire.PeerException;
import dev.parley.wire.Rehearsal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The other site in a play here. What it was asked before it answers from memory; at the first request that it has no answer to yet the play is
 * broken off, so that nothing is held open here while the other site is asked, and begins anew.
 */
final class Prompter extends RequestPeer {

    /** So many requests, and so many changes and rows with them, are played at most. */
    private static final int REQUESTS = 300;

    /** A record that is only compared costs that much less than one that is written. */
    private static final int COMPARED = 20;

    private final Rehearsal there;
    private final long most;
    private final List<Answered> known = new ArrayList<>();
    private int next;
    private long volume;
    private Optional<Request<?>> open = Optional.empty();

    private record Answered(Request<?> request, Object answer) {}

    Prompter(Rehearsal there, long most) {
        this.there = there;
        this.most = most;
    }

    /** Breaks a play off: the other site has to be asked first. */
    static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Unanswered() {
            super("the other site has not been asked yet", null, false, false);
        }
    }

    /** Breaks a play off: this site is no longer as it was when the other one was asked. */
    static final class Moved extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Moved() {
            super("something was changed here meanwhile", null, false, false);
        }
    }

    /** There is more than is played. */
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuch() {
            super("more than is played", null, false, false);
        }
    }

    /** The play begins anew. */
    void rewind() {
        next = 0;
    }

    /** Breaks off if so many records are too many to be compared. */
    void compares(long records) {
        if (records / COMPARED > most) {
            throw new TooMuch();
        }
    }

    /**
     * Asks the other site what the play was broken off for.
     *
     * @throws PeerException if it can't be reached or refuses
     */
    void prompt() {
        Request<?> request = open.orElseThrow();
        Object answer = request.to(there);
        volume += request.arguments().stream().mapToLong(Prompter::volume).sum() + volume(answer);
        known.add(new Answered(request, answer));
        open = Optional.empty();
        if (volume > most || known.size() > REQUESTS) {
            throw new TooMuch();
        }
    }

    @Override
    @SuppressWarnings("unchecked") // It is the answer to the same request.
    <T> T ask(Request<T> request) {
        if (next == known.size()) {
            open = Optional.of(request);
            throw new Unanswered();
        }
        Answered answered = known.get(next++);
        if (!answered.request().isAs(request)) {
            throw new Moved();
        }
        return (T) answered.answer();
    }

    private static long volume(Object part) {
        if (part instanceof Exchange exchange) {
            return volume(exchange.packets());
        }
        if (part instanceof Exchange.Reply reply) {
            return volume(reply.packets());
        }
        if (part instanceof Found found) {
            return volume(found.packets());
        }
        if (part instanceof Block block) {
            return block.rows().count() + volume(block.packets());
        }
        if (part instanceof Comparison comparison) {
            return comparison.records().values().stream()
                            .mapToLong(Long::longValue)
                            .sum()
                    / COMPARED;
        }
        if (part instanceof List<?> list) {
            return list.stream().mapToLong(Prompter::volume).sum();
        }
        return part instanceof Packet packet ? Math.max(1, packet.changes().size()) : 0;
    }

    @Override
    public Peer planning() {
        return there.planning();
    }

    @Override
    public Rehearsal rehearsing(Cue cue) {
        return there.rehearsing(cue);
    }
}
