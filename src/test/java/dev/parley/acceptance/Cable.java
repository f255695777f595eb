package dev.parley.acceptance;

import dev.parley.merge.Change;
import dev.parley.merge.Value;
import dev.parley.wire.Block;
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
import dev.parley.wire.PeerException;
import dev.parley.wire.Rehearsal;
import dev.parley.wire.SiteInfo;
import dev.parley.wire.Taken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A line to the other site that counts what goes over it, and that can be cut after a request was carried out there. */
final class Cable implements Peer {

    private final Peer other;
    private final int cutAfter;
    private int requests;
    private int packets;
    private long largest;
    private Optional<Exchange> last = Optional.empty();
    private Runnable meanwhile = () -> {};
    private Consumer<String> compared = by -> {};

    private Cable(Peer other, int cutAfter) {
        this.other = other;
        this.cutAfter = cutAfter;
    }

    /** A line that holds. */
    static Cable to(Peer other) {
        return new Cable(other, Integer.MAX_VALUE);
    }

    /** A line over which the answer to that request, counted from 1, and all after it are lost. */
    static Cable cutAfter(int request, Peer other) {
        return new Cable(other, request);
    }

    /** Something happens here while the answer to the first exchange is under way. */
    Cable whenAnswered(Runnable event) {
        meanwhile = event;
        return this;
    }

    /** Is told what each comparison of ranges goes by. */
    Cable whenCompared(Consumer<String> by) {
        compared = by;
        return this;
    }

    int requests() {
        return requests;
    }

    /** How many records or changes of records went over it, in either direction. */
    int packets() {
        return packets;
    }

    /** How many characters of values went over it at once at most. */
    long largest() {
        return largest;
    }

    /** What was asked of the last exchange that went over it. */
    Exchange last() {
        return last.orElseThrow();
    }

    private void weigh(List<Packet> message) {
        long characters = 0;
        for (Packet packet : message) {
            characters += packet.row().map(row -> characters(row.fields())).orElse(0L);
            for (Change change : packet.changes()) {
                characters += characters(change.fields());
            }
        }
        largest = Math.max(largest, characters);
    }

    private static long characters(Map<String, Value> fields) {
        return fields.values().stream()
                .filter(value -> !value.isNull())
                .mapToLong(value -> value.text().length())
                .sum();
    }

    private <T> T ask(Supplier<T> request) {
        if (requests >= cutAfter) {
            throw new PeerException("unreachable", "the line is cut");
        }
        requests++;
        T answer = request.get();
        if (requests >= cutAfter) {
            throw new PeerException("cut_off", "the line was cut before the answer came");
        }
        return answer;
    }

    @Override
    public SiteInfo info(SiteInfo mine) {
        return ask(() -> other.info(mine));
    }

    @Override
    public Exchange.Reply exchange(Exchange exchange) {
        last = Optional.of(exchange);
        packets += exchange.packets().size();
        Exchange.Reply reply = ask(() -> other.exchange(exchange));
        packets += reply.packets().size();
        weigh(exchange.packets());
        weigh(reply.packets());
        meanwhile.run();
        meanwhile = () -> {};
        return reply;
    }

    @Override
    public Comparison compare() {
        return ask(other::compare);
    }

    @Override
    public Digest.Answer digest(Digest question) {
        compared.accept(question.by());
        return ask(() -> other.digest(question));
    }

    @Override
    public Block rows(String object, List<UUID> records) {
        return ask(() -> other.rows(object, records));
    }

    @Override
    public Taken mendLog() {
        return ask(other::mendLog);
    }

    @Override
    public Taken mend(String object, List<UUID> records) {
        return ask(() -> other.mend(object, records));
    }

    @Override
    public Listing list(String object, Optional<UUID> after, int limit) {
        return ask(() -> other.list(object, after, limit));
    }

    @Override
    public Found get(String object, List<UUID> records) {
        Found got = ask(() -> other.get(object, records));
        packets += got.packets().size();
        weigh(got.packets());
        return got;
    }

    @Override
    public List<Packet> getFrom(String object, Optional<UUID> after, int limit) {
        List<Packet> got = ask(() -> other.getFrom(object, after, limit));
        packets += got.size();
        weigh(got);
        return got;
    }

    @Override
    public Block block(String object, Optional<String> after, Block.Limit limit) {
        Block got = ask(() -> other.block(object, after, limit));
        packets += got.packets().size() + got.rows().count();
        return got;
    }

    @Override
    public Taken load(Block block) {
        packets += block.packets().size() + block.rows().count();
        return ask(() -> other.load(block));
    }

    @Override
    public Taken push(List<Packet> pushed, Likeness likeness) {
        packets += pushed.size();
        weigh(pushed);
        return ask(() -> other.push(pushed, likeness));
    }

    @Override
    public void compared(Optional<Checkpoint> mine, Optional<Checkpoint> yours) {
        ask(() -> {
            other.compared(mine, yours);
            return true;
        });
    }

    @Override
    public Rehearsal rehearsing(Cue cue) {
        return other.rehearsing(cue);
    }

    @Override
    public Peer planning() {
        return new Cable(other.planning(), cutAfter - requests);
    }
}
