package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.merge.Action;
import dev.parley.merge.Author;
import dev.parley.merge.Change;
import dev.parley.merge.Value;
import dev.parley.remote.HttpPeer;
import dev.parley.store.DatabaseAwayException;
import dev.parley.wire.Checkpoint;
import dev.parley.wire.Direction;
import dev.parley.wire.Exchange;
import dev.parley.wire.Found;
import dev.parley.wire.LinkAccess;
import dev.parley.wire.LinkAnswer;
import dev.parley.wire.LinkOffer;
import dev.parley.wire.Packet;
import dev.parley.wire.PeerException;
import dev.parley.wire.Ping;
import dev.parley.wire.ReceiptAnswer;
import dev.parley.wire.ReceiptOffer;
import dev.parley.wire.RecordName;
import dev.parley.wire.SigningKey;
import dev.parley.wire.SiteInfo;
import dev.parley.wire.Standing;
import dev.parley.wire.Statement;
import dev.parley.wire.Taken;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every command, from a peer over HTTP to the real server and back. */
class CommandsTest {

    private static final UUID ONE = UUID.fromString("11111111-2222-4333-8444-555555555555");

    private static Loopback site;

    @BeforeAll
    static void start() {
        site = new Loopback();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void clean() {
        site.status = LinkAccess.Status.ACTIVE;
        site.acceptedBy = Optional.empty();
        site.peer.asked.clear();
        site.peer.packets.clear();
        site.peer.before = () -> {};
    }

    static Packet packet(UUID record, String text) {
        Change change = new Change(
                new UUID(3, record.getLeastSignificantBits()),
                Action.ADD,
                FakePeer.OBJECT,
                record,
                Map.of("name", Value.of(text), "notes", Value.NULL),
                1_700_000_000_000_001L,
                new Author("maria", "s1", new UUID(9, 9)),
                List.of());
        return Packet.whole(FakePeer.OBJECT, record, List.of(change));
    }

    @Test
    void pingTellsTheVersionOfTheProtocolAndNoMore() {
        assertThat(site.client().ping()).isEqualTo(new Ping(1, "Parley"));
        assertThat(site.peer.asked).isEmpty();
    }

    @Test
    void aSiteWhoseDatabaseIsAwaySaysSoAndNotWhereItIs() {
        site.peer.before = () -> {
            throw new DatabaseAwayException(
                    "The database 10.0.0.5:5432/shop can't be reached: refused.", new IllegalStateException());
        };

        assertThatExceptionOfType(PeerException.class)
                .isThrownBy(() -> site.client().compare())
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo("database_away");
                    assertThat(e.getMessage()).doesNotContain("5432");
                });
    }

    @Test
    void countsComeAsTheyAre() {
        assertThat(site.client().counts()).isEqualTo(Map.of(FakePeer.OBJECT, 3L, "ciniki.customers.tag", 0L));
    }

    @Test
    void aPausedLinkCanBeResumedFromTheOtherEndAndTakesNothingElse() {
        site.status = LinkAccess.Status.PAUSED;
        assertThatExceptionOfType(PeerException.class)
                .isThrownBy(() -> site.client().compare())
                .satisfies(e -> assertThat(e.code()).isEqualTo("link_paused"));

        site.client().become(Standing.ACTIVE);

        assertThat(site.peer.asked).containsExactly(Standing.ACTIVE);
    }

    @Test
    void whatALinkCanNotBecomeIsRefused() {
        site.status = LinkAccess.Status.INVITED;
        assertThatExceptionOfType(PeerException.class)
                .isThrownBy(() -> site.client().become(Standing.REMOVED))
                .satisfies(e -> assertThat(e.code()).isEqualTo("link_pending"));
        assertThat(site.peer.asked).isEmpty();
    }

    @Test
    void infoGoesThereAndBack() {
        SiteInfo mine = new SiteInfo(
                1,
                ONE,
                "shop",
                "",
                5,
                site.business,
                Optional.of(SigningKey.random(new SecureRandom()).publicHalf()),
                Map.of(FakePeer.OBJECT, new SiteInfo.ObjectInfo("t", "1.01", List.of("name text"), Optional.empty())),
                "d1");
        assertThat(site.client().info(mine)).isEqualTo(mine);
        assertThat(site.peer.asked).containsExactly(mine);
    }

    @Test
    void whoOnlyPlansSaysSoWithEachRequest() {
        site.client().planning().compare();
        assertThat(site.peer.asked).containsExactly("planning", "compare");
    }

    @Test
    void aReceiptIsSignedByWhoIsAsked() {
        Statement.Held mine = new Statement.Held(ONE, "shop", Instant.EPOCH, 2, "f".repeat(32));

        ReceiptAnswer answer = site.client().receipt(new ReceiptOffer(List.of("a.b.c"), mine));

        Statement statement = Statement.of(site.business, List.of("a.b.c"), mine, Loopback.held());
        assertThat(answer.mine()).isEqualTo(Loopback.held());
        assertThat(answer.signed().key()).isEqualTo(site.signing.publicHalf());
        assertThat(answer.signed().fits(statement)).isTrue();
    }

    @Test
    void changesGoThereAndBack() {
        Exchange exchange = new Exchange(
                "mine",
                "yours",
                Checkpoint.START,
                new Checkpoint(3, ONE),
                Checkpoint.START,
                true,
                500,
                List.of(new RecordName(FakePeer.OBJECT, ONE)),
                List.of(packet(ONE, "東京")));
        Exchange.Reply reply = new Exchange.Reply(
                Exchange.Outcome.DONE,
                new Checkpoint(3, ONE),
                new Checkpoint(9, ONE),
                true,
                false,
                List.of(),
                new Taken(1, 1, 0, 0),
                List.of(packet(new UUID(0, 4), "x".repeat(50_000))));
        site.peer.reply = Optional.of(reply);

        HttpPeer client = site.client();

        assertThat(client.exchange(exchange)).isEqualTo(reply);
        assertThat(site.peer.asked).containsExactly(exchange);
        assertThat(client.traffic().requests()).isEqualTo(1);
        assertThat(client.traffic().bytesSent()).isBetween(600L, 2000L);
        assertThat(client.traffic().bytesReceived()).isBetween(500L, 2000L);
    }

    @Test
    void recordsAreComparedListedFetchedAndPushed() {
        site.peer.packets.add(packet(ONE, "a"));
        HttpPeer client = site.client();

        assertThat(client.compare().records()).containsEntry(FakePeer.OBJECT, 1L);
        assertThat(client.list(FakePeer.OBJECT, Optional.of(ONE), 10))
                .isEqualTo(site.peer.list(FakePeer.OBJECT, Optional.of(ONE), 10));
        assertThat(client.get(FakePeer.OBJECT, List.of(ONE, new UUID(0, 0)))).isEqualTo(Found.all(site.peer.packets));
        assertThat(client.getFrom(FakePeer.OBJECT, Optional.empty(), 20)).isEqualTo(site.peer.packets);
        assertThat(client.push(site.peer.packets)).isEqualTo(new Taken(1, 2, 3, 4));
        client.compared(Optional.empty(), Optional.of(new Checkpoint(4, ONE)));

        assertThat(site.peer.asked)
                .containsExactly(
                        "compare",
                        List.of(FakePeer.OBJECT, Optional.of(ONE), 10),
                        List.of(FakePeer.OBJECT, Optional.of(ONE), 10),
                        List.of(FakePeer.OBJECT, List.of(ONE, new UUID(0, 0))),
                        List.of(FakePeer.OBJECT, Optional.empty(), 20),
                        site.peer.packets,
                        List.of(Optional.empty(), Optional.of(new Checkpoint(4, ONE))));
    }

    @Test
    void askingForNoRecordsGetsNone() {
        site.peer.packets.add(packet(ONE, "a"));
        assertThat(site.client().get(FakePeer.OBJECT, List.of()).packets()).isEmpty();
    }

    @Test
    void aLinkIsTakenUpOnceButByTheSameSiteAgain() {
        site.status = LinkAccess.Status.INVITED;
        LinkOffer offer = new LinkOffer(ONE, "shop", "", Direction.PULL, Optional.empty());
        HttpPeer client = site.client();

        assertThatExceptionOfType(PeerException.class)
                .isThrownBy(client::compare)
                .satisfies(e -> assertThat(e.code()).isEqualTo("link_pending"));
        LinkAnswer answer = client.link(offer);
        assertThat(answer.businessName()).isEqualTo("Łódź Wines");
        assertThat(client.link(offer)).isEqualTo(answer);
        assertThatExceptionOfType(PeerException.class)
                .isThrownBy(
                        () -> client.link(new LinkOffer(new UUID(7, 7), "other", "", Direction.BI, Optional.empty())))
                .satisfies(e -> assertThat(e.code()).isEqualTo("invitation_used"));
    }

    @Test
    void aRefusalOfThePeerArrivesWithItsCode() {
        site.peer.before = () -> {
            throw new PeerException("direction_refused", "The link does not pull.", "Change its direction.");
        };
        assertThatExceptionOfType(PeerException.class)
                .isThrownBy(() -> site.client().compare())
                .withMessage(
                        "Could not ask " + site.url() + " for compare: The link does not pull. Change its direction.")
                .satisfies(e -> assertThat(e.code()).isEqualTo("direction_refused"));
    }

    @Test
    void whatGoesWrongInsideIsToldByANumberAloneAndTheServerGoesOn() {
        site.peer.before = () -> {
            throw new IllegalStateException("secret detail");
        };
        HttpPeer client = site.client();
        assertThatExceptionOfType(PeerException.class)
                .isThrownBy(client::compare)
                .withMessageContaining("incident 00000000-0000-4000-8000-00000000abcd")
                .withMessageNotContaining("secret")
                .satisfies(e -> assertThat(e.code()).isEqualTo("internal"));
        site.peer.before = () -> {};
        assertThat(client.compare().head().seq()).isEqualTo(7);
    }

    @Test
    void anAnswerThatWouldBeTooLargeIsRefusedWithAHint() {
        List<Packet> many = new ArrayList<>();
        java.util.Random random = new java.util.Random(1);
        for (int i = 0; i < 100; i++) {
            byte[] noise = new byte[4000];
            random.nextBytes(noise);
            many.add(packet(new UUID(1, i), java.util.Base64.getEncoder().encodeToString(noise)));
        }
        site.peer.packets.addAll(many);
        assertThatExceptionOfType(PeerException.class)
                .isThrownBy(() -> site.client().getFrom(FakePeer.OBJECT, Optional.empty(), 100))
                .satisfies(e -> assertThat(e.code()).isEqualTo("answer_too_large"));
    }
}
