package dev.parley.wire;

import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A site's signature within a message: {@code "site":…,"public_key":…,"signature":…}. */
final class SignedText {

    private SignedText() {}

    static void write(DocumentWriter out, Receipt.Signed signed) throws IOException {
        out.uuid("site", signed.site()).text(KeyText.NAME, signed.key().text()).text("signature", signed.signature());
    }

    /** Reads what is left of the object that the reader is in. */
    static Receipt.Signed read(DocumentReader in) {
        @Nullable UUID site = null;
        @Nullable SiteKey key = null;
        @Nullable String signature = null;
        for (String name = in.key(); name != null; name = in.key()) {
            switch (name) {
                case "site" -> site = in.uuid(name);
                case KeyText.NAME -> key = KeyText.read(in);
                case "signature" -> signature = in.text(name);
                default -> in.skip();
            }
        }
        return new Receipt.Signed(in.need(site, "site"), in.need(key, KeyText.NAME), in.need(signature, "signature"));
    }
}
