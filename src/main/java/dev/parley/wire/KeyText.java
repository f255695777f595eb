package dev.parley.wire;

import java.io.IOException;
import java.util.Optional;

/** A site's public key where it stands in a message: {@code "public_key":"…"}. Sites that have none leave it out. */
final class KeyText {

    /** The key of the JSON object. */
    static final String NAME = "public_key";

    private KeyText() {}

    static void write(DocumentWriter out, Optional<SiteKey> key) throws IOException {
        if (key.isPresent()) {
            out.text(NAME, key.get().text());
        }
    }

    static SiteKey read(DocumentReader in) {
        try {
            return SiteKey.of(in.text(NAME));
        } catch (IllegalArgumentException e) {
            throw in.malformed("\"" + NAME + "\" should be the 32 bytes of an Ed25519 key in base64");
        }
    }
}
