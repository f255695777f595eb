package dev.parley.digest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Answers the questions of one message, in order, until the frame is full. What is not answered then is asked again. Keeps nothing. */
public final class Answering {

    private final Sizes sizes;
    private long length;

    /** For one message. */
    public Answering(Sizes sizes) {
        this.sizes = sizes;
    }

    /** The answer to the next question; empty where the frame is full. */
    public Optional<Part> answer(Question question, Holding holding) {
        return answer(() -> part(question, holding));
    }

    /** The answer where nothing was said of what the asking side holds in the range; empty where the frame is full. */
    public Optional<Part> sum(Range range, Holding holding) {
        return answer(() -> new Part.Sum(holding.fingerprint(range)));
    }

    private Optional<Part> answer(Supplier<Part> answer) {
        if (length >= sizes.frame()) {
            return Optional.empty();
        }
        Part part = answer.get();
        length += part.toText().length();
        return Optional.of(part);
    }

    private Part part(Question question, Holding holding) {
        Range range = question.range();
        Fingerprint mine = holding.fingerprint(range);
        if (mine.equals(question.fingerprint())) {
            return new Part.Same();
        }
        if (mine.count() <= sizes.listed()) {
            return listed(range, holding);
        }
        List<Question> pieces = split(range, holding, sizes.parts());
        return pieces.size() < 2 ? listed(range, holding) : new Part.Split(pieces);
    }

    private static Part listed(Range range, Holding holding) {
        List<Entry> entries = new ArrayList<>();
        holding.entries(range).forEachRemaining(entries::add);
        return new Part.Listed(entries);
    }

    /** The parts of the range, each with what is in it. */
    static List<Question> split(Range range, Holding holding, int parts) {
        List<Question> pieces = new ArrayList<>();
        UUID from = range.from();
        for (UUID cut : holding.cuts(range, parts)) {
            Range piece = Range.between(from, cut);
            pieces.add(new Question(piece, holding.fingerprint(piece)));
            from = cut;
        }
        Range last = new Range(from, range.to());
        pieces.add(new Question(last, holding.fingerprint(last)));
        return pieces;
    }
}
