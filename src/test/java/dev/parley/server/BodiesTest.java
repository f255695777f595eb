package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.wire.Encoding;
import dev.parley.wire.PackedBody;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bodies that are too large, too slow, cut off or not what they should be, over a real server that goes on after each. */
class BodiesTest {

    private static final ServerLimits QUICK =
            new ServerLimits(Loopback.SMALL, 4, Duration.ofSeconds(30), Duration.ofMillis(300));

    private static Loopback site;

    @BeforeAll
    static void start() {
        site = new Loopback(QUICK);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @AfterEach
    void goesOn() throws IOException {
        site.clock = site.micros::get;
        assertThat(new SignedRequest(site, "compare").send(site).status()).isEqualTo(200);
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(1).nextBytes(noise);
        return noise;
    }

    @Test
    void aBodyLargerThanTheLimitIsRefusedWithTheLimit() throws IOException {
        RawHttp.Reply reply =
                new SignedRequest(site, "push").body(noise(200_001)).send(site);
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.text()).contains("too_large", "more than 200000 bytes");
    }

    @Test
    void aBodyThatUnpacksToMoreThanTheLimitIsRefused() throws IOException {
        for (Encoding encoding : new Encoding[] {Encoding.GZIP, Encoding.ZSTD, Encoding.IDENTITY}) {
            byte[] spaces = new byte[encoding == Encoding.IDENTITY ? 199_000 : 50_000_000];
            Arrays.fill(spaces, (byte) ' ');
            RawHttp.Reply reply = packed(encoding, spaces).send(site);
            assertThat(reply.status()).isEqualTo(encoding == Encoding.IDENTITY ? 400 : 413);
        }
    }

    @Test
    void everyPackingIsTaken() throws IOException {
        byte[] spaces = new byte[100_000];
        Arrays.fill(spaces, (byte) ' ');
        byte[] end = "{\"end\":true,\"packets\":0}".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(end, 0, spaces, spaces.length - end.length, end.length);
        for (Encoding encoding : Encoding.values()) {
            assertThat(packed(encoding, spaces).send(site).status()).isEqualTo(200);
        }
        RawHttp.Reply other = packed(Encoding.IDENTITY, spaces)
                .header("Content-Encoding", "br")
                .send(site);
        assertThat(other.status()).isEqualTo(415);
        RawHttp.Reply lie = packed(Encoding.IDENTITY, spaces)
                .header("Content-Encoding", "gzip")
                .send(site);
        assertThat(lie.status()).isEqualTo(400);
        assertThat(lie.text()).contains("\"malformed\"");
    }

    private static SignedRequest packed(Encoding encoding, byte[] content) throws IOException {
        SignedRequest request = new SignedRequest(site, "push");
        if (encoding != Encoding.IDENTITY) {
            request.header("Content-Encoding", encoding.word());
        }
        try (PackedBody body = PackedBody.of(encoding, 1 << 20, out -> out.write(content));
                InputStream in = body.open()) {
            return request.body(in.readAllBytes());
        }
    }

