package dev.parley.sync;

import dev.parley.wire.Block;
import dev.parley.wire.Checkpoint;
import dev.parley.wire.Command;
import dev.parley.wire.Comparison;
import dev.parley.wire.Digest;
import dev.parley.wire.Exchange;
import dev.parley.wire.Found;
import dev.parley.wire.Likeness;
import dev.parley.wire.Listing;
import dev.parley.wire.Packet;
import dev.parley.wire.Peer;
import dev.parley.wire.SiteInfo;
import dev.parley.wire.Taken;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** A peer to which all requests are alike: something to keep, to hold against another, and to put to somebody else. */
abstract class RequestPeer implements Peer {

    /**
     * A request.
     *
     * @param arguments what is asked
     * @param put asks a peer
     * @param <T> the answer
     */
    record Request<T>(Command command, List<?> arguments, Function<Peer, T> put) {

        /** Puts it to that peer. */
        T to(Peer peer) {
            return put.apply(peer);
        }

        /** Whether the other asks the same. */
        boolean isAs(Request<?> other) {
            return command == other.command && (command == Command.LOAD || arguments.equals(other.arguments));
        }
    }

    abstract <T> T ask(Request<T> request);

    private <T> T ask(Command command, List<?> arguments, Function<Peer, T> put) {
        return ask(new Request<>(command, arguments, put));
    }

    @Override
    public SiteInfo info(SiteInfo mine) {
        return ask(Command.INFO, List.of(mine), peer -> peer.info(mine));
    }

    @Override
    public Exchange.Reply exchange(Exchange exchange) {
        return ask(Command.CHANGES, List.of(exchange), peer -> peer.exchange(exchange));
    }

    @Override
    public Comparison compare() {
        return ask(Command.COMPARE, List.of(), Peer::compare);
    }

    @Override
    public Digest.Answer digest(Digest question) {
        return ask(Command.DIGEST, List.of(question), peer -> peer.digest(question));
    }

    @Override
    public Block rows(String object, List<UUID> records) {
        return ask(Command.ROWS, List.of(object, records), peer -> peer.rows(object, records));
    }

    @Override
    public Taken mendLog() {
        return ask(Command.MEND, List.of(), Peer::mendLog);
    }

    @Override
    public Taken mend(String object, List<UUID> records) {
        return ask(Command.MEND, List.of(object, records), peer -> peer.mend(object, records));
    }

    @Override
    public Listing list(String object, Optional<UUID> after, int limit) {
        return ask(Command.LIST, List.of(object, after, limit), peer -> peer.list(object, after, limit));
    }

    @Override
    public Found get(String object, List<UUID> records) {
        return ask(Command.GET, List.of(object, records), peer -> peer.get(object, records));
    }

    @Override
    public List<Packet> getFrom(String object, Optional<UUID> after, int limit) {
        return ask(Command.GET, List.of(object, after, limit), peer -> peer.getFrom(object, after, limit));
    }

    @Override
    public Block block(String object, Optional<String> after, Block.Limit limit) {
        return ask(Command.BLOCK, List.of(object, after, limit), peer -> peer.block(object, after, limit));
    }

    @Override
    public Taken load(Block block) {
        return ask(Command.LOAD, List.of(block), peer -> peer.load(block));
    }

    @Override
    public Taken push(List<Packet> packets, Likeness likeness) {
        return ask(Command.PUSH, List.of(packets, likeness), peer -> peer.push(packets, likeness));
    }

    @Override
    public void compared(Optional<Checkpoint> mine, Optional<Checkpoint> yours) {
        var unused = ask(Command.COMPARED, List.of(mine, yours), peer -> {
            peer.compared(mine, yours);
            return true;
        });
    }
}
