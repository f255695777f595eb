package dev.parley.site;

import dev.parley.store.Link;
import dev.parley.sync.ContentSummary;
import dev.parley.sync.OwnContent;
import dev.parley.sync.SiteContext;
import dev.parley.sync.Verified;
import dev.parley.wire.ErrorCode;
import dev.parley.wire.PeerException;
import dev.parley.wire.Receipt;
import dev.parley.wire.Receipt.Signed;
import dev.parley.wire.ReceiptAnswer;
import dev.parley.wire.ReceiptOffer;
import dev.parley.wire.SigningKey;
import dev.parley.wire.SiteKey;
import dev.parley.wire.Statement;
import dev.parley.wire.Statement.Held;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Signs, together with the other site of a link, what both hold. */
final class Receipts {

    /** What the other site says must be of about now. */
    private static final Duration AHEAD = Duration.ofSeconds(60);

    private static final Duration AGO = Duration.ofHours(1);
    private static final String EVENT = "receipt";

    private final Site site;

    Receipts(Site site) {
        this.site = site;
    }

    /** Asks the other site to sign what it holds beside what this one was found to hold; equal or not. */
    Receipt ask(Link link, Verified verified, Remotes.Remote remote) {
        if (verified.objects().isEmpty()) {
            throw new UnknownException(
                    "No object was compared over link %s, so there is nothing to sign.".formatted(link.name()),
                    "Name another part, or see with parley problems which modules can't be synced.");
        }
        Held mine = held(verified.here());
        ReceiptAnswer answer = remote.receipt(new ReceiptOffer(verified.objects(), mine));
        if (!answer.mine().site().equals(link.remoteSite())
                || !answer.signed().site().equals(link.remoteSite())) {
            throw new PeerException(
                    "site_unexpected",
                    "The site that signed is not the one that link %s was made with.".formatted(link.name()),
                    "Remove the link and make a new one.");
        }
        SiteKey known = known(link, answer.signed().key());
        Statement statement = Statement.of(link.business(), verified.objects(), mine, answer.mine());
        SigningKey key = new Keys(site).own();
        Signed own = Signed.by(mine.site(), key, statement);
        boolean first = statement.first().equals(mine);
        Receipt receipt = new Receipt(statement, first ? own : answer.signed(), first ? answer.signed() : own);
        receipt.check(Map.of(link.remoteSite(), known, mine.site(), key.publicHalf()));
        log(link, statement);
        return receipt;
    }

    private SiteKey known(Link link, SiteKey said) {
        Optional<SiteKey> known = new Keys(site).of(link.remoteSite());
        if (known.filter(said::equals).isEmpty()) {
            throw new PeerException(
                    ErrorCode.SITE_KEY_CHANGED.code(),
                    "%s signs with another key than this site knows it by: it says %s, known is %s."
                            .formatted(
                                    link.remoteName(),
                                    said.fingerprint(),
                                    known.map(SiteKey::fingerprint).orElse("none")),
                    "Ask the people there. If they have renewed it: parley key trust %s KEY, with the key that parley key show prints there."
                            .formatted(link.name()));
        }
        return said;
    }

    /** Says what this site holds, and signs it beside what the other one says that it does. */
    ReceiptAnswer answer(Link link, SiteContext context, ReceiptOffer offer) {
        if (offer.objects().isEmpty()) {
            throw ErrorCode.ARGUMENT_WRONG.refuse("No object is named.", "Name those that were compared.");
        }
        refuseStrange(link, offer.mine());
        Held mine = held(new OwnContent(context, link.id()).of(offer.objects()));
        Statement statement = Statement.of(link.business(), offer.objects(), offer.mine(), mine);
        ReceiptAnswer answer = new ReceiptAnswer(mine, Signed.by(mine.site(), new Keys(site).own(), statement));
        log(link, statement);
        return answer;
    }

    private void refuseStrange(Link link, Held theirs) {
        if (!theirs.site().equals(link.remoteSite())) {
            throw ErrorCode.SITE_UNEXPECTED.refuse(
                    "A site can have signed only what it says of itself.",
                    "Give the uuid with which the link was made.");
        }
        Instant now = Instant.EPOCH.plus(site.time().micros(), ChronoUnit.MICROS);
        if (theirs.time().isAfter(now.plus(AHEAD)) || theirs.time().isBefore(now.minus(AGO))) {
            throw ErrorCode.ARGUMENT_WRONG.refuse(
                    "What is to be signed is of %s, and it is %s here."
                            .formatted(theirs.time(), now.truncatedTo(ChronoUnit.SECONDS)),
                    "Compare again, and check the clocks of both sites.");
        }
    }

    private static Held held(ContentSummary summary) {
        Instant at = Instant.EPOCH.plus(summary.at(), ChronoUnit.MICROS).truncatedTo(ChronoUnit.SECONDS);
        return new Held(summary.site(), summary.siteName(), at, summary.records(), summary.fingerprint());
    }

    private void log(Link link, Statement statement) {
        String verdict = statement.isEqual() ? "equal" : "unequal";
        site.log(
                link,
                EVENT,
                verdict,
                "signed by both: %s"
                        .formatted(
                                statement.isEqual()
                                        ? "%d records each"
                                                .formatted(statement.first().records())
                                        : "%d records at %s, %d at %s"
                                                .formatted(
                                                        statement.first().records(),
                                                        statement.first().name(),
                                                        statement.second().records(),
                                                        statement.second().name())));
    }
}
