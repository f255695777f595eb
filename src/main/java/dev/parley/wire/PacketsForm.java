package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Packets one a line, and the closing line. */
final class PacketsForm implements Form<List<Packet>> {

    /** Media type of bodies of several lines. */
    static final String LINES = "application/x-ndjson";

    @Override
    public String mediaType() {
        return LINES;
    }

    @Override
    public void write(List<Packet> packets, OutputStream stream) throws IOException {
        write(new DocumentWriter(stream), packets);
    }

    @Override
    public List<Packet> read(InputStream stream) {
        try (PacketReader in = new PacketReader(stream)) {
            return in.all();
        }
    }

    static void write(DocumentWriter out, List<Packet> packets) throws IOException {
        PacketWriter writer = new PacketWriter(out);
        for (Packet packet : packets) {
            writer.write(packet);
        }
        writer.finish();
    }

    /** What is left of a body whose header line has been read. */
    static List<Packet> read(DocumentReader in) {
        try (PacketReader packets = new PacketReader(in)) {
            return packets.all();
        }
    }
}
