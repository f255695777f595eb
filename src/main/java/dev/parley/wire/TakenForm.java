package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** {@code {"records":…,"changes":…,"conflicts":…,"problems":…}}. */
final class TakenForm implements Form<Taken> {

    @Override
    public void write(Taken taken, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        out.begin();
        write(out, taken);
        out.endLine();
        out.finish();
    }

    @Override
    public Taken read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "what was taken")) {
            in.require();
            Taken taken = read(in);
            in.requireEnd();
            return taken;
        }
    }

    static void write(DocumentWriter out, Taken taken) throws IOException {
        out.number("records", taken.records())
                .number("changes", taken.changes())
                .number("conflicts", taken.conflicts())
                .number("problems", taken.problems());
    }

    /** Inside the object already. */
    static Taken read(DocumentReader in) {
        @Nullable Integer records = null;
        @Nullable Integer changes = null;
        @Nullable Integer conflicts = null;
        @Nullable Integer problems = null;
        for (String key = in.key(); key != null; key = in.key()) {
            switch (key) {
                case "records" -> records = in.count(key);
                case "changes" -> changes = in.count(key);
                case "conflicts" -> conflicts = in.count(key);
                case "problems" -> problems = in.count(key);
                default -> in.skip();
            }
        }
        return new Taken(
                in.need(records, "records"),
                in.need(changes, "changes"),
                in.need(conflicts, "conflicts"),
                in.need(problems, "problems"));
    }
}
