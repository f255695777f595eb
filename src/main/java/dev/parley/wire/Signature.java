package dev.parley.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;

/**
 * Signs requests and answers with HMAC-SHA256 (RFC 2104): "organize request vars in order, hash with key, send as last arg; remote end does
 * the same process, if hash is the same, command accepted". docs/protocol.md has worked examples, which the tests check.
 */
public final class Signature {

    /** The argument that names the key. */
    public static final String KEY_ID = "key_id";

    /** The argument with the sender's clock, seconds since 1970 UTC. */
    public static final String TIMESTAMP = "timestamp";

    /** The argument that no other request with the key has. */
    public static final String NONCE = "nonce";

    /** The last argument: the signature over all others. */
    public static final String SIGNATURE = "signature";

    /** The header that carries the signature of an answer. */
    public static final String HEADER = "Parley-Signature";

    private Signature() {}

    /**
     * A request.
     *
     * @param method in capitals
     * @param path from {@code /sync/v1/} on, whatever prefix the site's URL has
     * @param arguments all but the signature
     * @param bodySha256 of the body as sent, so after packing, in hexadecimal; of no bytes where there is no body
     */
    public record Request(String method, String path, Arguments arguments, String bodySha256) {

        /** What is signed. */
        public String canonical() {
            return method + "\n" + path + "\n" + arguments.canonical() + "\n" + bodySha256;
        }

        /** Its signature: 64 hexadecimal digits in lower case. */
        public String sign(LinkKey key) {
            return hmac(key, canonical());
        }
    }

    /**
     * An answer.
     *
     * @param nonce of the request that is answered
     * @param status the HTTP status
     * @param bodySha256 of the body as sent, in hexadecimal
     */
    public record Answer(String nonce, int status, String bodySha256) {

        /** What is signed. */
        public String canonical() {
            return "response\n" + nonce + "\n" + status + "\n" + bodySha256;
        }

        /** Its signature: 64 hexadecimal digits in lower case. */
        public String sign(LinkKey key) {
            return hmac(key, canonical());
        }
    }

    /**
     * A link that waits beside the one whose key signs the request. Bound to that request, so that it counts for no other: the request itself is
     * taken once.
     *
     * @param keyId of the link's own key
     * @param since what the sender has of the receiver's feed
     */
    public record Beside(Stamp request, String keyId, UUID business, Checkpoint since) {

        /** What is signed. */
        public String canonical() {
            return String.join(
                    "\n",
                    "beside",
                    request.keyId(),
                    request.timestamp(),
                    request.nonce(),
                    keyId,
                    business.toString(),
                    Long.toString(since.seq()),
                    since.uuid().toString());
        }

        /** Its signature: 64 hexadecimal digits in lower case. */
        public String sign(LinkKey key) {
            return hmac(key, canonical());
        }
    }

    /** Whether the two are the same; takes equally long wherever they differ. */
    public static boolean matches(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static String hmac(LinkKey key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key.hmacKey());
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
