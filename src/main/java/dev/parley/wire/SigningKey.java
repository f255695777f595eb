package dev.parley.wire;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;

/**
 * A site's own key (Ed25519, RFC 8032), with which it signs what others are to be able to check. Its secret half leaves the site's database
 * never, and is not to be seen but where it is asked for by {@link #secretText}.
 */
public final class SigningKey {

    private static final String ALGORITHM = "Ed25519";
    private static final int BYTES = 32;
    private static final int PROBE = 16;

    private final SiteKey publicHalf;
    private final byte[] secret;

    private SigningKey(SiteKey publicHalf, byte[] secret) {
        this.publicHalf = publicHalf;
        this.secret = secret;
    }

    /** A key that nobody has had before. */
    public static SigningKey random(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, random);
            KeyPair pair = generator.generateKeyPair();
            byte[] secret = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            return new SigningKey(SiteKey.of(pair.getPublic()), secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    /**
     * The key with these halves.
     *
     * @param secretText base64, as {@link #secretText} gives it
     * @throws IllegalArgumentException if they are not the halves of one key; the message does not repeat the secret
     */
    public static SigningKey of(String publicText, String secretText) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(secretText);
        } catch (IllegalArgumentException e) {
            // Without the cause: its message names characters of the secret.
            throw new IllegalArgumentException("the secret half of a key is base64");
        }
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("the secret half of a key has " + BYTES + " bytes");
        }
        SigningKey key = new SigningKey(SiteKey.of(publicText), secret);
        byte[] probe = new byte[PROBE];
        if (!key.publicHalf.signed(probe, key.sign(probe))) {
            throw new IllegalArgumentException("the two halves of the key do not belong together");
        }
        return key;
    }

    /** What others get of it. */
    public SiteKey publicHalf() {
        return publicHalf;
    }

    /** The secret half, to be kept in the site's database; base64. */
    public String secretText() {
        return Base64.getEncoder().encodeToString(secret);
    }

    /** Signs a message: 64 bytes. */
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    private PrivateKey privateKey() throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM)
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, secret));
    }

    @Override
    public String toString() {
        return "SigningKey[" + publicHalf + "]";
    }
}
