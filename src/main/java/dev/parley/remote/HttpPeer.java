package dev.parley.remote;

import dev.parley.remote.Remote.Question;
import dev.parley.wire.Arguments;
import dev.parley.wire.Block;
import dev.parley.wire.Checkpoint;
import dev.parley.wire.Command;
import dev.parley.wire.Compared;
import dev.parley.wire.Comparison;
import dev.parley.wire.Cue;
import dev.parley.wire.Digest;
import dev.parley.wire.Exchange;
import dev.parley.wire.Form;
import dev.parley.wire.Forms;
import dev.parley.wire.Found;
import dev.parley.wire.Likeness;
import dev.parley.wire.LinkAnswer;
import dev.parley.wire.LinkOffer;
import dev.parley.wire.Listing;
import dev.parley.wire.News;
import dev.parley.wire.Packet;
import dev.parley.wire.Peer;
import dev.parley.wire.Ping;
import dev.parley.wire.ReceiptAnswer;
import dev.parley.wire.ReceiptOffer;
import dev.parley.wire.Rehearsal;
import dev.parley.wire.SiteInfo;
import dev.parley.wire.Standing;
import dev.parley.wire.Taken;
import dev.parley.wire.Wait;
import dev.parley.wire.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The other site of a link, over HTTP. Each method is one request; docs/protocol.md describes them. Safe for use by many threads.
 *
 * <p>All throw {@link dev.parley.wire.PeerException}: with the code that the other site gave, or with one of {@code unreachable},
 * {@code timeout}, {@code cut_off}, {@code answer_unsigned}, {@code answer_too_large}, {@code malformed}, {@code refused},
 * {@code interrupted}.
 */
public sealed class HttpPeer implements Peer permits HttpRehearsal {

    private static final String OBJECT = "object";
    private static final String AFTER = "after";
    private static final String LIMIT = "limit";

    private final Remote remote;
    private final RemoteSite site;
    private final Traffic traffic;
    private final Arguments given;

    HttpPeer(Remote remote, RemoteSite site, Traffic traffic) {
        this(remote, site, traffic, Arguments.NONE);
    }

    /** The same site, over the same line. */
    HttpPeer(HttpPeer same) {
        this(same.remote, same.site, same.traffic, Arguments.NONE);
    }

    private HttpPeer(Remote remote, RemoteSite site, Traffic traffic, Arguments given) {
        this.remote = remote;
        this.site = site;
        this.traffic = traffic;
        this.given = given;
    }

    /** What went over the wire so far. */
    public Traffic traffic() {
        return traffic;
    }

    /** Whether a Parley answers there, and which version of the protocol it speaks. Anybody may ask; the answer is not signed. */
    public Ping ping() {
        Question<Forms.Nothing, Ping> question =
                new Question<>(Command.PING, Arguments.NONE, Forms.NOTHING, Forms.Nothing.NOTHING, Forms.PING, false);
        return remote.ask(site, question, traffic);
    }

    /** Takes up the invitation that this peer's key comes from. */
    public LinkAnswer link(LinkOffer offer) {
        return ask(Command.LINK, Arguments.NONE, Forms.OFFER, offer, Forms.ANSWER);
    }

    /** How many rows each object has in the business there. */
    public Map<String, Long> counts() {
        return ask(Command.COUNTS, Arguments.NONE, Forms.NOTHING, Forms.Nothing.NOTHING, Forms.COUNTS);
    }

    /** Asks the other site to sign what it holds. */
    public ReceiptAnswer receipt(ReceiptOffer offer) {
        return ask(Command.RECEIPT, Arguments.NONE, Forms.RECEIPT_OFFER, offer, Forms.RECEIPT_ANSWER);
    }

    /** Asks the other site to let the link rest, go on or end there too. */
    public void become(Standing wanted) {
        ask(
                Command.STATUS,
                Arguments.NONE.with("status", wanted.word()),
                Forms.NOTHING,
                Forms.Nothing.NOTHING,
                Forms.NOTHING);
    }

    @Override
    public SiteInfo info(SiteInfo mine) {
        return ask(Command.INFO, given, Forms.INFO, mine, Forms.INFO);
    }

