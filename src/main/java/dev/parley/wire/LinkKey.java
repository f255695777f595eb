package dev.parley.wire;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that both sites of a link share, and the id by which requests name it. Never shows the secret but where it is asked for by
 * {@link #secretText}.
 */
public final class LinkKey {

    /** Bytes of a secret. */
    public static final int BYTES = 32;

    private static final int ID_BYTES = 12;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final String id;
    private final byte[] secret;

    private LinkKey(String id, byte[] secret) {
        if (!isId(id)) {
            throw new IllegalArgumentException("a key id has 1 to 64 letters, digits, - or _");
        }
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a key has " + BYTES + " bytes");
        }
        this.id = id;
        this.secret = secret.clone();
    }

    /**
     * The key with that id and secret.
     *
     * @param secretText base64url without padding, as {@link #secretText} gives it
     * @throws IllegalArgumentException if it is not 256 bits; the message does not repeat it
     */
    public static LinkKey of(String id, String secretText) {
        byte[] secret;
        try {
            secret = Base64.getUrlDecoder().decode(secretText);
        } catch (IllegalArgumentException e) {
            // Without the cause: its message names characters of the secret.
            throw new IllegalArgumentException("a key is base64url");
        }
        return new LinkKey(id, secret);
    }

    /**
     * A key that nobody has had before.
     *
     * @param random a source that is fit for secrets
     */
    public static LinkKey random(RandomGenerator random) {
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        return new LinkKey(Base64.getUrlEncoder().withoutPadding().encodeToString(id), secret);
    }

    /** Whether a text has the form of a key id. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The id, which is no secret. */
    public String id() {
        return id;
    }

    /** The secret, to be stored or handed over in an invitation; base64url without padding. */
    public String secretText() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    SecretKeySpec hmacKey() {
        return new SecretKeySpec(secret, "HmacSHA256");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinkKey key && id.equals(key.id) && MessageDigest.isEqual(secret, key.secret);
    }

    /** Of the id alone, so that nothing of the secret gets into a log of hash codes. */
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "LinkKey[" + id + "]";
    }
}
