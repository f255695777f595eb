package dev.parley.wire;

import dev.parley.merge.Change;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.UUID;

/** Writes packets one a line as they come, and at the end the line that tells how many there were. */
public final class PacketWriter {

    private final DocumentWriter out;
    private long packets;

    /** To that stream, which stays open. */
    public PacketWriter(OutputStream stream) throws IOException {
        this(new DocumentWriter(stream));
    }

    PacketWriter(DocumentWriter out) {
        this.out = out;
    }

    /** Writes one more. */
    public void write(Packet packet) throws IOException {
        packets++;
        out.begin()
                .text("object", packet.object())
                .uuid("record", packet.record())
                .flag("whole", packet.whole());
        if (packet.row().isPresent()) {
            Packet.Untouched row = packet.row().get();
            out.begin("row")
                    .number("at", row.at())
                    .values("fields", row.fields())
                    .end();
        }
        writeChanges(out, packet.record(), packet.changes());
        out.endLine();
    }

    /** Under the key {@code changes}. */
    static void writeChanges(DocumentWriter out, UUID record, Collection<Change> changes) throws IOException {
        out.beginArray("changes");
        for (Change change : changes) {
            write(out, change, record);
        }
        out.endArray();
    }

    private static void write(DocumentWriter out, Change change, UUID packetRecord) throws IOException {
        out.begin()
                .uuid("uuid", change.uuid())
                .text("action", change.action().word())
                .number("at", change.at())
                .text("user", change.author().user())
                .text("session", change.author().session())
                .uuid("site", change.author().site())
                .texts("parents", change.parents());
        if (!change.record().equals(packetRecord)) {
            out.uuid("record", change.record());
        }
        out.values("fields", change.fields()).end();
    }

    /** Writes the closing line, without which a reader takes the body for cut off. */
    public void finish() throws IOException {
        finish(OptionalInt.empty());
    }

    /**
     * The same, for an answer.
     *
     * @param answered how many of the uuids that were asked for are answered, where not all are
     */
    void finish(OptionalInt answered) throws IOException {
        out.begin().flag("end", true).number("packets", packets);
        if (answered.isPresent()) {
            out.number("answered", answered.getAsInt());
        }
        out.endLine();
        out.finish();
    }
}