    @Override
    public Exchange.Reply exchange(Exchange exchange) {
        return ask(Command.CHANGES, given, Forms.EXCHANGE, exchange, Forms.REPLY);
    }

    @Override
    public Comparison compare() {
        return ask(Command.COMPARE, given, Forms.NOTHING, Forms.Nothing.NOTHING, Forms.COMPARISON);
    }

    @Override
    public Digest.Answer digest(Digest question) {
        return ask(Command.DIGEST, given, Forms.DIGEST, question, Forms.DIGEST_ANSWER);
    }

    @Override
    public Block rows(String object, List<UUID> records) {
        return ask(Command.ROWS, Arguments.NONE.with(OBJECT, object), Forms.WANTED, records, Forms.BLOCK);
    }

    @Override
    public Taken mendLog() {
        return ask(Command.MEND, Arguments.NONE, Forms.NOTHING, Forms.Nothing.NOTHING, Forms.TAKEN);
    }

    @Override
    public Taken mend(String object, List<UUID> records) {
        return ask(Command.MEND, Arguments.NONE.with(OBJECT, object), Forms.WANTED, records, Forms.TAKEN);
    }

    @Override
    public Listing list(String object, Optional<UUID> after, int limit) {
        return ask(Command.LIST, page(object, after, limit), Forms.NOTHING, Forms.Nothing.NOTHING, Forms.LISTING);
    }

    @Override
    public Found get(String object, List<UUID> records) {
        return ask(Command.GET, given.with(OBJECT, object), Forms.WANTED, records, Forms.FOUND);
    }

    @Override
    public List<Packet> getFrom(String object, Optional<UUID> after, int limit) {
        return ask(Command.GET, page(object, after, limit), Forms.NOTHING, Forms.Nothing.NOTHING, Forms.PACKETS);
    }

    @Override
    public Block block(String object, Optional<String> after, Block.Limit limit) {
        Arguments arguments = page(object, after, limit.rows()).with("bytes", Integer.toString(limit.bytes()));
        return ask(Command.BLOCK, arguments, Forms.NOTHING, Forms.Nothing.NOTHING, Forms.BLOCK);
    }

    @Override
    public Taken load(Block block) {
        return ask(Command.LOAD, given, Forms.BLOCK, block, Forms.TAKEN);
    }

    @Override
    public Taken push(List<Packet> packets, Likeness likeness) {
        Arguments arguments = likeness == Likeness.COMPARED ? given : given.with("likeness", likeness.word());
        return ask(Command.PUSH, arguments, Forms.PACKETS, packets, Forms.TAKEN);
    }

    @Override
    public void compared(Optional<Checkpoint> mine, Optional<Checkpoint> yours) {
        Compared message = new Compared(mine, yours);
        ask(Command.COMPARED, given, Forms.COMPARED, message, Forms.NOTHING);
    }

    @Override
    public Rehearsal rehearsing(Cue cue) {
        return new HttpRehearsal(this, cue);
    }

    @Override
    public Peer planning() {
        return new HttpPeer(remote, site, traffic, Arguments.NONE.with("plan", "1"));
    }

    /**
     * Tells when there is something new there, or that nothing came while it waited. Asks once, and holds no thread.
     *
     * @param beside other links of the same two sites, which wait along
     */
    public CompletableFuture<News> news(Wait wait, List<Waiting> beside) {
        return remote.askLater(
                site,
                stamp -> new Question<>(
                        Command.WAIT,
                        Arguments.NONE,
                        Forms.WAIT,
                        wait.with(beside.stream().map(link -> link.in(stamp)).toList()),
                        Forms.NEWS,
                        true),
                traffic,
                Duration.ofSeconds(wait.seconds()).plus(Remote.GRACE));
    }

    private Arguments page(String object, Optional<?> after, int limit) {
        return given.with(OBJECT, object).with(AFTER, after).with(LIMIT, Integer.toString(limit));
    }

    <Q, A> A ask(Command command, Arguments arguments, Form<Q> form, Q message, Form<A> answer) {
        return remote.ask(site, new Question<>(command, arguments, form, message, answer, true), traffic);
    }
}
