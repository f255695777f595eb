package dev.parley.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.wire.BodyLimits;
import dev.parley.wire.Encoding;
import dev.parley.wire.PeerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a peer makes of a site that is down, slow, cut off, somebody else, or telling lies. */
class HttpPeerTest {

    private static final String COMPARISON =
            "{\"head\":{\"seq\":7,\"uuid\":\"00000000-0000-0001-0000-000000000002\"},\"records\":{}}\n";
    private static final String TAKEN = "{\"records\":1,\"changes\":0,\"conflicts\":0,\"problems\":0}\n";
    private static final BodyLimits LIMITS = new BodyLimits(10_000, 50_000);

    private final List<Duration> pauses = new ArrayList<>();

    private HttpPeer peer(RemoteSite site) {
        HttpSettings settings = new HttpSettings(
                Duration.ofSeconds(5), Duration.ofMillis(300), 3, Duration.ofMillis(100), Encoding.ZSTD, LIMITS);
        return new Remote(settings, () -> 1_700_000_000_000_000L, pauses::add).peer(site);
    }

    private static PeerException failure(ThrowingCallable call) {
        PeerException failure = catchThrowableOfType(PeerException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void aSiteThatAnswersAsItShouldIsBelieved() throws IOException {
        try (RawSite raw =
                new RawSite(exchange -> exchange.write(exchange.signed(200, "application/json", COMPARISON)))) {
            assertThat(peer(raw.site()).compare().head().seq()).isEqualTo(7);
        }
    }

    @Test
    void anyByteOfAnAnswerThatIsAlteredIsRefused() throws IOException {
        int[] position = {0};
        try (RawSite raw = new RawSite(exchange -> {
            byte[] answer = exchange.signed(200, "application/json", COMPARISON).getBytes(StandardCharsets.UTF_8);
            int body = answer.length - COMPARISON.length();
            answer[body + position[0]] ^= 1;
            exchange.write(answer);
        })) {
            HttpPeer peer = peer(raw.site());
            for (position[0] = 0; position[0] < COMPARISON.length(); position[0]++) {
                assertThat(failure(peer::compare).code()).isEqualTo("answer_unsigned");
            }
        }
    }

    @Test
    void anAnswerToAnotherRequestOrWithAnotherStatusIsRefused() throws IOException {
        String[] kept = {""};
        try (RawSite raw = new RawSite(exchange -> {
            if (exchange.number == 1) {
                kept[0] = exchange.signed(200, "application/json", COMPARISON);
            }
            exchange.write(exchange.number < 3 ? kept[0] : kept[0].replace(" 200 ", " 404 "));
        })) {
            HttpPeer peer = peer(raw.site());
            peer.compare();
            assertThat(failure(peer::compare).code()).isEqualTo("answer_unsigned");
            assertThat(failure(peer::compare).code()).isEqualTo("refused");
        }
    }

    @Test
    void anAnswerWithoutSignatureIsRefused() throws IOException {
        try (RawSite raw =
                new RawSite(exchange -> exchange.write(exchange.unsigned(200, "application/json", COMPARISON)))) {
            PeerException failure = failure(peer(raw.site())::compare);
            assertThat(failure.code()).isEqualTo("answer_unsigned");
            assertThat(failure.hint()).contains("nothing of the answer was used");
        }
    }

    @Test
    void aRefusalOfTheBusinessCountsOnlyWhenItIsSigned() throws IOException {
        String problem = "{\"type\":\"urn:parley:problem:business_unknown\",\"title\":\"t\",\"status\":404,"
                + "\"code\":\"business_unknown\",\"detail\":\"No.\\u001b[31m\\n\",\"hint\":\"h\"}\n";
        try (RawSite raw = new RawSite(exchange -> exchange.write(
                exchange.number == 1
                        ? exchange.signed(404, "application/problem+json", problem)
                        : exchange.unsigned(404, "application/problem+json", problem)))) {
            HttpPeer peer = peer(raw.site());
            PeerException signed = failure(peer::compare);
            assertThat(signed.code()).isEqualTo("business_unknown");
            assertThat(signed.detail()).endsWith("No. [31m ");
            assertThat(failure(peer::compare).code()).isEqualTo("answer_unsigned");
        }
    }

    @Test
    void whatIsNoParleyIsToldApart() throws IOException {
        try (RawSite raw = new RawSite(exchange -> exchange.write(
                exchange.unsigned(exchange.number == 1 ? 404 : 302, "text/html", "<html>hello</html>")))) {
            HttpPeer peer = peer(raw.site());
            assertThat(failure(peer::compare)).hasMessageContaining("status 404 and is not one of Parley's");
            assertThat(failure(peer::compare).code()).isEqualTo("refused");
        }
        try (RawSite raw = new RawSite(exchange -> exchange.write("SSH-2.0-OpenSSH_9\r\n\r\n"))) {
            assertThat(failure(peer(raw.site())::compare).code()).isEqualTo("cut_off");
        }
    }

    @Test
    void aSignedAnswerThatIsNotWhatItShouldBeIsRefused() throws IOException {
        try (RawSite raw =
                new RawSite(exchange -> exchange.write(exchange.signed(200, "application/json", "{\"head\":3}\n")))) {
            PeerException failure = failure(peer(raw.site())::compare);
            assertThat(failure.code()).isEqualTo("malformed");
            assertThat(failure.detail()).contains("line 1: \"head\" should be an object");
        }
    }

    @Test
    void aSiteThatIsDownIsTriedThriceWithGrowingPauses() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        HttpPeer peer = peer(new RemoteSite(
                URI.create("http://127.0.0.1:" + port),
                new UUID(1, 1),
                dev.parley.wire.LinkKey.of("k", "A".repeat(43))));

        PeerException failure = failure(() -> peer.push(List.of()));

        assertThat(failure.code()).isEqualTo("unreachable");
        assertThat(failure.detail())
                .isEqualTo("Could not ask http://127.0.0.1:" + port + " for push: no connection could be made.");
        assertThat(peer.traffic().requests()).isEqualTo(3);
        assertThat(pauses).hasSize(2);
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(pauses.get(1)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void aSiteThatNeverAnswersIsGivenUp() throws IOException {
        try (RawSite raw = new RawSite(RawSite.Exchange::hold)) {
            HttpPeer peer = peer(raw.site());
            assertThat(failure(peer::compare).code()).isEqualTo("timeout");
            assertThat(peer.traffic().requests()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerThatStallsInTheMiddleIsGivenUp() throws IOException {
        try (RawSite raw = new RawSite(exchange -> {
            String answer = exchange.signed(200, "application/json", COMPARISON);
            exchange.write(answer.substring(0, answer.length() - 5));
            exchange.hold();
        })) {
            assertThat(failure(peer(raw.site())::compare).code()).isEqualTo("timeout");
        }
    }

    @Test
    void anAnswerCutOffInTheMiddleIsAskedForAgainIfItOnlyReads() throws IOException {
        try (RawSite raw = new RawSite(exchange -> {
            String answer = exchange.signed(200, "application/json", COMPARISON);
            exchange.write(exchange.number < 3 ? answer.substring(0, answer.length() - 5) : answer);
        })) {
            assertThat(peer(raw.site()).compare().head().seq()).isEqualTo(7);
            assertThat(raw.nonces).hasSize(3).doesNotHaveDuplicates();
        }
    }

    @Test
    void anAnswerCutOffAnywhereIsNeverTakenForWhole() throws IOException {
        int[] length = {0};
        int[] whole = {Integer.MAX_VALUE};
        try (RawSite raw = new RawSite(exchange -> {
            byte[] answer = exchange.signed(200, "application/json", TAKEN).getBytes(StandardCharsets.UTF_8);
            whole[0] = answer.length;
            exchange.write(java.util.Arrays.copyOf(answer, length[0]));
        })) {
            HttpPeer peer = peer(raw.site());
            for (length[0] = 0; length[0] < whole[0]; length[0]++) {
                assertThat(failure(() -> peer.push(List.of())).code())
                        .as("cut off after %s of %s", length[0], whole[0])
                        .isIn("cut_off", "answer_unsigned", "refused");
            }
        }
    }

    @Test
    void aPushIsNotSentAgainOnceItsAnswerHasBegun() throws IOException {
        try (RawSite raw = new RawSite(exchange -> {
            String answer = exchange.signed(200, "application/json", TAKEN);
            exchange.write(answer.substring(0, answer.length() - 5));
        })) {
            HttpPeer peer = peer(raw.site());
            assertThat(failure(() -> peer.push(List.of())).code()).isEqualTo("cut_off");
            assertThat(peer.traffic().requests()).isEqualTo(1);
        }
    }

    @Test
    void aSiteThatIsBusyIsAskedAgainAfterAsLongAsItSays() throws IOException {
        try (RawSite raw = new RawSite(exchange -> exchange.write(
                exchange.number == 1
                        ? "HTTP/1.1 503 X\r\nRetry-After: 3\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                        : exchange.signed(200, "application/json", TAKEN)))) {
            assertThat(peer(raw.site()).push(List.of()).records()).isEqualTo(1);
            assertThat(pauses).containsExactly(Duration.ofSeconds(3));
            assertThat(new HashSet<>(raw.nonces)).hasSize(2);
        }
    }

    @Test
    void anAnswerLargerThanTheLimitIsBrokenOff() throws IOException {
        try (RawSite raw = new RawSite(
                exchange -> exchange.write(exchange.unsigned(200, "application/json", " ".repeat(10_001))))) {
            HttpPeer peer = peer(raw.site());
            assertThat(failure(peer::compare).code()).isEqualTo("answer_too_large");
            assertThat(peer.traffic().requests()).isEqualTo(1);
        }
    }

    @Test
    void whatIsTooLargeToSendIsNotSent() throws IOException {
        try (RawSite raw = new RawSite(RawSite.Exchange::hold)) {
            HttpPeer peer = peer(raw.site());
            List<UUID> many = new ArrayList<>();
            java.util.Random random = new java.util.Random(1);
            for (int i = 0; i < 1000; i++) {
                many.add(new UUID(random.nextLong(), random.nextLong()));
            }
            assertThat(failure(() -> peer.get("o", many)).code()).isEqualTo("too_large");
            assertThat(peer.traffic().requests()).isZero();
        }
    }

    @Test
    void whoeverWaitsMayBeInterrupted() throws IOException {
        Thread waiting = Thread.currentThread();
        try (RawSite raw = new RawSite(exchange -> {
            waiting.interrupt();
            exchange.hold();
        })) {
            assertThat(failure(peer(raw.site())::compare).code()).isEqualTo("interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void nothingOfTheKeyIsInAnyMessage() throws IOException {
        try (RawSite raw = new RawSite(RawSite.Exchange::hold)) {
            RemoteSite site = raw.site();
            PeerException failure = failure(() -> peer(site).list("o", Optional.empty(), 1));
            assertThat(failure.toString() + site + failure.getCause())
                    .doesNotContain(site.key().secretText())
                    .doesNotContain("signature=");
        }
    }
}
