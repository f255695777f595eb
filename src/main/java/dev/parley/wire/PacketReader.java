package dev.parley.wire;

import dev.parley.merge.Action;
import dev.parley.merge.Author;
import dev.parley.merge.Change;
import dev.parley.merge.Value;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what {@link PacketWriter} wrote, one packet at a time. Keys that it does not know are passed over. */
public final class PacketReader implements AutoCloseable {

    private final DocumentReader in;
    private long packets;
    private boolean ended;
    private OptionalInt answered = OptionalInt.empty();

    /** Of that stream, which is closed along with this. */
    public PacketReader(InputStream stream) {
        this(new DocumentReader(stream, "the packets"));
    }

    PacketReader(DocumentReader in) {
        this.in = in;
    }

    /**
     * The next packet; empty after the closing line.
     *
     * @throws PeerException with code {@code malformed} where the body is not as it should be, or cut off
     */
    public Optional<Packet> next() {
        if (ended) {
            return Optional.empty();
        }
        if (!in.next()) {
            throw in.malformed("the closing line is missing, so the body was cut off");
        }
        Line line = new Line();
        for (String key = in.key(); key != null; key = in.key()) {
            line.take(key);
        }
        if (line.end) {
            if (line.count == null || line.count != packets) {
                throw in.malformed("the closing line counts other packets than the " + packets + " that came");
            }
            answered = line.answered();
            in.requireEnd();
            ended = true;
            return Optional.empty();
        }
        packets++;
        return Optional.of(line.packet());
    }

    /** All that are left. */
    public List<Packet> all() {
        List<Packet> all = new ArrayList<>();
        for (Optional<Packet> packet = next(); packet.isPresent(); packet = next()) {
            all.add(packet.get());
        }
        return all;
    }

    /** How many of the uuids that were asked for the closing line says to be answered. */
    OptionalInt answered() {
        return answered;
    }

    @Override
    public void close() {
        in.close();
    }

    /** What one line has said so far. */
    private final class Line {
        private boolean end;
        private @Nullable Long count;
        private @Nullable Integer answered;
        private @Nullable String object;
        private @Nullable UUID record;
        private @Nullable Boolean whole;
        private Packet.@Nullable Untouched row;
        private @Nullable Unbounds changes;

        void take(String key) {
            switch (key) {
                case "end" -> end = in.flag(key);
                case "packets" -> count = in.number(key);
                case "answered" -> answered = in.count(key);
                case "object" -> object = in.text(key);
                case "record" -> record = in.uuid(key);
                case "whole" -> whole = in.flag(key);
                case "row" -> row = readRow();
                case "changes" -> changes = PacketReader.changes(in);
                default -> in.skip();
            }
        }

        OptionalInt answered() {
            if (answered != null && answered < 1) {
                throw in.malformed("\"answered\" should be one at least");
            }
            return answered == null ? OptionalInt.empty() : OptionalInt.of(answered);
        }

        Packet packet() {
            String named = in.need(object, "object");
            UUID of = in.need(record, "record");
            boolean all = in.need(whole, "whole");
            List<Change> bound = in.need(changes, "changes").bind(in, named, of);
            if (row != null && (!all || !bound.isEmpty())) {
                throw in.malformed("a \"row\" stands only in a whole packet without changes");
            }
            return new Packet(named, of, all, Optional.ofNullable(row), bound);
        }
    }

    private Packet.Untouched readRow() {
        in.enter("row");
        @Nullable Long at = null;
        @Nullable Map<String, Value> fields = null;
        for (String key = in.key(); key != null; key = in.key()) {
            switch (key) {
                case "at" -> at = in.number(key);
                case "fields" -> fields = in.values(key);
                default -> in.skip();
            }
        }
        return new Packet.Untouched(in.need(at, "at"), in.need(fields, "fields"));
    }

    /** The changes that stand there. */
    static Unbounds changes(DocumentReader in) {
        in.enterArray("changes");
        List<Unbound> changes = new ArrayList<>();
        while (in.element()) {
            in.enter("changes");
            changes.add(readChange(in));
        }
        return new Unbounds(changes);
    }

    /** Changes whose object and record may come later in the line. */
    static final class Unbounds {
        static final Unbounds NONE = new Unbounds(List.of());
        private final List<Unbound> changes;

        private Unbounds(List<Unbound> changes) {
            this.changes = changes;
        }

        /** The changes, of that record where they say of none. */
        List<Change> bind(DocumentReader in, String object, UUID record) {
            List<Change> bound = new ArrayList<>();
            for (Unbound change : changes) {
                try {
                    bound.add(change.bind(object, record));
                } catch (IllegalArgumentException e) {
                    throw in.malformed("the change " + change.uuid() + " can't be: " + e.getMessage());
                }
            }
            return bound;
        }
    }

    private static Unbound readChange(DocumentReader in) {
        @Nullable UUID uuid = null;
        @Nullable Action action = null;
        @Nullable Long at = null;
        @Nullable String user = null;
        @Nullable String session = null;
        @Nullable UUID site = null;
        @Nullable UUID record = null;
        @Nullable List<UUID> parents = null;
        @Nullable Map<String, Value> fields = null;
        for (String key = in.key(); key != null; key = in.key()) {
            switch (key) {
                case "uuid" -> uuid = in.uuid(key);
                case "action" -> action = action(in, in.text(key));
                case "at" -> at = in.number(key);
                case "user" -> user = in.text(key);
                case "session" -> session = in.text(key);
                case "site" -> site = in.uuid(key);
                case "record" -> record = in.uuid(key);
                case "parents" -> parents = in.uuids(key);
                case "fields" -> fields = in.values(key);
                default -> in.skip();
            }
        }
        Author author = new Author(in.need(user, "user"), in.need(session, "session"), in.need(site, "site"));
        return new Unbound(
                in.need(uuid, "uuid"),
                in.need(action, "action"),
                Optional.ofNullable(record),
                in.need(fields, "fields"),
                in.need(at, "at"),
                author,
                in.need(parents, "parents"));
    }

    private static Action action(DocumentReader in, String word) {
        try {
            return Action.ofWord(word);
        } catch (IllegalArgumentException e) {
            throw in.malformed("\"action\" should be one of baseline, add, update, delete, map");
        }
    }

    /** A change whose object and record stand in its packet, which may come later in the line. */
    private record Unbound(
            UUID uuid,
            Action action,
            Optional<UUID> record,
            Map<String, Value> fields,
            long at,
            Author author,
            List<UUID> parents) {

        Change bind(String object, UUID packetRecord) {
            return new Change(uuid, action, object, record.orElse(packetRecord), fields, at, author, parents);
        }
    }
}
