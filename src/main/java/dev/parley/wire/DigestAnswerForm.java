package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A line for each object with the answers to its ranges, and a closing line that counts the answers. */
final class DigestAnswerForm implements Form<Digest.Answer> {

    private static final String PARTS = "parts";

    @Override
    public String mediaType() {
        return PacketsForm.LINES;
    }

    @Override
    public void write(Digest.Answer answer, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        DigestLines.write(out, PARTS, answer.objects());
        out.finish();
    }

    @Override
    public Digest.Answer read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "the comparison of ranges")) {
            return new Digest.Answer(DigestLines.read(in, PARTS));
        }
    }
}
