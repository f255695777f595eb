package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code {"uuids":[…]}}. */
final class WantedForm implements Form<List<UUID>> {

    @Override
    public void write(List<UUID> wanted, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        out.begin().texts("uuids", wanted).endLine();
        out.finish();
    }

    @Override
    public List<UUID> read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "the uuids that are wanted")) {
            in.require();
            @Nullable List<UUID> uuids = null;
            for (String key = in.key(); key != null; key = in.key()) {
                switch (key) {
                    case "uuids" -> uuids = in.uuids(key);
                    default -> in.skip();
                }
            }
            List<UUID> wanted = in.need(uuids, "uuids");
            in.requireEnd();
            return wanted;
        }
    }
}
