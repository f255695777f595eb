package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.wire.Checkpoint;
import dev.parley.wire.Forms;
import dev.parley.wire.LinkAccess;
import dev.parley.wire.LinkKey;
import dev.parley.wire.News;
import dev.parley.wire.Stamp;
import dev.parley.wire.Wait;
import dev.parley.wire.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One request that waits for news over many links, over real HTTP. */
class WaitTogetherTest {

    private static final Checkpoint SINCE = new Checkpoint(7, new UUID(1, 2));
    private static final Checkpoint OTHER_SINCE = new Checkpoint(9, new UUID(3, 4));
    private static final Wait WAIT = new Wait(SINCE, 50);

    private final Loopback site =
            new Loopback(new ServerLimits(Loopback.SMALL, 1, Duration.ofSeconds(30), Duration.ofSeconds(30)));
    private final Loopback other = new Loopback();

    WaitTogetherTest() {
        site.others.put(other.key.id(), other);
    }

    @AfterEach
    void close() {
        site.close();
        other.close();
    }

    @Test
    void isToldOverWhichOfThemThereIsSomething() throws Exception {
        CompletableFuture<News> news = asked();
        assertThat(site.waits).containsExactly(WAIT);
        assertThat(other.waits).containsExactly(new Wait(OTHER_SINCE, 50));

        other.news.complete(true);

        assertThat(news.get(20, TimeUnit.SECONDS))
                .isEqualTo(new News(false, Optional.of(List.of(new News.Beside(other.key.id(), Optional.empty())))));
        assertThat(site.news).as("waits no more").isDone();
    }

    @Test
    void isToldOfTheOneThatAskedAsWell() throws Exception {
        CompletableFuture<News> news = asked();

        site.news.complete(true);

        assertThat(news.get(20, TimeUnit.SECONDS)).isEqualTo(new News(true, Optional.of(List.of())));
        assertThat(other.news).as("waits no more").isDone();
    }

    @Test
    void isToldTogetherWhatIsThereAlready() throws Exception {
        site.news.complete(true);
        other.news.complete(true);

        News news = site.client().news(WAIT, List.of(beside(other.key))).get(20, TimeUnit.SECONDS);

        assertThat(news.isThere()).isTrue();
        assertThat(news.beside()).contains(List.of(new News.Beside(other.key.id(), Optional.empty())));
    }

    @Test
    void aWrongKeyIsToldAtOnceAndHidesNothingOfTheOthers() throws Exception {
        LinkKey wrong = LinkKey.of(other.key.id(), site.key.secretText());

        assertThat(refused(beside(wrong))).contains("signature_wrong");
        assertThat(refused(beside(LinkKey.random(new SecureRandom())))).contains("signature_wrong");
        assertThat(refused(new Waiting(other.key, new UUID(8, 8), OTHER_SINCE))).contains("business_unknown");
    }

    @Test
    void aLinkThatRestsIsToldAtOnce() throws Exception {
        other.status = LinkAccess.Status.PAUSED;
        assertThat(refused(beside(other.key))).contains("link_paused");

        other.status = LinkAccess.Status.INVITED;
        assertThat(refused(beside(other.key))).contains("link_pending");

        other.status = LinkAccess.Status.ACTIVE;
        other.gives = false;
        assertThat(refused(beside(other.key))).contains("direction_refused");
        assertThat(other.waits).isEmpty();
    }

    @Test
    void aSignatureOfAnotherRequestCountsForNothing() throws Exception {
        SignedRequest request = new SignedRequest(site, "wait");
        Stamp stamp =
                new Stamp(site.key.id(), request.arguments.require("timestamp"), request.arguments.require("nonce"));
        Stamp later = new Stamp(stamp.keyId(), stamp.timestamp(), "another-nonce-of-the-same-length");
        Stamp ofOther = new Stamp(other.key.id(), stamp.timestamp(), stamp.nonce());

        for (Stamp wrong : List.of(later, ofOther)) {
            JsonNode answer = answer(new SignedRequest(site, "wait"), wrong);
            assertThat(answer.at("/beside/0/refused").asText()).isEqualTo("signature_wrong");
        }
        other.news.complete(true);
        assertThat(answer(request, stamp).path("beside").toString())
                .isEqualTo("[{\"key_id\":\"" + other.key.id() + "\"}]");
    }

    @Test
    void tooManyAreRefused() {
        String one =
                "{\"key_id\":\"a\",\"business_uuid\":\"%s\",\"since\":{\"seq\":0,\"uuid\":\"%s\"},\"signature\":\"\"}"
                        .formatted(new UUID(0, 0), new UUID(0, 0));
        String body = "{\"since\":{\"seq\":0,\"uuid\":\"%s\"},\"seconds\":1,\"beside\":[%s]}\n"
                .formatted(new UUID(0, 0), String.join(",", java.util.Collections.nCopies(1001, one)));

        assertThat(send(body).path("code").asText()).isEqualTo("malformed");
    }

    private JsonNode send(String body) {
        try {
            return new ObjectMapper()
                    .readTree(new SignedRequest(site, "wait")
                            .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            .send(site)
                            .text());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode answer(SignedRequest request, Stamp stamp) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Forms.WAIT.write(WAIT.with(List.of(beside(other.key).in(stamp))), body);
        return new ObjectMapper()
                .readTree(request.body(body.toByteArray()).send(site).text());
    }

    private Optional<String> refused(Waiting beside) throws Exception {
        News news = site.client().news(WAIT, List.of(beside)).get(20, TimeUnit.SECONDS);
        assertThat(news.isThere()).isFalse();
        List<News.Beside> said = news.beside().orElseThrow();
        assertThat(said)
                .extracting(News.Beside::keyId)
                .containsExactly(beside.key().id());
        return said.get(0).refused();
    }

    private Waiting beside(LinkKey key) {
        return new Waiting(key, other.business, OTHER_SINCE);
    }

    private CompletableFuture<News> asked() {
        CompletableFuture<News> news = site.client().news(WAIT, List.of(beside(other.key)));
        await().atMost(Duration.ofSeconds(20)).until(() -> !site.waits.isEmpty() && !other.waits.isEmpty());
        return news;
    }
}
