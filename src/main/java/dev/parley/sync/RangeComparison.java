package dev.parley.sync;

import dev.parley.digest.Fingerprint;
import dev.parley.digest.Holding;
import dev.parley.digest.ListComparison;
import dev.parley.digest.Part;
import dev.parley.digest.Question;
import dev.parley.digest.Range;
import dev.parley.digest.Reconciliation;
import dev.parley.digest.Sizes;
import dev.parley.wire.Digest;
import dev.parley.wire.Peer;
import dev.parley.wire.PeerException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Compares what both sites hold, range by range. Each step reads in a transaction of its own, so none is open while the line is waited for. */
final class RangeComparison {

    /** A comparison needs a few requests a level; more only where answers are cut short. */
    private static final int ROUNDS = 1_000_000;

    private static final String SAME = "same";

    private final Peer peer;
    private final String by;
    private final Sizes sizes;
    private final Source mine;

    /** What this site holds. */
    @FunctionalInterface
    interface Source {
        /** Reads what is held of objects, all in one transaction. */
        <T> T read(Function<Function<String, Holding>, T> use);
    }

    RangeComparison(Peer peer, String by, Sizes sizes, Source mine) {
        this.peer = peer;
        this.by = by;
        this.sizes = sizes;
        this.mine = mine;
    }

    /** Those of the objects of which the two sites do not hold the same. One request, however many there are. */
    List<String> unequal(List<String> objects) {
        List<String> unequal = new ArrayList<>();
        List<String> open = objects;
        for (int round = 0; !open.isEmpty() && round < ROUNDS; round++) {
            List<String> now = open;
            List<Reconciliation.Asked> questions = mine.read(held -> now.stream()
                    .map(object -> new Reconciliation.Asked(
                            object, new Question(Range.ALL, held.apply(object).fingerprint(Range.ALL))))
                    .toList());
            List<String> answers = ask(questions);
            for (int i = 0; i < answers.size(); i++) {
                if (!answers.get(i).equals(SAME)) {
                    unequal.add(now.get(i));
                }
            }
            open = now.subList(answers.size(), now.size());
        }
        return unequal;
    }

    /** Tells how the two sites differ in an object; left is this one. Differences come in no order. */
    void differences(String object, ListComparison.Visitor visitor) {
        finish(new Reconciliation(List.of(object), sizes, any -> visitor), () -> {});
    }

    /** Asks until all differences have been told; after each answer, with nothing open here, that is done. */
    void finish(Reconciliation reconciliation, Runnable afterEach) {
        for (int round = 0; !reconciliation.isDone(); round++) {
            if (round == ROUNDS) {
                throw malformed("it does not come to an end");
            }
            List<String> answers = ask(mine.read(reconciliation::ask));
            try {
                mine.read(held -> {
                    reconciliation.take(answers, held);
                    return true;
                });
            } catch (IllegalArgumentException e) {
                throw malformed(String.valueOf(e.getMessage()));
            }
            afterEach.run();
        }
    }

    /** What all that the other site holds of each object comes to, as far as it says so in one answer. */
    Map<String, Fingerprint> sums(List<String> objects) {
        List<Digest.Of> blanks = objects.stream()
                .map(object -> new Digest.Of(object, List.of(Question.blank(Range.ALL))))
                .toList();
        List<String> answers = ask(blanks, objects.size());
        Map<String, Fingerprint> sums = new LinkedHashMap<>();
        for (int i = 0; i < answers.size(); i++) {
            try {
                if (Part.ofText(answers.get(i), Range.ALL) instanceof Part.Sum sum) {
                    sums.put(objects.get(i), sum.fingerprint());
                    continue;
                }
            } catch (IllegalArgumentException e) {
                throw malformed(String.valueOf(e.getMessage()));
            }
            throw malformed("what a range comes to was answered with " + answers.get(i));
        }
        return sums;
    }

    private List<String> ask(List<Reconciliation.Asked> questions) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        for (Reconciliation.Asked asked : questions) {
            texts.computeIfAbsent(asked.object(), key -> new ArrayList<>())
                    .add(asked.question().toText());
        }
        List<Digest.Of> objects = new ArrayList<>();
        texts.forEach((object, items) -> objects.add(new Digest.Of(object, items)));
        return ask(objects, questions.size());
    }

    private List<String> ask(List<Digest.Of> objects, int questions) {
        List<String> answers = new ArrayList<>();
        for (Digest.Of answer :
                peer.digest(new Digest(by, sizes.frame(), objects)).objects()) {
            answers.addAll(answer.items());
        }
        if (answers.isEmpty() || answers.size() > questions) {
            throw malformed(answers.size() + " ranges were answered of " + questions);
        }
        return answers;
    }

    private static PeerException malformed(String why) {
        return new PeerException(
                "malformed",
                "Could not compare ranges: " + why + ".",
                "Send them as docs/protocol.md says; if a Parley site sent it, report this.");
    }
}
