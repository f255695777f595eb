package dev.parley.digest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * Finds out how two sets differ by comparing what ranges of them come to (A. Meyer, Range-Based Set Reconciliation, arXiv 2212.13567): equal ranges end
 * there, unequal ones are split by whoever sees it, small ones are listed. It covers many objects at once, each with its own set, so that
 * equality of all costs one message. Ask until it is done: {@link #ask}, have the other side answer, {@link #take}.
 */
public final class Reconciliation {

    /** Each step at least halves what one of the sides holds of a range. */
    private static final int DEEPEST = 2 * Long.SIZE;

    private final Sizes sizes;
    private final Visitor visitor;
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Open> asked = new ArrayList<>();

    /** Is told of each difference, object by object in no order. */
    public interface Visitor {

        /** What the lists of a range of that object differ in; left is this side. */
        ListComparison.Visitor of(String object);
    }

    /** A range that is not settled. */
    private record Open(String object, Range range, int depth) {}

    /**
     * A question about an object.
     *
     * @param object its full name
     */
    public record Asked(String object, Question question) {}

    /** Compares what is held of these objects. */
    public Reconciliation(List<String> objects, Sizes sizes, Visitor visitor) {
        this.sizes = sizes;
        this.visitor = visitor;
        objects.forEach(object -> open.add(new Open(object, Range.ALL, 0)));
    }

    /** Goes on from what all that the other side holds of an object comes to, which it told unasked. */
    public void told(String object, Fingerprint theirs, Holding mine) {
        piece(new Open(object, Range.ALL, 0), new Question(Range.ALL, theirs), mine);
    }

    /** Whether all differences have been told. */
    public boolean isDone() {
        return open.isEmpty() && asked.isEmpty();
    }

    /** What to ask next, as much as goes into the frame. */
    public List<Asked> ask(Function<String, Holding> mine) {
        for (int i = asked.size() - 1; i >= 0; i--) {
            open.addFirst(asked.get(i));
        }
        asked.clear();
        List<Asked> questions = new ArrayList<>();
        long length = 0;
        while (!open.isEmpty() && (questions.isEmpty() || length < sizes.frame())) {
            Open next = open.removeFirst();
            Question question =
                    new Question(next.range(), mine.apply(next.object()).fingerprint(next.range()));
            asked.add(next);
            questions.add(new Asked(next.object(), question));
            length += question.toText().length();
        }
        return questions;
    }

    /**
     * Takes the answers to what was asked last.
     *
     * @param answers as they were written, in the order of the questions; where there are fewer, the others are asked again
     * @throws IllegalArgumentException where they are no answers to these questions
     */
    public void take(List<String> answers, Function<String, Holding> mine) {
        if (answers.isEmpty() || answers.size() > asked.size()) {
            throw new IllegalArgumentException(answers.size() + " answers to " + asked.size() + " questions");
        }
        List<Open> unanswered = new ArrayList<>(asked.subList(answers.size(), asked.size()));
        List<Open> answered = new ArrayList<>(asked.subList(0, answers.size()));
        asked.clear();
        Iterator<String> texts = answers.iterator();
        for (Open question : answered) {
            take(question, Part.ofText(texts.next(), question.range()), mine.apply(question.object()));
        }
        open.addAll(unanswered);
    }

    private void take(Open question, Part answer, Holding mine) {
        if (answer instanceof Part.Listed listed) {
            compare(question, mine.entries(question.range()), listed.entries().iterator());
        } else if (answer instanceof Part.Sum) {
            throw new IllegalArgumentException("a sum is no answer to a range whose fingerprint was told");
        } else if (answer instanceof Part.Split split) {
            if (question.depth() >= DEEPEST) {
                throw new IllegalArgumentException("ranges are split without end");
            }
            for (Question piece : split.pieces()) {
                piece(question, piece, mine);
            }
        }
    }

    private void piece(Open question, Question theirs, Holding mine) {
        Range range = theirs.range();
        Fingerprint ours = mine.fingerprint(range);
        if (ours.equals(theirs.fingerprint())) {
            return;
        }
        int depth = question.depth() + 1;
        if (theirs.fingerprint().count() == 0) {
            compare(question, mine.entries(range), Collections.emptyIterator());
        } else if (ours.count() <= sizes.listed() || theirs.fingerprint().count() <= sizes.listed()) {
            open.add(new Open(question.object(), range, depth));
        } else {
            for (Question part : Answering.split(range, mine, sizes.parts())) {
                open.add(new Open(question.object(), part.range(), depth));
            }
        }
    }

    private void compare(Open question, Iterator<Entry> ours, Iterator<Entry> theirs) {
        ListComparison.compare(ours, theirs, visitor.of(question.object()));
    }
}
