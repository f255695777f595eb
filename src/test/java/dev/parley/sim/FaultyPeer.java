package dev.parley.sim;

import dev.parley.sync.LocalPeer;
import dev.parley.wire.Block;
import dev.parley.wire.Checkpoint;
import dev.parley.wire.Compared;
import dev.parley.wire.Comparison;
import dev.parley.wire.Cue;
import dev.parley.wire.Digest;
import dev.parley.wire.Exchange;
import dev.parley.wire.Form;
import dev.parley.wire.Forms;
import dev.parley.wire.Forms.Nothing;
import dev.parley.wire.Found;
import dev.parley.wire.Likeness;
import dev.parley.wire.Listing;
import dev.parley.wire.Packet;
import dev.parley.wire.Peer;
import dev.parley.wire.PeerException;
import dev.parley.wire.Rehearsal;
import dev.parley.wire.SiteInfo;
import dev.parley.wire.Taken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** The other end of a link over a network that loses, cuts, repeats and delays messages. Each message goes through its form on the wire. */
final class FaultyPeer implements Peer {

    private static final Pattern LONG_UUID =
            Pattern.compile("\\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern NOISE = Pattern.compile(
            "(?:myDigest|yourDigest|objects|digest)=(?:[0-9a-f]{64}|\\{.*\\}), |object=|record=|app\\.");

    /** No sync of so few records asks so often. */
    private static final int ENDLESS = 5000;

    /** The code of what this network does. */
    static final String LOST = "lost";

    private final World world;
    private final SimLink link;
    private final SimSite here;
    private final SimSite there;
    private final int life;
    private final boolean planning;
    private int asked;

    FaultyPeer(World world, SimLink link, SimSite here) {
        this(world, link, here, false);
    }

    private FaultyPeer(World world, SimLink link, SimSite here, boolean planning) {
        this.planning = planning;
        this.world = world;
        this.link = link;
        this.here = here;
        this.there = link.from(here);
        this.life = here.life();
    }

    @Override
    public SiteInfo info(SiteInfo mine) {
        return ask("info", Forms.INFO, mine, Forms.INFO, Peer::info);
    }

    @Override
    public Exchange.Reply exchange(Exchange exchange) {
        world.network().count(exchange.packets());
        Exchange.Reply reply = ask("exchange", Forms.EXCHANGE, exchange, Forms.REPLY, Peer::exchange);
        world.network().count(reply.packets());
        return reply;
    }

    @Override
    public Comparison compare() {
        return ask("compare", Forms.NOTHING, Nothing.NOTHING, Forms.COMPARISON, (peer, nothing) -> peer.compare());
    }

    @Override
    public Digest.Answer digest(Digest question) {
        return ask("digest", Forms.DIGEST, question, Forms.DIGEST_ANSWER, Peer::digest);
    }

    @Override
    public Block rows(String object, List<UUID> records) {
        return ask("rows " + object, Forms.WANTED, records, Forms.BLOCK, (peer, wanted) -> peer.rows(object, wanted));
    }

    @Override
    public Taken mendLog() {
        return ask("mendLog", Forms.NOTHING, Nothing.NOTHING, Forms.TAKEN, (peer, nothing) -> peer.mendLog());
    }

    @Override
    public Taken mend(String object, List<UUID> records) {
        return ask("mend " + object, Forms.WANTED, records, Forms.TAKEN, (peer, wanted) -> peer.mend(object, wanted));
    }

    @Override
    public Listing list(String object, Optional<UUID> after, int limit) {
        return ask(
                "list " + object,
                Forms.NOTHING,
                Nothing.NOTHING,
                Forms.LISTING,
                (peer, nothing) -> peer.list(object, after, limit));
    }

    @Override
    public Found get(String object, List<UUID> records) {
        Found found =
                ask("get " + object, Forms.WANTED, records, Forms.FOUND, (peer, wanted) -> peer.get(object, wanted));
        world.network().count(found.packets());
        return found;
    }

    @Override
    public List<Packet> getFrom(String object, Optional<UUID> after, int limit) {
        List<Packet> packets = ask(
                "getFrom " + object,
                Forms.NOTHING,
                Nothing.NOTHING,
                Forms.PACKETS,
                (peer, nothing) -> peer.getFrom(object, after, limit));
        world.network().count(packets);
        return packets;
    }

