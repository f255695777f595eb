package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** {@code {"mine":{…},"yours":{…}}}, the checkpoints only where they are known. */
final class ComparedForm implements Form<Compared> {

    @Override
    public void write(Compared compared, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        out.begin();
        if (compared.mine().isPresent()) {
            PartForms.write(out, "mine", compared.mine().get());
        }
        if (compared.yours().isPresent()) {
            PartForms.write(out, "yours", compared.yours().get());
        }
        out.endLine();
        out.finish();
    }

    @Override
    public Compared read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "the end of a comparison")) {
            in.require();
            Optional<Checkpoint> mine = Optional.empty();
            Optional<Checkpoint> yours = Optional.empty();
            for (String key = in.key(); key != null; key = in.key()) {
                switch (key) {
                    case "mine" -> mine = Optional.of(PartForms.read(in, key));
                    case "yours" -> yours = Optional.of(PartForms.read(in, key));
                    default -> in.skip();
                }
            }
            Compared compared = new Compared(mine, yours);
            in.requireEnd();
            return compared;
        }
    }
}