    @Test
    void aPackedBodyCutOffAnywhereIsRefused() throws IOException {
        byte[] content = new byte[3000];
        Arrays.fill(content, (byte) ' ');
        byte[] end = "{\"end\":true,\"packets\":0}".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(end, 0, content, content.length - end.length, end.length);
        for (Encoding encoding : new Encoding[] {Encoding.GZIP, Encoding.ZSTD}) {
            SignedRequest whole = packed(encoding, content);
            for (int length = 1; length < whole.body.length; length++) {
                RawHttp.Reply reply = new SignedRequest(site, "push")
                        .header("Content-Encoding", encoding.word())
                        .body(Arrays.copyOf(whole.body, length))
                        .send(site);
                assertThat(reply.status())
                        .as("%s cut off after %s of %s", encoding, length, whole.body.length)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void jsonThatIsNotWhatItShouldBeIsRefusedWithItsLine() throws IOException {
        String good =
                "{\"object\":\"o\",\"record\":\"11111111-2222-4333-8444-555555555555\",\"whole\":false,\"changes\":[]}\n";
        assertRefused("", "line 1: the closing line is missing");
        assertRefused("[]", "line 1: a line should be a JSON object");
        assertRefused(good, "line 2: the closing line is missing");
        assertRefused(good + "{\"end\":true,\"packets\":2}\n", "line 2: the closing line counts other packets");
        assertRefused(good + "{\"object\":3}\n", "line 2: \"object\" should be a string");
        assertRefused(good + "{\"object\":\"o\",\"whole\":true,\"changes\":[]}\n", "line 2: \"record\" is missing");
        assertRefused(good + good.replace("1111-2222", "x"), "line 2: \"record\" should be a uuid");
        assertRefused(good + good + "{nonsense}", "line 3: not valid JSON, or cut off");
        assertRefused(good.replace("[]", "[{\"uuid\":1e400}]"), "line 1: \"uuid\" should be a string");
        assertRefused("[".repeat(5000), "line 1: a line should be a JSON object");
        assertRefused("{\"x\":" + "[".repeat(5000), "line 1: not valid JSON, or cut off");
    }

    private static void assertRefused(String body, String what) throws IOException {
        RawHttp.Reply reply = new SignedRequest(site, "push")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .send(site);
        assertThat(reply.status()).as(body).isEqualTo(400);
        assertThat(reply.text().replace("\\\"", "\"")).contains("\"code\":\"malformed\"", what);
    }

    @Test
    void aBodyThatStopsComingIsGivenUp() throws IOException {
        byte[] request = RawHttp.request("POST", "/sync/v1/push", Map.of(), noise(1000));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request, 0, request.length - 500);
            RawHttp.Reply reply = RawHttp.read(socket.getInputStream());
            assertThat(reply.status()).isEqualTo(408);
            assertThat(reply.text()).contains("request_timeout");
        }
    }

    @Test
    void aBodyThatTricklesForTooLongIsGivenUp() throws IOException {
        AtomicLong ticks = new AtomicLong();
        site.clock = () -> site.micros.get() + 31_000_000L * ticks.getAndIncrement();
        RawHttp.Reply reply =
                RawHttp.send(site.server.port(), RawHttp.request("POST", "/sync/v1/push", Map.of(), noise(150_000)));
        assertThat(reply.status()).isEqualTo(408);
    }

    @Test
    void aSenderThatGoesAwayLeavesNothingBehind() throws IOException {
        byte[] request = RawHttp.request("POST", "/sync/v1/push", Map.of(), noise(1000));
        for (int i = 0; i < 2 * QUICK.concurrent(); i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.server.port())) {
                socket.getOutputStream().write(request, 0, request.length - 500);
                socket.shutdownOutput();
                socket.setSoTimeout(20_000);
                assertThat(socket.getInputStream().readAllBytes())
                        .asString(StandardCharsets.UTF_8)
                        .doesNotContain("200 OK");
            }
        }
    }

    @Test
    void whatIsNoCommandIsNotThere() throws IOException {
        for (String path : new String[] {"/sync/v1/nothing", "/sync/v1/", "/sync/v1/list/more", "/sync/v1/%2e%2e/x"}) {
            RawHttp.Reply reply =
                    RawHttp.send(site.server.port(), RawHttp.request("POST", path, Map.of(), new byte[0]));
            assertThat(reply.status()).as(path).isIn(400, 404);
        }
        RawHttp.Reply reply =
                RawHttp.send(site.server.port(), RawHttp.request("GET", "/sync/v1/push", Map.of(), new byte[0]));
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.text()).contains("method_wrong");
    }

    @Test
    void whatIsNoHttpIsRefusedInTheSameForm() throws IOException {
        String[] targets = {"/sync/v1/list?x=a b", "/sync/v1/list?uuid=" + "a".repeat(20_000), "/sync/v1/%zz"};
        for (String target : targets) {
            RawHttp.Reply reply =
                    RawHttp.send(site.server.port(), RawHttp.request("GET", target, Map.of(), new byte[0]));
            assertThat(reply.status()).isIn(400, 414, 431);
            assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(reply.text()).contains("\"code\":\"malformed\"", "\"status\":" + reply.status());
        }
    }

    @Test
    void workThatTakesLongerThanASilentConnectionMayIsStillAnswered() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        site.peer.before = () -> {
            try {
                assertThat(never.await(3 * QUICK.idle().toMillis(), TimeUnit.MILLISECONDS))
                        .isFalse();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        try {
            RawHttp.Reply reply = new SignedRequest(site, "compare").send(site);
            assertThat(reply.status()).isEqualTo(200);
        } finally {
            site.peer.before = () -> {};
        }
    }
}
