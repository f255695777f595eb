package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** {@code {"protocol":1,"product":"Parley"}}. */
final class PingForm implements Form<Ping> {

    @Override
    public void write(Ping ping, OutputStream out) throws IOException {
        DocumentWriter writer = new DocumentWriter(out);
        writer.begin()
                .number("protocol", ping.protocol())
                .text("product", ping.product())
                .endLine();
        writer.finish();
    }

    @Override
    public Ping read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "the answer to a ping")) {
            in.require();
            @Nullable Integer protocol = null;
            @Nullable String product = null;
            for (String key = in.key(); key != null; key = in.key()) {
                switch (key) {
                    case "protocol" -> protocol = in.count(key);
                    case "product" -> product = in.text(key);
                    default -> in.skip();
                }
            }
            in.requireEnd();
            return new Ping(in.need(protocol, "protocol"), in.need(product, "product"));
        }
    }
}
