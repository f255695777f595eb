package dev.parley.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Statement} of two sites that both have signed: a small JSON document that anybody can check. docs/receipts.md describes it, and how
 * to check it without Parley.
 *
 * @param statement what both say
 * @param first by the statement's first site
 * @param second by its second
 */
public record Receipt(Statement statement, Signed first, Signed second) {

    private static final String VERSION = "parley_receipt";

    /**
     * A site's signature.
     *
     * @param site uuid of the site
     * @param key the public half of the key that it signed with
     * @param signature base64 of the 64 bytes
     */
    public record Signed(UUID site, SiteKey key, String signature) {

        /** Signs a statement. */
        public static Signed by(UUID site, SigningKey key, Statement statement) {
            return new Signed(site, key.publicHalf(), Base64.getEncoder().encodeToString(key.sign(statement.bytes())));
        }

        /** Whether it was made over that statement, with the key that it says. */
        public boolean fits(Statement statement) {
            try {
                return key.signed(statement.bytes(), Base64.getDecoder().decode(signature));
            } catch (IllegalArgumentException e) {
                // No base64.
                return false;
            }
        }
    }

    /** Both signatures, the first site's first. */
    public List<Signed> signatures() {
        return List.of(first, second);
    }

    /**
     * Makes sure that both sites signed the statement as it stands here.
     *
     * @param known the keys that sites are known to have; those of others are taken from the receipt itself
     * @throws ReceiptException if one did not
     */
    public void check(Map<UUID, SiteKey> known) {
        check(statement.first(), first, known);
        check(statement.second(), second, known);
    }

    private void check(Statement.Held held, Signed signed, Map<UUID, SiteKey> known) {
        String name = held.name() + " (" + held.site() + ")";
        if (!signed.site().equals(held.site())) {
            throw new ReceiptException(
                    "receipt_wrong",
                    "The signature of %s is not where it should be: one of %s stands there."
                            .formatted(name, signed.site()),
                    "Don't rely on it: somebody altered the receipt after it was made.");
        }
        SiteKey expected = known.getOrDefault(held.site(), signed.key());
        if (!expected.equals(signed.key())) {
            throw new ReceiptException(
                    "receipt_key",
                    "The receipt was not signed with the key that %s is known by: that is %s, the receipt has %s."
                            .formatted(
                                    name, expected.fingerprint(), signed.key().fingerprint()),
                    "Ask the people at that site. If they have renewed their key since, give the one that they had then.");
        }
        if (!signed.fits(statement)) {
            throw new ReceiptException(
                    "receipt_wrong",
                    "The signature of %s does not fit what the receipt says.".formatted(name),
                    "Don't rely on it: somebody altered the receipt after it was made.");
        }
    }

    /** The document, in one line. */
    public String toJson() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DocumentWriter out = new DocumentWriter(bytes);
            out.begin().number(VERSION, Statement.VERSION).text("statement", statement.toText());
            out.beginArray("signatures");
            for (Signed signed : signatures()) {
                out.begin();
                SignedText.write(out, signed);
                out.end();
            }
            out.endArray().endLine();
            out.finish();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /**
     * Reads the document. Whether the signatures are right is not asked yet.
     *
     * @throws ReceiptException if it is none, not complete, or of a version that this program does not know
     */
    public static Receipt ofJson(byte[] json) {
        try (DocumentReader in = new DocumentReader(new ByteArrayInputStream(json), "the receipt")) {
            in.require();
            @Nullable Integer version = null;
            @Nullable String statement = null;
            List<Signed> signatures = new ArrayList<>();
            for (String key = in.key(); key != null; key = in.key()) {
                switch (key) {
                    case VERSION -> version = in.count(key);
                    case "statement" -> statement = in.text(key);
                    case "signatures" -> {
                        in.enterArray(key);
                        while (in.element()) {
                            in.enter(key);
                            signatures.add(SignedText.read(in));
                        }
                    }
                    default -> in.skip();
                }
            }
            in.requireEnd();
            int found = in.need(version, VERSION);
            if (found != Statement.VERSION) {
                throw ReceiptException.unknownVersion(Integer.toString(found));
            }
            if (signatures.size() != 2) {
                throw ReceiptException.unreadable("it should have two signatures, and has " + signatures.size());
            }
            return new Receipt(Statement.ofText(in.need(statement, "statement")), signatures.get(0), signatures.get(1));
        } catch (PeerException e) {
            throw ReceiptException.unreadable(lower(e.detail()));
        }
    }

    /** {@code Could not read the receipt: line 1: …} as the end of a sentence. */
    private static String lower(String detail) {
        String why = detail.substring(detail.indexOf(": ") + 2);
        return why.endsWith(".") ? why.substring(0, why.length() - 1) : why;
    }
}
