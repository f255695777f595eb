package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** {@code {"held":{…},"signed":{…}}}. */
final class ReceiptAnswerForm implements Form<ReceiptAnswer> {

    private static final String SIGNED = "signed";

    @Override
    public void write(ReceiptAnswer answer, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        out.begin();
        HeldText.write(out, answer.mine());
        out.begin(SIGNED);
        SignedText.write(out, answer.signed());
        out.end().endLine();
        out.finish();
    }

    @Override
    public ReceiptAnswer read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "what was signed")) {
            in.require();
            Statement.@Nullable Held held = null;
            Receipt.@Nullable Signed signed = null;
            for (String key = in.key(); key != null; key = in.key()) {
                switch (key) {
                    case HeldText.NAME -> held = HeldText.read(in);
                    case SIGNED -> {
                        in.enter(key);
                        signed = SignedText.read(in);
                    }
                    default -> in.skip();
                }
            }
            ReceiptAnswer answer = new ReceiptAnswer(in.need(held, HeldText.NAME), in.need(signed, SIGNED));
            in.requireEnd();
            return answer;
        }
    }
}
