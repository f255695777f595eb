package dev.parley.server;

import dev.parley.merge.Version;
import dev.parley.wire.Block;
import dev.parley.wire.BlockRows;
import dev.parley.wire.Checkpoint;
import dev.parley.wire.Comparison;
import dev.parley.wire.Cue;
import dev.parley.wire.Digest;
import dev.parley.wire.Exchange;
import dev.parley.wire.Found;
import dev.parley.wire.Likeness;
import dev.parley.wire.Listing;
import dev.parley.wire.Packet;
import dev.parley.wire.Peer;
import dev.parley.wire.Rehearsal;
import dev.parley.wire.SiteInfo;
import dev.parley.wire.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Answers with what a test put here, and keeps what it was asked. Every command passes {@link #before} first. */
final class FakePeer implements Peer {

    static final String OBJECT = "ciniki.customers.customer";

    final List<Object> asked = new ArrayList<>();
    final List<Packet> packets = new ArrayList<>();
    BlockRows rows = new BlockRows.Builder(new BlockRows.Columns(List.of("name"), Set.of(), Optional.empty())).build();
    Runnable before = () -> {};
    Optional<Exchange.Reply> reply = Optional.empty();
    Optional<SiteInfo> info = Optional.empty();

    @Override
    public synchronized SiteInfo info(SiteInfo mine) {
        asked(mine);
        return info.orElse(mine);
    }

    @Override
    public synchronized Exchange.Reply exchange(Exchange exchange) {
        asked(exchange);
        return reply.orElseThrow();
    }

    @Override
    public synchronized Comparison compare() {
        asked("compare");
        return new Comparison(
                new Checkpoint(7, new UUID(1, 2)), java.util.Map.of(OBJECT, (long) packets.size()), java.util.Map.of());
    }

    @Override
    public synchronized Digest.Answer digest(Digest question) {
        asked(question);
        return new Digest.Answer(question.objects().stream()
                .map(of -> new Digest.Of(
                        of.object(), of.items().stream().map(item -> "same").toList()))
                .toList());
    }

    @Override
    public synchronized Block rows(String object, List<UUID> records) {
        return block(object, Optional.empty(), new Block.Limit(1, 1));
    }

    @Override
    public synchronized Taken mendLog() {
        asked("mend");
        return Taken.NOTHING;
    }

    @Override
    public synchronized Taken mend(String object, List<UUID> records) {
        asked(List.of(object, records));
        return Taken.NOTHING;
    }

    @Override
    public synchronized Listing list(String object, Optional<UUID> after, int limit) {
        asked(List.of(object, after, limit));
        return new Listing(
                packets.stream()
                        .map(packet -> new Listing.Entry(packet.record(), Version.of(packet.changes())))
                        .toList(),
                true);
    }

    @Override
    public synchronized Found get(String object, List<UUID> records) {
        asked(List.of(object, records));
        return Found.all(packets.stream()
                .filter(packet -> packet.object().equals(object) && records.contains(packet.record()))
                .toList());
    }

    @Override
    public synchronized List<Packet> getFrom(String object, Optional<UUID> after, int limit) {
        asked(List.of(object, after, limit));
        return List.copyOf(packets);
    }

    @Override
    public synchronized Block block(String object, Optional<String> after, Block.Limit limit) {
        asked(List.of(object, after, limit));
        return new Block(object, Optional.empty(), rows, packets);
    }

    @Override
    public synchronized Taken load(Block block) {
        asked(block);
        return new Taken(block.rows().count(), 2, 3, 4);
    }

    @Override
    public synchronized Taken push(List<Packet> pushed, Likeness likeness) {
        asked(pushed);
        return new Taken(pushed.size(), 2, 3, 4);
    }

    @Override
    public synchronized void compared(Optional<Checkpoint> mine, Optional<Checkpoint> yours) {
        asked(List.of(mine, yours));
    }

    @Override
    public Rehearsal rehearsing(Cue cue) {
        throw new UnsupportedOperationException("rehearsing");
    }

    @Override
    public synchronized Peer planning() {
        asked("planning");
        return this;
    }

    private void asked(Object what) {
        asked.add(what);
        before.run();
    }
}
