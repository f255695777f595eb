package dev.parley.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one site hands to another, on paper or by mail, so that the two can be linked: one line of text. It holds the key, so whoever has it
 * may take it up; the first who does is the only one.
 *
 * @param url where the inviting site is reached, http or https
 * @param business the business that is to be linked
 * @param businessName its name, for people
 * @param key the link's key
 * @param site the inviting site
 * @param siteName its name, for people
 * @param siteKey the public half of its key; absent where it has none
 */
public record Invitation(
        URI url,
        UUID business,
        String businessName,
        LinkKey key,
        UUID site,
        String siteName,
        Optional<SiteKey> siteKey) {

    /** What each invitation begins with. */
    public static final String PREFIX = "parley1:";

    /** Checks that the URL is one that can be called. */
    public Invitation {
        String scheme = url.getScheme();
        if (url.getHost() == null || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
            throw new IllegalArgumentException("the URL of an invitation begins with http:// or https://");
        }
    }

    /** The line. Keep it as secret as a password. */
    public String toText() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DocumentWriter out = new DocumentWriter(bytes);
            out.begin()
                    .text("url", url.toString())
                    .uuid("business", business)
                    .text("business_name", businessName)
                    .text("key_id", key.id())
                    .text("key", key.secretText())
                    .uuid("site", site)
                    .text("site_name", siteName);
            KeyText.write(out, siteKey);
            out.end();
            out.finish();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /**
     * Reads the line; white space around it is passed over.
     *
     * @throws PeerException with code {@code invitation_malformed} if it is no invitation, or a part of one; never repeats it
     */
    public static Invitation ofText(String text) {
        String line = text.strip();
        if (!line.startsWith(PREFIX)) {
            throw malformed("it does not begin with " + PREFIX);
        }
        try {
            byte[] json = Base64.getUrlDecoder().decode(line.substring(PREFIX.length()));
            return read(new ByteArrayInputStream(json));
        } catch (IllegalArgumentException | URISyntaxException | PeerException e) {
            // Without the cause: its message may name parts of the key.
            throw malformed("it is not complete, or was altered");
        }
    }

    private static Invitation read(InputStream stream) throws URISyntaxException {
        try (DocumentReader in = new DocumentReader(stream, "the invitation")) {
            in.require();
            @Nullable String url = null;
            @Nullable UUID business = null;
            @Nullable String businessName = null;
            @Nullable String keyId = null;
            @Nullable String key = null;
            @Nullable UUID site = null;
            @Nullable String siteName = null;
            @Nullable SiteKey siteKey = null;
            for (String name = in.key(); name != null; name = in.key()) {
                switch (name) {
                    case "url" -> url = in.text(name);
                    case "business" -> business = in.uuid(name);
                    case "business_name" -> businessName = in.text(name);
                    case "key_id" -> keyId = in.text(name);
                    case "key" -> key = in.text(name);
                    case "site" -> site = in.uuid(name);
                    case "site_name" -> siteName = in.text(name);
                    case KeyText.NAME -> siteKey = KeyText.read(in);
                    default -> in.skip();
                }
            }
            in.requireEnd();
            return new Invitation(
                    new URI(in.need(url, "url")),
                    in.need(business, "business"),
                    in.need(businessName, "business_name"),
                    LinkKey.of(in.need(keyId, "key_id"), in.need(key, "key")),
                    in.need(site, "site"),
                    in.need(siteName, "site_name"),
                    Optional.ofNullable(siteKey));
        }
    }

    private static PeerException malformed(String problem) {
        return new PeerException(
                "invitation_malformed",
                "Could not read the invitation: " + problem + ".",
                "Copy the whole line that the other site printed, from " + PREFIX + " to its end.");
    }
}
