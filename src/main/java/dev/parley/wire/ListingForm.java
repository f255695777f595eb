package dev.parley.wire;

import dev.parley.merge.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A line for each record, and a closing line that says how many there were and whether there are more. */
final class ListingForm implements Form<Listing> {

    @Override
    public String mediaType() {
        return PacketsForm.LINES;
    }

    @Override
    public void write(Listing listing, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        for (Listing.Entry entry : listing.entries()) {
            out.begin()
                    .uuid("record", entry.record())
                    .text("version", entry.version().toText())
                    .endLine();
        }
        out.begin()
                .flag("end", true)
                .number("records", listing.entries().size())
                .flag("more", listing.more())
                .endLine();
        out.finish();
    }

    @Override
    public Listing read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "the list of records")) {
            List<Listing.Entry> entries = new ArrayList<>();
            while (true) {
                in.require();
                Line line = new Line();
                for (String key = in.key(); key != null; key = in.key()) {
                    line.take(in, key);
                }
                if (!line.end) {
                    entries.add(new Listing.Entry(in.need(line.record, "record"), in.need(line.version, "version")));
                    continue;
                }
                if (line.records == null || line.records != entries.size()) {
                    throw in.malformed(
                            "the closing line counts other records than the " + entries.size() + " that came");
                }
                Listing listing = new Listing(entries, in.need(line.more, "more"));
                in.requireEnd();
                return listing;
            }
        }
    }

    /** What one line has said so far. */
    private static final class Line {
        private @Nullable UUID record;
        private @Nullable Version version;
        private boolean end;
        private @Nullable Integer records;
        private @Nullable Boolean more;

        void take(DocumentReader in, String key) {
            switch (key) {
                case "record" -> record = in.uuid(key);
                case "version" -> version = version(in, in.text(key));
                case "end" -> end = in.flag(key);
                case "records" -> records = in.count(key);
                case "more" -> more = in.flag(key);
                default -> in.skip();
            }
        }

        private static Version version(DocumentReader in, String text) {
            try {
                return Version.ofText(text);
            } catch (IllegalArgumentException e) {
                throw in.malformed("\"version\" should be 32 hexadecimal digits");
            }
        }
    }
}
