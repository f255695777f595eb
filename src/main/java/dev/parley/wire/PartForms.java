package dev.parley.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The parts that several messages are made of: checkpoints and names of records. */
final class PartForms {

    private PartForms() {}

    static void write(DocumentWriter out, String key, Checkpoint checkpoint) throws IOException {
        out.begin(key)
                .number("seq", checkpoint.seq())
                .uuid("uuid", checkpoint.uuid())
                .end();
    }

    static Checkpoint read(DocumentReader in, String name) {
        in.enter(name);
        @Nullable Long seq = null;
        @Nullable UUID uuid = null;
        for (String key = in.key(); key != null; key = in.key()) {
            switch (key) {
                case "seq" -> seq = in.number(key);
                case "uuid" -> uuid = in.uuid(key);
                default -> in.skip();
            }
        }
        return new Checkpoint(in.need(seq, "seq"), in.need(uuid, "uuid"));
    }

    static void writeNames(DocumentWriter out, String key, List<RecordName> names) throws IOException {
        out.beginArray(key);
        for (RecordName name : names) {
            out.begin()
                    .text("object", name.object())
                    .uuid("record", name.record())
                    .end();
        }
        out.endArray();
    }

    static List<RecordName> readNames(DocumentReader in, String name) {
        in.enterArray(name);
        List<RecordName> names = new ArrayList<>();
        while (in.element()) {
            in.enter(name);
            @Nullable String object = null;
            @Nullable UUID record = null;
            for (String key = in.key(); key != null; key = in.key()) {
                switch (key) {
                    case "object" -> object = in.text(key);
                    case "record" -> record = in.uuid(key);
                    default -> in.skip();
                }
            }
            names.add(new RecordName(in.need(object, "object"), in.need(record, "record")));
        }
        return names;
    }
}
