package dev.parley.wire;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The form of each message. docs/protocol.md describes them one by one. */
public final class Forms {

    /** Answer of {@code ping}. */
    public static final Form<Ping> PING = new PingForm();

    /** Request and answer of {@code info}. */
    public static final Form<SiteInfo> INFO = new InfoForm();

    /** Request of {@code changes}. */
    public static final Form<Exchange> EXCHANGE = new ExchangeForm();

    /** Answer of {@code changes}. */
    public static final Form<Exchange.Reply> REPLY = new ReplyForm();

    /** Answer of {@code compare}. */
    public static final Form<Comparison> COMPARISON = new ComparisonForm();

    /** Answer of {@code list} with an object. */
    public static final Form<Listing> LISTING = new ListingForm();

    /** Request of {@code digest}. */
    public static final Form<Digest> DIGEST = new DigestForm();

    /** Answer of {@code digest}. */
    public static final Form<Digest.Answer> DIGEST_ANSWER = new DigestAnswerForm();

    /** Request of {@code get}, where the uuids stand in the body. */
    public static final Form<List<UUID>> WANTED = new WantedForm();

    /** Answer of {@code get} with uuids. */
    public static final Form<Found> FOUND = new FoundForm();

    /** Answer of {@code get} page by page, request of {@code push}. */
    public static final Form<List<Packet>> PACKETS = new PacketsForm();

    /** Answer of {@code block}, request of {@code load}. */
    public static final Form<Block> BLOCK = new BlockForm();

    /** Answer of {@code push} and {@code load}. */
    public static final Form<Taken> TAKEN = new TakenForm();

    /** Request of {@code compared}. */
    public static final Form<Compared> COMPARED = new ComparedForm();

    /** Request of {@code rehearse}. */
    public static final Form<List<Line>> SCRIPT = new ScriptForm();

    /** Answer of {@code rehearse} with effects. */
    public static final Form<List<Foretold>> FORETOLD = new ForetoldForm();

    /** Answer of {@code counts}. */
    public static final Form<Map<String, Long>> COUNTS = new CountsForm();

    /** Request of {@code wait}. */
    public static final Form<Wait> WAIT = new WaitForm();

    /** Answer of {@code wait}. */
    public static final Form<News> NEWS = new NewsForm();

    /** A body without content. */
    public static final Form<Nothing> NOTHING = new NothingForm();

    /** Request of {@code link}. */
    public static final Form<LinkOffer> OFFER = new OfferForm();

    /** Answer of {@code link}. */
    public static final Form<LinkAnswer> ANSWER = new AnswerForm();

    /** Request of {@code receipt}. */
    public static final Form<ReceiptOffer> RECEIPT_OFFER = new ReceiptOfferForm();

    /** Answer of {@code receipt}. */
    public static final Form<ReceiptAnswer> RECEIPT_ANSWER = new ReceiptAnswerForm();

    /** Any answer that refuses. */
    public static final Form<Problem> PROBLEM = new ProblemForm();

    private Forms() {}

    /** Stands where a request has no body, or an answer has nothing to tell. */
    public enum Nothing {
        NOTHING
    }
}
