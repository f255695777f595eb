package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** {@code {"since":{…},"seconds":…}}. */
final class WaitForm implements Form<Wait> {

    @Override
    public void write(Wait wait, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        out.begin();
        PartForms.write(out, "since", wait.since());
        out.number("seconds", wait.seconds()).endLine();
        out.finish();
    }

    @Override
    public Wait read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "what to wait for")) {
            in.require();
            @Nullable Checkpoint since = null;
            @Nullable Integer seconds = null;
            for (String key = in.key(); key != null; key = in.key()) {
                switch (key) {
                    case "since" -> since = PartForms.read(in, key);
                    case "seconds" -> seconds = in.count(key);
                    default -> in.skip();
                }
            }
            Checkpoint from = in.need(since, "since");
            int most = in.need(seconds, "seconds");
            in.requireEnd();
            try {
                return new Wait(from, most);
            } catch (IllegalArgumentException e) {
                throw in.malformed(String.valueOf(e.getMessage()));
            }
        }
    }
}
