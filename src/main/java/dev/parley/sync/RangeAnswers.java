package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.digest.Answering;
import dev.parley.digest.Holding;
import dev.parley.digest.Part;
import dev.parley.digest.Question;
import dev.parley.digest.Range;
import dev.parley.digest.Sizes;
import dev.parley.wire.Digest;
import dev.parley.wire.PeerException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Answers what another site asks of ranges of records. */
final class RangeAnswers {

    private final SiteContext site;
    private final Work.Source source;

    /** Of what a link covers, as the source sees it. */
    RangeAnswers(SiteContext site, Work.Source source) {
        this.site = site;
        this.source = source;
    }

    /** By version of records; what was found out on the way is kept, where that may be. */
    Digest.Answer byVersion(Digest question, boolean keep) {
        Answering answering = answering(question, Sizes.DEFAULT);
        return Holdings.read(
                site,
                source,
                holdings -> answer(question, answering, asked -> {
                    object(holdings.work(), asked.object());
                    return holdings.of(asked.object());
                }),
                keep);
    }

    /** By content of records, over these fields of each object. */
    Digest.Answer byContent(Digest question, Map<String, List<String>> fields) {
        Answering answering = answering(question, Sizes.CONTENT);
        return ContentHoldings.read(
                site,
                source,
                fields,
                new HashMap<>(),
                holdings -> answer(question, answering, asked -> {
                    object(holdings.work(), asked.object());
                    return holdings.of(asked.object(), records(asked));
                }));
    }

    /** About how many records are in the ranges that are asked about. */
    private static long records(Digest.Of asked) {
        long records = 0;
        for (String text : asked.items()) {
            records += blank(text).isPresent()
                    ? Long.MAX_VALUE / 2
                    : question(text).fingerprint().count();
        }
        return records;
    }

    private CatalogueObject object(Work work, String name) {
        return object(site, work, name);
    }

    /** The object of that name, if the link covers it. */
    static CatalogueObject object(SiteContext site, Work work, String name) {
        return site.catalogue()
                .object(name)
                .filter(object -> work.scope.objects().contains(name))
                .orElseThrow(() -> new PeerException(
                        "object_unknown", "%s does not sync %s over this link.".formatted(site.name(), name)));
    }

    private static Answering answering(Digest question, Sizes sizes) {
        return new Answering(sizes.withFrame(Math.max(1, Math.min(question.limit(), sizes.frame()))));
    }

    private static Digest.Answer answer(Digest question, Answering answering, Function<Digest.Of, Holding> holdings)
            throws SQLException {
        List<Digest.Of> answers = new ArrayList<>();
        for (Digest.Of asked : question.objects()) {
            answers.add(new Digest.Of(asked.object(), answers(answering, asked.items(), holdings.apply(asked))));
        }
        return new Digest.Answer(answers);
    }

    private static List<String> answers(Answering answering, List<String> questions, Holding holding) {
        List<String> answers = new ArrayList<>();
        for (String question : questions) {
            Optional<Range> blank = blank(question);
            Optional<Part> answer = blank.isPresent()
                    ? answering.sum(blank.get(), holding)
                    : answering.answer(question(question), holding);
            if (answer.isEmpty()) {
                break;
            }
            answers.add(answer.get().toText());
        }
        return answers;
    }

    private static Question question(String text) {
        return read(text, Question::ofText);
    }

    private static Optional<Range> blank(String text) {
        return read(text, Question::blankOf);
    }

    private static <T> T read(String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new PeerException(
                    "malformed",
                    "Could not read a range to compare: " + e.getMessage() + ".",
                    "Send it as docs/protocol.md says; if a Parley site sent it, report this.");
        }
    }
}
