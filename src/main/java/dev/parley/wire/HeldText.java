package dev.parley.wire;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a site says that it held, within a message: {@code "held":{"site":…,"name":…,"time":…,"records":…,"content":…}}. */
final class HeldText {

    /** The key of the JSON object. */
    static final String NAME = "held";

    private HeldText() {}

    static void write(DocumentWriter out, Statement.Held held) throws IOException {
        out.begin(NAME)
                .uuid("site", held.site())
                .text("name", held.name())
                .text("time", held.time().toString())
                .number("records", held.records())
                .text("content", held.content())
                .end();
    }

    static Statement.Held read(DocumentReader in) {
        in.enter(NAME);
        @Nullable UUID site = null;
        @Nullable String name = null;
        @Nullable String time = null;
        @Nullable Long records = null;
        @Nullable String content = null;
        for (String key = in.key(); key != null; key = in.key()) {
            switch (key) {
                case "site" -> site = in.uuid(key);
                case "name" -> name = in.text(key);
                case "time" -> time = in.text(key);
                case "records" -> records = in.number(key);
                case "content" -> content = in.text(key);
                default -> in.skip();
            }
        }
        try {
            return new Statement.Held(
                    in.need(site, "site"),
                    in.need(name, "name"),
                    Instant.parse(in.need(time, "time")),
                    in.need(records, "records"),
                    in.need(content, "content"));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw in.malformed("\"" + NAME + "\" should have a time in whole seconds, a count, and a fingerprint");
        }
    }
}
