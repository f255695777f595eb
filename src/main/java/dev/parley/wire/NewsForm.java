package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** {@code {"news":…}}. */
final class NewsForm implements Form<News> {

    @Override
    public void write(News news, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        out.begin().flag("news", news.isThere()).endLine();
        out.finish();
    }

    @Override
    public News read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "whether there is news")) {
            in.require();
            @Nullable Boolean news = null;
            for (String key = in.key(); key != null; key = in.key()) {
                switch (key) {
                    case "news" -> news = in.flag(key);
                    default -> in.skip();
                }
            }
            boolean isThere = in.need(news, "news");
            in.requireEnd();
            return new News(isThere);
        }
    }
}
