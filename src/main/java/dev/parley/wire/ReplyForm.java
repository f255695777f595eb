package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A header line, then the packets with their closing line. */
final class ReplyForm implements Form<Exchange.Reply> {

    @Override
    public String mediaType() {
        return PacketsForm.LINES;
    }

    @Override
    public void write(Exchange.Reply reply, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        out.begin().text("outcome", reply.outcome().name().toLowerCase(Locale.ROOT));
        PartForms.write(out, "received", reply.received());
        PartForms.write(out, "up_to", reply.upTo());
        out.flag("more", reply.more()).flag("load", reply.load());
        PartForms.writeNames(out, "needs", reply.needs());
        if (!reply.later().isEmpty()) {
            PartForms.writeNames(out, "later", reply.later());
        }
        if (!reply.doubts().isEmpty()) {
            PartForms.writeNames(out, "doubts", reply.doubts());
        }
        out.begin("taken");
        TakenForm.write(out, reply.taken());
        out.end().endLine();
        PacketsForm.write(out, reply.packets());
    }

    @Override
    public Exchange.Reply read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "the answer to an exchange of changes")) {
            in.require();
            Header header = new Header();
            for (String key = in.key(); key != null; key = in.key()) {
                header.take(in, key);
            }
            Exchange.Reply bare = header.reply(in);
            return new Exchange.Reply(
                    bare.outcome(),
                    bare.received(),
                    bare.upTo(),
                    bare.more(),
                    bare.load(),
                    bare.needs(),
                    bare.later(),
                    bare.doubts(),
                    bare.taken(),
                    PacketsForm.read(in));
        }
    }

    private static Exchange.Outcome outcome(DocumentReader in, String word) {
        for (Exchange.Outcome outcome : Exchange.Outcome.values()) {
            if (outcome.name().toLowerCase(Locale.ROOT).equals(word)) {
                return outcome;
            }
        }
        throw in.malformed("\"outcome\" should be one of done, handshake_needed, resume_from_received, compare_needed,"
                + " in_doubt");
    }

    /** What the header line has said so far. */
    private static final class Header {
        private Exchange.@Nullable Outcome outcome;
        private @Nullable Checkpoint received;
        private @Nullable Checkpoint upTo;
        private @Nullable Boolean more;
        private @Nullable Boolean load;
        private @Nullable List<RecordName> needs;
        private List<RecordName> later = List.of();
        private List<RecordName> doubts = List.of();
        private @Nullable Taken taken;

        void take(DocumentReader in, String key) {
            switch (key) {
                case "outcome" -> outcome = outcome(in, in.text(key));
                case "received" -> received = PartForms.read(in, key);
                case "up_to" -> upTo = PartForms.read(in, key);
                case "more" -> more = in.flag(key);
                case "load" -> load = in.flag(key);
                case "needs" -> needs = PartForms.readNames(in, key);
                case "later" -> later = PartForms.readNames(in, key);
                case "doubts" -> doubts = PartForms.readNames(in, key);
                case "taken" -> {
                    in.enter(key);
                    taken = TakenForm.read(in);
                }
                default -> in.skip();
            }
        }

        /** Checked while its line is still at hand, so that a message names the right one. */
        Exchange.Reply reply(DocumentReader in) {
            return new Exchange.Reply(
                    in.need(outcome, "outcome"),
                    in.need(received, "received"),
                    in.need(upTo, "up_to"),
                    in.need(more, "more"),
                    in.need(load, "load"),
                    in.need(needs, "needs"),
                    later,
                    doubts,
                    in.need(taken, "taken"),
                    List.of());
        }
    }
}
