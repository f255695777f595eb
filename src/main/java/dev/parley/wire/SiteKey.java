package dev.parley.wire;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of a site's own key (Ed25519, RFC 8032): whoever has it can check what the site signed. No secret.
 */
public final class SiteKey {

    /** Bytes of a public half. */
    public static final int BYTES = 32;

    /** How the standard form of a public half begins (RFC 8410); its bytes follow. */
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final String ALGORITHM = "Ed25519";
    private static final int FINGERPRINT = 16;

    private final byte[] bytes;

    private SiteKey(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a public key has " + BYTES + " bytes");
        }
        this.bytes = bytes.clone();
    }

    /**
     * Reads a public half.
     *
     * @param text base64 of its 32 bytes, as {@link #text} gives it
     * @throws IllegalArgumentException if it is anything else
     */
    public static SiteKey of(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a public key is 44 characters of base64", e);
        }
        SiteKey key = new SiteKey(bytes);
        key.standard();
        return key;
    }

    static SiteKey of(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return new SiteKey(Arrays.copyOfRange(encoded, SPKI.length, encoded.length));
    }

    /** Its 32 bytes in base64: 44 characters. */
    public String text() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** What two people compare: the first 16 bytes of its SHA-256, as hexadecimal digits in groups of four. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            String digits = HexFormat.of().formatHex(hash, 0, FINGERPRINT);
            return digits.replaceAll("(.{4})(?=.)", "$1 ");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether the site with this key signed that message. */
    public boolean signed(byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(standard());
            check.update(message);
            return check.verify(signature);
        } catch (SignatureException e) {
            // Not of the form that a signature has.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    private PublicKey standard() {
        byte[] encoded = Arrays.copyOf(SPKI, SPKI.length + BYTES);
        System.arraycopy(bytes, 0, encoded, SPKI.length, BYTES);
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a public key is a point of Ed25519", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SiteKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
