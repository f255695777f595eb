package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** {@code {"object": rows, …}}. */
final class CountsForm implements Form<Map<String, Long>> {

    @Override
    public void write(Map<String, Long> counts, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        out.begin();
        for (Map.Entry<String, Long> object : new TreeMap<>(counts).entrySet()) {
            out.number(object.getKey(), object.getValue());
        }
        out.endLine();
        out.finish();
    }

    @Override
    public Map<String, Long> read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "counts of rows")) {
            in.require();
            Map<String, Long> counts = new HashMap<>();
            for (String object = in.key(); object != null; object = in.key()) {
                counts.put(object, in.number(object));
            }
            in.requireEnd();
            return counts;
        }
    }
}
