package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code {"site":…,"site_name":…,"url":…,"direction":…}}. */
final class OfferForm implements Form<LinkOffer> {

    @Override
    public void write(LinkOffer offer, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        out.begin()
                .uuid("site", offer.site())
                .text("site_name", offer.siteName())
                .text("url", offer.url())
                .text("direction", offer.direction().word());
        KeyText.write(out, offer.key());
        out.endLine();
        out.finish();
    }

    @Override
    public LinkOffer read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "the offer of a link")) {
            in.require();
            @Nullable UUID site = null;
            @Nullable String name = null;
            @Nullable String url = null;
            @Nullable Direction direction = null;
            @Nullable SiteKey publicKey = null;
            for (String key = in.key(); key != null; key = in.key()) {
                switch (key) {
                    case "site" -> site = in.uuid(key);
                    case "site_name" -> name = in.text(key);
                    case "url" -> url = in.text(key);
                    case "direction" -> direction = direction(in, key);
                    case KeyText.NAME -> publicKey = KeyText.read(in);
                    default -> in.skip();
                }
            }
            LinkOffer offer = new LinkOffer(
                    in.need(site, "site"),
                    in.need(name, "site_name"),
                    in.need(url, "url"),
                    in.need(direction, "direction"),
                    Optional.ofNullable(publicKey));
            in.requireEnd();
            return offer;
        }
    }

    static Direction direction(DocumentReader in, String key) {
        try {
            return Direction.ofWord(in.text(key));
        } catch (IllegalArgumentException e) {
            throw in.malformed("\"" + key + "\" should be one of push, pull, bi");
        }
    }
}
