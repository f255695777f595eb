package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code {"records":…,"changes":…,"conflicts":…,"problems":…,"doubts":[…]}}. */
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
        if (!taken.doubts().isEmpty()) {
            List<UUID> pairs = new ArrayList<>();
            for (Doubt doubt : taken.doubts()) {
                pairs.add(doubt.record());
                pairs.add(doubt.like());
            }
            out.texts("doubts", pairs);
        }
    }

    /** Inside the object already. */
    static Taken read(DocumentReader in) {
        @Nullable Integer records = null;
        @Nullable Integer changes = null;
        @Nullable Integer conflicts = null;
        @Nullable Integer problems = null;
        List<UUID> pairs = List.of();
        for (String key = in.key(); key != null; key = in.key()) {
            switch (key) {
                case "records" -> records = in.count(key);
                case "changes" -> changes = in.count(key);
                case "conflicts" -> conflicts = in.count(key);
                case "problems" -> problems = in.count(key);
                case "doubts" -> pairs = in.uuids(key);
                default -> in.skip();
            }
        }
        return new Taken(
                in.need(records, "records"),
                in.need(changes, "changes"),
                in.need(conflicts, "conflicts"),
                in.need(problems, "problems"),
                doubts(pairs));
    }

    private static List<Doubt> doubts(List<UUID> pairs) {
        List<Doubt> doubts = new ArrayList<>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            doubts.add(new Doubt(pairs.get(i), pairs.get(i + 1)));
        }
        return doubts;
    }
}
