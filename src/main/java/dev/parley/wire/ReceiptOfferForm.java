package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code {"objects":[…],"held":{…}}}. */
final class ReceiptOfferForm implements Form<ReceiptOffer> {

    @Override
    public void write(ReceiptOffer offer, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        out.begin().texts("objects", offer.objects());
        HeldText.write(out, offer.mine());
        out.endLine();
        out.finish();
    }

    @Override
    public ReceiptOffer read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "what is to be signed")) {
            in.require();
            @Nullable List<String> objects = null;
            Statement.@Nullable Held held = null;
            for (String key = in.key(); key != null; key = in.key()) {
                switch (key) {
                    case "objects" -> objects = in.texts(key);
                    case HeldText.NAME -> held = HeldText.read(in);
                    default -> in.skip();
                }
            }
            ReceiptOffer offer = new ReceiptOffer(in.need(objects, "objects"), in.need(held, HeldText.NAME));
            in.requireEnd();
            return offer;
        }
    }
}
