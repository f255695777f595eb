package dev.parley.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of {@code {"object":…,"ranges":[…]}}, or the like under another key, and the closing line that counts what is in them. */
final class DigestLines {

    private DigestLines() {}

    static void write(DocumentWriter out, String items, List<Digest.Of> objects) throws IOException {
        int count = 0;
        for (Digest.Of of : objects) {
            out.begin().text("object", of.object()).texts(items, of.items()).endLine();
            count += of.items().size();
        }
        out.begin().flag("end", true).number("count", count).endLine();
    }

    /** Reads the lines and makes sure that nothing follows. */
    static List<Digest.Of> read(DocumentReader in, String items) {
        List<Digest.Of> objects = new ArrayList<>();
        int count = 0;
        while (true) {
            in.require();
            Line line = new Line();
            for (String key = in.key(); key != null; key = in.key()) {
                line.take(in, key, items);
            }
            if (line.end) {
                if (line.count == null || line.count != count) {
                    throw in.malformed("the closing line counts other " + items + " than the " + count + " that came");
                }
                in.requireEnd();
                return objects;
            }
            Digest.Of of = new Digest.Of(in.need(line.object, "object"), in.need(line.texts, items));
            objects.add(of);
            count += of.items().size();
        }
    }

    /** What one line has said so far. */
    private static final class Line {
        private @Nullable String object;
        private @Nullable List<String> texts;
        private @Nullable Integer count;
        private boolean end;

        void take(DocumentReader in, String key, String items) {
            if (key.equals("object")) {
                object = in.text(key);
            } else if (key.equals("end")) {
                end = in.flag(key);
            } else if (key.equals("count")) {
                count = in.count(key);
            } else if (key.equals(items)) {
                texts = in.texts(key);
            } else {
                in.skip();
            }
        }
    }
}
