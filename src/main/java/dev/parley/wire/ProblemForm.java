package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Problem details of RFC 9457 with the members {@code code} and {@code hint}. */
final class ProblemForm implements Form<Problem> {

    @Override
    public String mediaType() {
        return Problem.MEDIA_TYPE;
    }

    @Override
    public void write(Problem problem, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        out.begin()
                .text("type", problem.type())
                .text("title", problem.title())
                .number("status", problem.status())
                .text("code", problem.code())
                .text("detail", problem.detail())
                .text("hint", problem.hint())
                .endLine();
        out.finish();
    }

    @Override
    public Problem read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "the problem")) {
            in.require();
            @Nullable String type = null;
            @Nullable String title = null;
            @Nullable Integer status = null;
            @Nullable String code = null;
            @Nullable String detail = null;
            @Nullable String hint = null;
            for (String key = in.key(); key != null; key = in.key()) {
                switch (key) {
                    case "type" -> type = in.text(key);
                    case "title" -> title = in.text(key);
                    case "status" -> status = in.count(key);
                    case "code" -> code = in.text(key);
                    case "detail" -> detail = in.text(key);
                    case "hint" -> hint = in.text(key);
                    default -> in.skip();
                }
            }
            Problem problem = new Problem(
                    in.need(type, "type"),
                    in.need(title, "title"),
                    in.need(status, "status"),
                    in.need(code, "code"),
                    in.need(detail, "detail"),
                    in.need(hint, "hint"));
            in.requireEnd();
            return problem;
        }
    }
}
