package dev.parley.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line that says what the rows are, the rows as {@link BlockRows} describes, and packets as in {@link PacketsForm}. */
final class BlockForm implements Form<Block> {

    private static final String WHAT = "the block";
    private static final int LONGEST_LINE = 1 << 20;
    private static final int CHUNK = 1 << 20;

    @Override
    public String mediaType() {
        return "application/vnd.parley.block";
    }

    @Override
    public void write(Block block, OutputStream stream) throws IOException {
        BlockRows rows = block.rows();
        DocumentWriter out = new DocumentWriter(stream);
        out.begin().text("object", block.object());
        if (block.upTo().isPresent()) {
            out.text("up_to", block.upTo().get());
        }
        out.texts("columns", rows.columns().names());
        out.texts("binary", rows.columns().binary());
        if (rows.columns().updated().isPresent()) {
            out.text("updated", rows.columns().updated().get());
        }
        out.number("rows", rows.count()).number("bytes", rows.data().length).endLine();
        out.finish();
        stream.write(rows.data());
        PacketWriter packets = new PacketWriter(stream);
        for (Packet packet : block.packets()) {
            packets.write(packet);
        }
        packets.finish();
    }

    @Override
    public Block read(InputStream stream) {
        try (stream) {
            Head head = Head.read(line(stream));
            BlockRows rows = head.rows(stream);
            try (PacketReader packets = new PacketReader(stream)) {
                return new Block(head.object, Optional.ofNullable(head.upTo), rows, packets.all());
            }
        } catch (IOException e) {
            throw e instanceof TooLargeException tooLarge
                    ? tooLarge.asPeerException(WHAT)
                    : malformed(1, "it can't be unpacked, or is cut off");
        }
    }

    private static byte[] line(InputStream stream) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = stream.read(); b != '\n'; b = stream.read()) {
            if (b < 0 || line.size() == LONGEST_LINE) {
                throw malformed(1, "it has no end");
            }
            line.write(b);
        }
        return line.toByteArray();
    }

    private static PeerException malformed(int line, String problem) {
        return new PeerException(
                "malformed",
                "Could not read " + WHAT + ": line " + line + ": " + problem + ".",
                "Send it as docs/protocol.md says; if a Parley site sent it, report this.");
    }

    /** What the first line says. */
    private record Head(
            String object,
            @Nullable String upTo,
            List<String> columns,
            List<String> binary,
            @Nullable String updated,
            int rows,
            int bytes) {

        static Head read(byte[] line) {
            try (DocumentReader in = new DocumentReader(new ByteArrayInputStream(line), WHAT)) {
                in.require();
                @Nullable String object = null;
                @Nullable String upTo = null;
                @Nullable List<String> columns = null;
                @Nullable List<String> binary = null;
                @Nullable String updated = null;
                @Nullable Integer rows = null;
                @Nullable Integer bytes = null;
                for (String key = in.key(); key != null; key = in.key()) {
                    switch (key) {
                        case "object" -> object = in.text(key);
                        case "up_to" -> upTo = in.text(key);
                        case "columns" -> columns = in.texts(key);
                        case "binary" -> binary = in.texts(key);
                        case "updated" -> updated = in.text(key);
                        case "rows" -> rows = in.count(key);
                        case "bytes" -> bytes = in.count(key);
                        default -> in.skip();
                    }
                }
                in.requireEnd();
                return new Head(
                        in.need(object, "object"),
                        upTo,
                        in.need(columns, "columns"),
                        in.need(binary, "binary"),
                        updated,
                        in.need(rows, "rows"),
                        in.need(bytes, "bytes"));
            }
        }

        BlockRows rows(InputStream stream) throws IOException {
            if (new HashSet<>(columns).size() < columns.size()) {
                throw malformed(1, "a column stands twice in it");
            }
            if (rows > bytes / 16) {
                throw malformed(1, "so many rows have no room in so few bytes");
            }
            byte[] data = new byte[Math.min(bytes, CHUNK)];
            int filled = 0;
            while (filled < bytes) {
                if (filled == data.length) {
                    data = Arrays.copyOf(data, (int) Math.min(bytes, 2L * data.length));
                }
                int read = stream.read(data, filled, data.length - filled);
                if (read < 0) {
                    throw malformed(2, "the rows are cut off");
                }
                filled += read;
            }
            try {
                return BlockRows.of(
                        new BlockRows.Columns(columns, new HashSet<>(binary), Optional.ofNullable(updated)),
                        rows,
                        data);
            } catch (IllegalArgumentException e) {
                throw malformed(2, String.valueOf(e.getMessage()));
            }
        }
    }
}
