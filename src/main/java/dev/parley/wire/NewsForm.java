package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code {"news":…,"beside":[…]}}. */
final class NewsForm implements Form<News> {

    private static final String BESIDE = "beside";

    @Override
    public void write(News news, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        out.begin().flag("news", news.isThere());
        if (news.beside().isPresent()) {
            out.beginArray(BESIDE);
            for (News.Beside link : news.beside().get()) {
                out.begin().text("key_id", link.keyId());
                if (link.refused().isPresent()) {
                    out.text("refused", link.refused().get());
                }
                out.end();
            }
            out.endArray();
        }
        out.endLine();
        out.finish();
    }

    @Override
    public News read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "whether there is news")) {
            in.require();
            @Nullable Boolean news = null;
            Optional<List<News.Beside>> beside = Optional.empty();
            for (String key = in.key(); key != null; key = in.key()) {
                switch (key) {
                    case "news" -> news = in.flag(key);
                    case BESIDE -> beside = Optional.of(readBeside(in));
                    default -> in.skip();
                }
            }
            boolean isThere = in.need(news, "news");
            in.requireEnd();
            return new News(isThere, beside);
        }
    }

    private static List<News.Beside> readBeside(DocumentReader in) {
        in.enterArray(BESIDE);
        List<News.Beside> links = new ArrayList<>();
        while (in.element()) {
            in.enter(BESIDE);
            @Nullable String keyId = null;
            Optional<String> refused = Optional.empty();
            for (String key = in.key(); key != null; key = in.key()) {
                switch (key) {
                    case "key_id" -> keyId = in.text(key);
                    case "refused" -> refused = Optional.of(in.text(key));
                    default -> in.skip();
                }
            }
            links.add(new News.Beside(in.need(keyId, "key_id"), refused));
        }
        return links;
    }
}
