package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code {"head":{…},"records":{object: count},"loaded":{object: place}}}. */
final class ComparisonForm implements Form<Comparison> {

    @Override
    public void write(Comparison comparison, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        out.begin();
        PartForms.write(out, "head", comparison.head());
        out.begin("records");
        for (Map.Entry<String, Long> object : comparison.records().entrySet()) {
            out.number(object.getKey(), object.getValue());
        }
        out.end();
        if (!comparison.loaded().isEmpty()) {
            out.begin("loaded");
            for (Map.Entry<String, String> object : comparison.loaded().entrySet()) {
                out.text(object.getKey(), object.getValue());
            }
            out.end();
        }
        out.endLine();
        out.finish();
    }

    @Override
    public Comparison read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "the start of a comparison")) {
            in.require();
            @Nullable Checkpoint head = null;
            @Nullable Map<String, Long> records = null;
            Map<String, String> loaded = new HashMap<>();
            for (String key = in.key(); key != null; key = in.key()) {
                switch (key) {
                    case "head" -> head = PartForms.read(in, key);
                    case "records" -> records = readCounts(in);
                    case "loaded" -> {
                        in.enter(key);
                        for (String object = in.key(); object != null; object = in.key()) {
                            loaded.put(object, in.text(object));
                        }
                    }
                    default -> in.skip();
                }
            }
            Comparison comparison = new Comparison(in.need(head, "head"), in.need(records, "records"), loaded);
            in.requireEnd();
            return comparison;
        }
    }

    private static Map<String, Long> readCounts(DocumentReader in) {
        in.enter("records");
        Map<String, Long> counts = new HashMap<>();
        for (String object = in.key(); object != null; object = in.key()) {
            counts.put(object, in.number(object));
        }
        return counts;
    }
}
