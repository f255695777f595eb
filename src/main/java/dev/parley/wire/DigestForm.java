package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A header line, a line for each object with its ranges, and a closing line that counts the ranges. */
final class DigestForm implements Form<Digest> {

    private static final String RANGES = "ranges";

    @Override
    public String mediaType() {
        return PacketsForm.LINES;
    }

    @Override
    public void write(Digest digest, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        out.begin().text("by", digest.by()).number("limit", digest.limit()).endLine();
        DigestLines.write(out, RANGES, digest.objects());
        out.finish();
    }

    @Override
    public Digest read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "the ranges to compare")) {
            in.require();
            @Nullable String by = null;
            @Nullable Integer limit = null;
            for (String key = in.key(); key != null; key = in.key()) {
                switch (key) {
                    case "by" -> by = in.text(key);
                    case "limit" -> limit = in.count(key);
                    default -> in.skip();
                }
            }
            String what = in.need(by, "by");
            int most = in.need(limit, "limit");
            List<Digest.Of> objects = DigestLines.read(in, RANGES);
            return new Digest(what, most, objects);
        }
    }
}
