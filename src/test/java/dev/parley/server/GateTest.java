package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.wire.LinkAccess;
import dev.parley.wire.LinkKey;
import dev.parley.wire.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who comes in, and who does not, over a real server. */
class GateTest {

    private static final byte[] PUSH = """
            {"object":"ciniki.customers.customer","record":"11111111-2222-4333-8444-555555555555","whole":true,"changes":[]}
            {"end":true,"packets":1}
            """.getBytes(StandardCharsets.UTF_8);

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
        site.peer.asked.clear();
    }

    @Test
    void aRequestAsItShouldBeIsServedAndAnsweredSigned() throws IOException {
        SignedRequest request = new SignedRequest(site, "push").body(PUSH);
        RawHttp.Reply reply = request.send(site);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"records\":1,\"changes\":2,\"conflicts\":3,\"problems\":4}\n");
        assertSigned(request, reply);
    }

    @Test
    void anyByteOfTheArgumentsThatIsAlteredIsRefused() throws IOException {
        SignedRequest request =
                new SignedRequest(site, "push").with("note", "a b/ç").body(PUSH);
        byte[] query = request.query().getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < query.length; i++) {
            byte[] spoiled = query.clone();
            spoiled[i] ^= 1;
            RawHttp.Reply reply =
                    RawHttp.send(site.server.port(), request.bytes(new String(spoiled, StandardCharsets.US_ASCII)));
            assertThat(reply.status()).as("byte %s of %s", i, request.query()).isIn(400, 401);
        }
        assertThat(site.peer.asked).isEmpty();
        assertThat(request.send(site).status()).isEqualTo(200);
    }

    @Test
    void anyByteOfTheBodyThatIsAlteredIsRefused() throws IOException {
        SignedRequest request = new SignedRequest(site, "push").body(PUSH);
        String query = request.query();
        for (int i = 0; i < PUSH.length; i++) {
            request.body = PUSH.clone();
            request.body[i] ^= 1;
            RawHttp.Reply reply = RawHttp.send(site.server.port(), request.bytes(query));
            assertProblem(reply, 401, "signature_wrong");
        }
        assertThat(site.peer.asked).isEmpty();
    }

    @Test
    void anotherMethodOrCommandUnderTheSameSignatureIsRefused() throws IOException {
        SignedRequest request = new SignedRequest(site, "get").with("object", FakePeer.OBJECT);
        String query = request.query();
        request.method = "GET";
        assertProblem(RawHttp.send(site.server.port(), request.bytes(query)), 401, "signature_wrong");
        request.method = "POST";
        request.command = "list";
        assertProblem(RawHttp.send(site.server.port(), request.bytes(query)), 401, "signature_wrong");
    }

    @Test
    void aRequestThatIsSentAgainIsRefused() throws IOException {
        SignedRequest request = new SignedRequest(site, "compare");
        assertThat(request.send(site).status()).isEqualTo(200);
        RawHttp.Reply again = request.send(site);
        assertProblem(again, 401, "nonce_used");
        assertSigned(request, again);
    }

    @Test
    void aClockThatIsOffIsToldByHowMuch() throws IOException {
        long now = site.micros.get() / 1_000_000;
        for (long off : new long[] {-60, 60}) {
            assertThat(timed(now + off).send(site).status()).isEqualTo(200);
        }
        RawHttp.Reply old = timed(now - 61).send(site);
        assertProblem(old, 401, "timestamp_off");
        assertThat(old.text()).contains("61 s behind");
        assertThat(timed(now + 3600).send(site).text()).contains("3600 s ahead");
    }

    private static SignedRequest timed(long seconds) {
        return new SignedRequest(site, "compare").instead("timestamp", Long.toString(seconds));
    }

    @Test
    void anUnknownKeyAndAWrongSignatureLookAlike() throws IOException {
        SignedRequest wrong = new SignedRequest(site, "compare");
        LinkKey other = LinkKey.random(new SecureRandom());
        wrong.key = other;
        RawHttp.Reply wrongSignature = wrong.send(site);
        RawHttp.Reply unknownKey =
                new SignedRequest(site, "compare").instead("key_id", other.id()).send(site);

        assertProblem(wrongSignature, 401, "signature_wrong");
        assertThat(unknownKey.status()).isEqualTo(wrongSignature.status());
        assertThat(unknownKey.text()).isEqualTo(wrongSignature.text());
        assertThat(unknownKey.headers().keySet())
                .isEqualTo(wrongSignature.headers().keySet());
        assertThat(wrongSignature.header(Signature.HEADER)).isEmpty();
        assertThat(wrongSignature.text()).doesNotContain(site.key.secretText(), other.secretText());
    }

    @Test
    void anotherBusinessIsNotThere() throws IOException {
        SignedRequest request = new SignedRequest(site, "compare")
                .instead("business_uuid", UUID.randomUUID().toString());
        RawHttp.Reply reply = request.send(site);
        assertProblem(reply, 404, "business_unknown");
        assertSigned(request, reply);
        assertProblem(
                new SignedRequest(site, "compare").instead("business_uuid", "x").send(site), 404, "business_unknown");
        assertProblem(
                new SignedRequest(site, "compare").without("business_uuid").send(site), 400, "argument_wrong");
        assertThat(site.peer.asked).isEmpty();
    }

    @Test
    void aPausedLinkServesNothing() throws IOException {
        site.status = LinkAccess.Status.PAUSED;
        assertProblem(new SignedRequest(site, "compare").send(site), 409, "link_paused");
        assertProblem(new SignedRequest(site, "link").send(site), 409, "link_paused");
    }

    @Test
    void argumentsThatAreMissingOrWrongAreNamed() throws IOException {
        for (String name : new String[] {"key_id", "timestamp", "nonce"}) {
            RawHttp.Reply reply =
                    new SignedRequest(site, "compare").without(name).send(site);
            assertProblem(reply, 400, "argument_wrong");
            assertThat(reply.text()).contains(name);
        }
        assertProblem(
                new SignedRequest(site, "compare").instead("nonce", "short").send(site), 400, "argument_wrong");
        assertProblem(
                new SignedRequest(site, "compare").instead("timestamp", "-1").send(site), 400, "argument_wrong");
        assertProblem(new SignedRequest(site, "compare").with("plan", "2").send(site), 400, "argument_wrong");
        SignedRequest request = new SignedRequest(site, "compare");
        String query = request.query();
        assertProblem(RawHttp.send(site.server.port(), request.bytes("")), 400, "argument_wrong");
        assertProblem(RawHttp.send(site.server.port(), request.bytes(query + "&x=1")), 400, "argument_wrong");
        assertProblem(RawHttp.send(site.server.port(), request.bytes("x&" + query)), 400, "malformed");
        assertProblem(RawHttp.send(site.server.port(), request.bytes("x=%zz&" + query)), 400, "malformed");
        assertProblem(RawHttp.send(site.server.port(), request.bytes("x=%ff&" + query)), 400, "malformed");
    }

    private static void assertProblem(RawHttp.Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.text())
                .contains(
                        "\"type\":\"urn:parley:problem:" + code + "\"",
                        "\"status\":" + status,
                        "\"code\":\"" + code + "\"");
    }

    private static void assertSigned(SignedRequest request, RawHttp.Reply reply) {
        String nonce = request.arguments.require("nonce");
        String expected = new Signature.Answer(nonce, reply.status(), reply.sha256()).sign(site.key);
        assertThat(reply.header(Signature.HEADER)).isEqualTo(expected);
    }
}
