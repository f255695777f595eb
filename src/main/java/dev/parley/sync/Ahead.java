package dev.parley.sync;

import dev.parley.wire.Exchange;
import dev.parley.wire.Peer;
import dev.parley.wire.PeerException;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Asks the other site while this one works: one exchange at a time is under way. Nothing is taken of an answer that nobody asks for. */
final class Ahead {

    private final Peer peer;
    private final Executor elsewhere;
    private Optional<Asked> asked = Optional.empty();

    private record Asked(Exchange exchange, Underway<Exchange.Reply> reply) {}

    Ahead(Peer peer, Executor elsewhere) {
        this.peer = peer;
        this.elsewhere = elsewhere;
    }

    /** Sends the exchange off. */
    void ask(Exchange exchange) {
        asked = Optional.of(new Asked(exchange, Underway.ask(() -> peer.exchange(exchange), elsewhere)));
    }

    /**
     * The answer to the exchange, which is sent only now if it is not under way.
     *
     * @throws PeerException if the other site can't be reached or refuses
     */
    Exchange.Reply reply(Exchange exchange) {
        if (asked.filter(one -> one.exchange().equals(exchange)).isEmpty()) {
            return peer.exchange(exchange);
        }
        Asked one = asked.orElseThrow();
        asked = Optional.empty();
        return one.reply().answer();
    }
}
