package dev.parley.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A packet as text that can be kept: the same lines that stand on the wire. */
public final class PacketText {

    private PacketText() {}

    /** The packet as text. */
    public static String write(Packet packet) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            PacketWriter writer = new PacketWriter(bytes);
            writer.write(packet);
            writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws PeerException if it is not that
     */
    public static Packet read(String text) {
        try (PacketReader reader = new PacketReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            return reader.all().get(0);
        }
    }
}
