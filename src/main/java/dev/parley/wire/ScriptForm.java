package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code {"command":…,"arguments":…,"body":…}}, one a line, and a closing line. */
final class ScriptForm implements Form<List<Line>> {

    @Override
    public String mediaType() {
        return PacketsForm.LINES;
    }

    @Override
    public void write(List<Line> script, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        for (Line line : script) {
            out.begin().text("command", line.command().word());
            if (!line.arguments().all().isEmpty()) {
                out.text("arguments", line.arguments().query());
            }
            if (line.body().size() > 0) {
                out.text("body", Base64.getEncoder().encodeToString(line.body().bytes()));
            }
            out.endLine();
        }
        out.begin().flag("end", true).number("requests", script.size()).endLine();
        out.finish();
    }

    @Override
    public List<Line> read(InputStream stream) {
        List<Line> script = new ArrayList<>();
        try (DocumentReader in = new DocumentReader(stream, "the script")) {
            while (true) {
                in.require();
                Reading line = new Reading();
                for (String key = in.key(); key != null; key = in.key()) {
                    line.take(in, key);
                }
                if (line.end) {
                    if (line.requests == null || line.requests != script.size()) {
                        throw in.malformed("the closing line counts other requests than the " + script.size());
                    }
                    in.requireEnd();
                    return script;
                }
                script.add(line.line(in));
            }
        }
    }

    private static final class Reading {
        private boolean end;
        private @Nullable Integer requests;
        private @Nullable String command;
        private String arguments = "";
        private String body = "";

        void take(DocumentReader in, String key) {
            switch (key) {
                case "end" -> end = in.flag(key);
                case "requests" -> requests = in.count(key);
                case "command" -> command = in.text(key);
                case "arguments" -> arguments = in.text(key);
                case "body" -> body = in.text(key);
                default -> in.skip();
            }
        }

        Line line(DocumentReader in) {
            String word = in.need(command, "command");
            Command known = Command.ofWord(word).orElseThrow(() -> in.malformed("there is no command \"" + word + '"'));
            try {
                byte[] bytes = Base64.getDecoder().decode(body);
                return new Line(known, Arguments.ofQuery(arguments), new Line.Body(bytes));
            } catch (IllegalArgumentException e) {
                throw in.malformed("a \"body\" is no base64");
            }
        }
    }
}
