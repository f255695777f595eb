package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Packets one a line, and the closing line, which says how much is answered. */
final class FoundForm implements Form<Found> {

    @Override
    public String mediaType() {
        return PacketsForm.LINES;
    }

    @Override
    public void write(Found found, OutputStream stream) throws IOException {
        PacketWriter writer = new PacketWriter(stream);
        for (Packet packet : found.packets()) {
            writer.write(packet);
        }
        writer.finish(found.answered());
    }

    @Override
    public Found read(InputStream stream) {
        try (PacketReader in = new PacketReader(stream)) {
            List<Packet> packets = in.all();
            return new Found(packets, in.answered());
        }
    }
}
