package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
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
    private final Sums sums;

    /** Of what a link covers. */
    RowSumComparison(SiteContext site, Work.Source source, Sums sums) {
        this.site = site;
        this.source = source;
        this.sums = sums;
    }

    /** What the databases add up. */
    interface Sums {

        /** How a {@link Digest} calls it. */
        String by();

        /** What is added up of an object; empty where the database can't. */
        Optional<RowSums> of(Work work, CatalogueObject object) throws SQLException;

        /** What there is besides what the database adds up, as a text; empty where the sum does not tell what is here. */
        default Optional<String> besides(Work work, CatalogueObject object) throws SQLException {
            return Optional.of("");
        }

        /** All that stands in the rows, over these fields of each object. */
        static Sums ofRows(Map<String, List<String>> fields) {
            return new Sums() {
                @Override
                public String by() {
                    return Digest.ROWS;
                }

                @Override
                public Optional<RowSums> of(Work work, CatalogueObject object) throws SQLException {
                    return new ContentRows(work, object, fields.getOrDefault(object.name(), List.of())).sums();
                }
            };
        }
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
                Optional<RowSums> here = sums.of(work, RangeAnswers.object(site, work, object));
                if (here.isPresent()) {
                    questions.add(new Digest.Of(object, List.of(here.get().way())));
                }
            }
            return questions;
        });
    }

    /** What a site says that does not know this way of comparing is that it knows nothing. */
    private Map<String, String> ask(Peer peer, List<Digest.Of> questions) {
        Map<String, String> answers = new LinkedHashMap<>();
        try {
            for (Digest.Of answer : peer.digest(new Digest(sums.by(), Integer.MAX_VALUE, questions))
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
                answers.put(question.object(), answer(work, question).orElse(Digest.UNLIKE));
            }
            return answers;
        });
    }

    private Optional<String> answer(Work work, Digest.Of question) throws SQLException {
        CatalogueObject object = RangeAnswers.object(site, work, question.object());
        Optional<RowSums> here = sums.of(work, object);
        if (here.isEmpty() || !question.items().equals(List.of(here.get().way()))) {
            return Optional.empty();
        }
        Optional<String> besides = sums.besides(work, object);
        Optional<Fingerprint> sum = besides.isPresent() ? here.get().sum() : Optional.empty();
        return sum.map(rows -> text(rows) + besides.orElseThrow());
    }

    private static String text(Fingerprint sum) {
        return new Part.Sum(sum).toText();
    }
}
