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
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Compares what both sites hold, range by range. Each step reads in a transaction of its own, so none is open while the line is waited for. */
final class RangeComparison {

    /** A comparison needs a few requests a level; more only where answers are cut short. */
    private static final int ROUNDS = 1_000_000;

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

    /**
     * Those of the objects of which the two sites do not hold the same. Both find out at the same time what all that they hold comes to.
     *
     * @param elsewhere carries a request out while this thread reads
     */
    List<String> unequal(List<String> objects, Executor elsewhere) {
        if (objects.isEmpty()) {
            return List.of();
        }
        Underway<Map<String, Fingerprint>> asked = Underway.ask(() -> sums(objects), elsewhere);
        Map<String, Fingerprint> ours = mine.read(held -> {
            Map<String, Fingerprint> sums = new LinkedHashMap<>();
            objects.forEach(object -> sums.put(object, held.apply(object).fingerprint(Range.ALL)));
            return sums;
        });
        Map<String, Fingerprint> theirs = asked.answer();
        return objects.stream()
                .filter(object -> !Objects.equals(ours.get(object), theirs.get(object)))
                .toList();
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

    /** What all that the other site holds of each object comes to. One request, however many there are. */
    Map<String, Fingerprint> sums(List<String> objects) {
        Map<String, Fingerprint> sums = new LinkedHashMap<>();
        while (sums.size() < objects.size()) {
            sums.putAll(answered(objects.subList(sums.size(), objects.size())));
        }
        return sums;
    }

    /** The same, as far as the other site says so in one answer. */
    private Map<String, Fingerprint> answered(List<String> objects) {
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
