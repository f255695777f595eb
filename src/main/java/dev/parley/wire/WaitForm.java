package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code {"since":{…},"seconds":…,"beside":[…]}}. */
final class WaitForm implements Form<Wait> {

    private static final String BESIDE = "beside";

    @Override
    public void write(Wait wait, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        out.begin();
        PartForms.write(out, "since", wait.since());
        out.number("seconds", wait.seconds());
        if (!wait.beside().isEmpty()) {
            out.beginArray(BESIDE);
            for (Wait.Beside link : wait.beside()) {
                out.begin().text("key_id", link.keyId()).uuid("business_uuid", link.business());
                PartForms.write(out, "since", link.since());
                out.text("signature", link.signature()).end();
            }
            out.endArray();
        }
        out.endLine();
        out.finish();
    }

    @Override
    public Wait read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "what to wait for")) {
            in.require();
            @Nullable Checkpoint since = null;
            @Nullable Integer seconds = null;
            List<Wait.Beside> beside = List.of();
            for (String key = in.key(); key != null; key = in.key()) {
                switch (key) {
                    case "since" -> since = PartForms.read(in, key);
                    case "seconds" -> seconds = in.count(key);
                    case BESIDE -> beside = readBeside(in);
                    default -> in.skip();
                }
            }
            Checkpoint from = in.need(since, "since");
            int most = in.need(seconds, "seconds");
            in.requireEnd();
            try {
                return new Wait(from, most, beside);
            } catch (IllegalArgumentException e) {
                throw in.malformed(String.valueOf(e.getMessage()));
            }
        }
    }

    private static List<Wait.Beside> readBeside(DocumentReader in) {
        in.enterArray(BESIDE);
        List<Wait.Beside> links = new ArrayList<>();
        while (in.element()) {
            in.enter(BESIDE);
            @Nullable String keyId = null;
            @Nullable UUID business = null;
            @Nullable Checkpoint since = null;
            @Nullable String signature = null;
            for (String key = in.key(); key != null; key = in.key()) {
                switch (key) {
                    case "key_id" -> keyId = in.text(key);
                    case "business_uuid" -> business = in.uuid(key);
                    case "since" -> since = PartForms.read(in, key);
                    case "signature" -> signature = in.text(key);
                    default -> in.skip();
                }
            }
            links.add(new Wait.Beside(
                    in.need(keyId, "key_id"),
                    in.need(business, "business_uuid"),
                    in.need(since, "since"),
                    in.need(signature, "signature")));
        }
        return links;
    }
}
