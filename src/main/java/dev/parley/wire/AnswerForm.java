package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code {"site":…,"site_name":…,"url":…,"business":…,"business_name":…,"direction":…}}. */
final class AnswerForm implements Form<LinkAnswer> {

    @Override
    public void write(LinkAnswer answer, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        out.begin()
                .uuid("site", answer.site())
                .text("site_name", answer.siteName())
                .text("url", answer.url())
                .uuid("business", answer.business())
                .text("business_name", answer.businessName())
                .text("direction", answer.direction().word());
        KeyText.write(out, answer.key());
        out.endLine();
        out.finish();
    }

    @Override
    public LinkAnswer read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "the answer to the offer of a link")) {
            in.require();
            @Nullable UUID site = null;
            @Nullable String name = null;
            @Nullable String url = null;
            @Nullable UUID business = null;
            @Nullable String businessName = null;
            @Nullable Direction direction = null;
            @Nullable SiteKey publicKey = null;
            for (String key = in.key(); key != null; key = in.key()) {
                switch (key) {
                    case "site" -> site = in.uuid(key);
                    case "site_name" -> name = in.text(key);
                    case "url" -> url = in.text(key);
                    case "business" -> business = in.uuid(key);
                    case "business_name" -> businessName = in.text(key);
                    case "direction" -> direction = OfferForm.direction(in, key);
                    case KeyText.NAME -> publicKey = KeyText.read(in);
                    default -> in.skip();
                }
            }
            LinkAnswer answer = new LinkAnswer(
                    in.need(site, "site"),
                    in.need(name, "site_name"),
                    in.need(url, "url"),
                    in.need(business, "business"),
                    in.need(businessName, "business_name"),
                    in.need(direction, "direction"),
                    Optional.ofNullable(publicKey));
            in.requireEnd();
            return answer;
        }
    }
}
