package dev.parley.sync;

import dev.parley.digest.Fingerprint;
import dev.parley.digest.Part;
import dev.parley.store.RowSums;
import dev.parley.store.Sequencer;
import dev.parley.wire.Digest;
import dev.parley.wire.ErrorCode;
import dev.parley.wire.Peer;
import dev.parley.wire.PeerException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Has both databases add up their rows by themselves, at the same time, where they are of one kind and do it in the same way. It tells which objects
 * are equal; of the others it tells nothing.
 */
final class RowSumComparison {

    private final SiteContext site;
    private final Work.Source source;
    private final Map<String, List<String>> fields;

    /**
     * Of what a link covers.
     *
     * @param fields those of each object that both sites have
     */
    RowSumComparison(SiteContext site, Work.Source source, Map<String, List<String>> fields) {
        this.site = site;
        this.source = source;
        this.fields = fields;
    }

    /**
     * Those of the objects whose rows are the same at both sites.
     *
     * @param elsewhere carries a request out while this site's database works
     */
    List<String> equal(List<String> objects, Peer peer, Executor elsewhere) {
        List<Digest.Of> questions = questions(objects);
        if (questions.isEmpty()) {
            return List.of();
        }
        Underway<Map<String, String>> asked = Underway.ask(() -> ask(peer, questions), elsewhere);
        new Sequencer(site.catalogue(), site.origin()).drain(site.database());
        Map<String, String> ours = answers(questions);
        Map<String, String> theirs = asked.answer();
        List<String> equal = new ArrayList<>();
        ours.forEach((object, sum) -> {
            if (!sum.equals(Digest.UNLIKE) && sum.equals(theirs.get(object))) {
                equal.add(object);
            }
        });
        return equal;
    }

    private List<Digest.Of> questions(List<String> objects) {
        return site.database().reading(tx -> {
            Work work = source.in(tx);
            List<Digest.Of> questions = new ArrayList<>();
            for (String object : objects) {
                Optional<RowSums> sums = sums(work, object);
                if (sums.isPresent()) {
                    questions.add(new Digest.Of(object, List.of(sums.get().way())));
                }
            }
            return questions;
        });
    }

    /** What a site says that does not know this way of comparing is that it knows nothing. */
    private static Map<String, String> ask(Peer peer, List<Digest.Of> questions) {
        Map<String, String> answers = new LinkedHashMap<>();
        try {
            for (Digest.Of answer : peer.digest(new Digest(Digest.ROWS, Integer.MAX_VALUE, questions))
                    .objects()) {
                answer.items().forEach(item -> answers.put(answer.object(), item));
            }
        } catch (PeerException refused) {
            if (!refused.code().equals(ErrorCode.ARGUMENT_WRONG.code())) {
                throw refused;
            }
        }
        return answers;
    }

    /** What this site's rows come to, of each object, if it goes about it in that way. */
    Digest.Answer answer(Digest question) {
        List<Digest.Of> answers = new ArrayList<>();
        answers(question.objects()).forEach((object, answer) -> answers.add(new Digest.Of(object, List.of(answer))));
        return new Digest.Answer(answers);
    }

    private Map<String, String> answers(List<Digest.Of> questions) {
        return site.database().reading(tx -> {
            Work work = source.in(tx);
            Map<String, String> answers = new LinkedHashMap<>();
            for (Digest.Of question : questions) {
                Optional<RowSums> sums = sums(work, question.object());
                boolean alike = sums.isPresent()
                        && question.items().equals(List.of(sums.get().way()));
                answers.put(question.object(), alike ? text(sums.get().sum()) : Digest.UNLIKE);
            }
            return answers;
        });
    }

    private static String text(Fingerprint sum) {
        return new Part.Sum(sum).toText();
    }

    private Optional<RowSums> sums(Work work, String name) throws SQLException {
        return new ContentRows(work, RangeAnswers.object(site, work, name), fields.getOrDefault(name, List.of()))
                .sums();
    }
}
