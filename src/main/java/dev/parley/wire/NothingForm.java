package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A request without body; an answer without content, which is an empty object. */
final class NothingForm implements Form<Forms.Nothing> {

    @Override
    public void write(Forms.Nothing message, OutputStream out) throws IOException {
        DocumentWriter writer = new DocumentWriter(out);
        writer.begin().endLine();
        writer.finish();
    }

    @Override
    public Forms.Nothing read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "the answer")) {
            in.require();
            for (String key = in.key(); key != null; key = in.key()) {
                in.skip();
            }
            in.requireEnd();
            return Forms.Nothing.NOTHING;
        }
    }
}
