package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A header line, then the packets with their closing line. */
final class ExchangeForm implements Form<Exchange> {

    @Override
    public String mediaType() {
        return PacketsForm.LINES;
    }

    @Override
    public void write(Exchange exchange, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        out.begin().text("my_digest", exchange.myDigest()).text("your_digest", exchange.yourDigest());
        PartForms.write(out, "from", exchange.from());
        PartForms.write(out, "up_to", exchange.upTo());
        PartForms.write(out, "since", exchange.since());
        out.flag("pull", exchange.pull()).number("limit", exchange.limit());
        PartForms.writeNames(out, "needs", exchange.needs());
        if (!exchange.known().has().isEmpty()) {
            PartForms.writeNames(out, "has", exchange.known().has());
        }
        if (!exchange.known().lacks().isEmpty()) {
            PartForms.writeNames(out, "lacks", exchange.known().lacks());
        }
        out.endLine();
        PacketsForm.write(out, exchange.packets());
    }

    @Override
    public Exchange read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "the exchange of changes")) {
            in.require();
            Header header = new Header();
            for (String key = in.key(); key != null; key = in.key()) {
                header.take(in, key);
            }
            Exchange bare = header.exchange(in);
            return new Exchange(
                    bare.myDigest(),
                    bare.yourDigest(),
                    bare.from(),
                    bare.upTo(),
                    bare.since(),
                    bare.pull(),
                    bare.limit(),
                    bare.needs(),
                    bare.known(),
                    PacketsForm.read(in));
        }
    }

    /** What the header line has said so far. */
    private static final class Header {
        private @Nullable String myDigest;
        private @Nullable String yourDigest;
        private @Nullable Checkpoint from;
        private @Nullable Checkpoint upTo;
        private @Nullable Checkpoint since;
        private @Nullable Boolean pull;
        private @Nullable Integer limit;
        private @Nullable List<RecordName> needs;
        private List<RecordName> has = List.of();
        private List<RecordName> lacks = List.of();

        void take(DocumentReader in, String key) {
            switch (key) {
                case "my_digest" -> myDigest = in.text(key);
                case "your_digest" -> yourDigest = in.text(key);
                case "from" -> from = PartForms.read(in, key);
                case "up_to" -> upTo = PartForms.read(in, key);
                case "since" -> since = PartForms.read(in, key);
                case "pull" -> pull = in.flag(key);
                case "limit" -> limit = in.count(key);
                case "needs" -> needs = PartForms.readNames(in, key);
                case "has" -> has = PartForms.readNames(in, key);
                case "lacks" -> lacks = PartForms.readNames(in, key);
                default -> in.skip();
            }
        }

        /** Checked while its line is still at hand, so that a message names the right one. */
        Exchange exchange(DocumentReader in) {
            return new Exchange(
                    in.need(myDigest, "my_digest"),
                    in.need(yourDigest, "your_digest"),
                    in.need(from, "from"),
                    in.need(upTo, "up_to"),
                    in.need(since, "since"),
                    in.need(pull, "pull"),
                    in.need(limit, "limit"),
                    in.need(needs, "needs"),
                    new Known(has, lacks),
                    List.of());
        }
    }
}