    @Override
    public Block block(String object, Optional<String> after, Block.Limit limit) {
        Block block = ask(
                "block " + object,
                Forms.NOTHING,
                Nothing.NOTHING,
                Forms.BLOCK,
                (peer, nothing) -> peer.block(object, after, limit));
        world.network().count(block);
        return block;
    }

    @Override
    public Taken load(Block block) {
        world.network().count(block);
        return ask("load " + block.object(), Forms.BLOCK, block, Forms.TAKEN, Peer::load);
    }

    @Override
    public Taken push(List<Packet> packets, Likeness likeness) {
        world.network().count(packets);
        return ask("push", Forms.PACKETS, packets, Forms.TAKEN, (peer, sent) -> peer.push(sent, likeness));
    }

    @Override
    public void compared(Optional<Checkpoint> mine, Optional<Checkpoint> yours) {
        ask("compared", Forms.COMPARED, new Compared(mine, yours), Forms.NOTHING, (peer, compared) -> {
            peer.compared(compared.mine(), compared.yours());
            return Nothing.NOTHING;
        });
    }

    @Override
    public Rehearsal rehearsing(Cue cue) {
        throw new UnsupportedOperationException("no faults are played while a sync is rehearsed");
    }

    @Override
    public Peer planning() {
        return new FaultyPeer(world, link, here, true);
    }

    private <Q, A> A ask(String what, Form<Q> form, Q question, Form<A> answerForm, BiFunction<Peer, Q, A> command) {
        SimNetwork network = world.network();
        network.countRequest();
        if (++asked > ENDLESS) {
            throw new Failure(
                    "endless", "%s asks %s over %s again and again: %s".formatted(here, there, link, question));
        }
        SimNetwork.Fault fault = network.fault();
        world.trace(() -> "%s > %s %s%s %s"
                .formatted(
                        here,
                        there,
                        what,
                        fault == SimNetwork.Fault.NONE ? "" : " [" + fault + "]",
                        shortened(question)));
        byte[] request = bytes(form, question);
        switch (fault) {
            case REQUEST_LOST -> throw lost("the request was lost");
            case REQUEST_CUT -> {
                refusesCut(form, request);
                throw lost("the request was cut off");
            }
            case REQUEST_LATE -> {
                network.later(there, () -> serve(command, form, request));
                throw lost("no answer came in time");
            }
            default -> {}
        }
        world.meanwhile();
        A answer = serve(command, form, request);
        if (fault == SimNetwork.Fault.REPEATED) {
            world.meanwhile();
            answer = serve(command, form, request);
        }
        world.meanwhile();
        A last = answer;
        world.trace(() -> "%s < %s %s %s".formatted(here, there, what, shortened(last)));
        byte[] response = bytes(answerForm, answer);
        if (here.life() != life) {
            throw new Crash("with the process that it ran in");
        }
        if (fault == SimNetwork.Fault.ANSWER_LOST) {
            throw lost("the answer was lost");
        }
        if (fault == SimNetwork.Fault.ANSWER_CUT) {
            refusesCut(answerForm, response);
            throw lost("the answer was cut off");
        }
        return answerForm.read(new ByteArrayInputStream(response));
    }

    private <Q, A> A serve(BiFunction<Peer, Q, A> command, Form<Q> form, byte[] request) {
        try {
            Peer peer = new LocalPeer(there.context(), link.idAt(there));
            return command.apply(planning ? peer.planning() : peer, form.read(new ByteArrayInputStream(request)));
        } catch (Crash crash) {
            world.crashed(there, crash);
            throw lost("the other process died");
        }
    }

    private static PeerException lost(String why) {
        return new PeerException(LOST, why);
    }

    private static <T> byte[] bytes(Form<T> form, T message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            form.write(message, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A message that was cut off must not be taken for a whole one. */
    private <T> void refusesCut(Form<T> form, byte[] whole) {
        if (whole.length < 3) {
            return;
        }
        int length = world.random().nextInt(whole.length - 2);
        try {
            T read = form.read(new ByteArrayInputStream(Arrays.copyOf(whole, length)));
            throw new Failure("cut", "%d of %d bytes were read as %s".formatted(length, whole.length, read));
        } catch (PeerException expected) {
            world.trace(() -> "refused: " + expected.getMessage());
        }
    }

    /** The message with the first digits of each uuid alone, and on one line. */
    private static String shortened(Object message) {
        return NOISE.matcher(LONG_UUID.matcher(String.valueOf(message)).replaceAll("$1"))
                .replaceAll("")
                .replace('\n', ' ');
    }
}
