package dev.parley.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import dev.parley.site.Alerting.Mail;
import dev.parley.site.Alerting.Tls;
import dev.parley.site.Alerting.Webhook;
import dev.parley.store.Problem;
import dev.parley.store.Problems;
import dev.parley.store.TimeSource;
import dev.parley.testing.Engine;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** People are told of problems: by a real mail server and a real webhook. */
class AlertsTest {

    private static final String PASSWORD = "smtp-secret-4711";
    private static final String SECRET = "hook-secret-4711";

    private final Path folder;
    private final AtomicLong now = new AtomicLong(1_800_000_000_000_000L);
    private final TimeSource clock = now::get;
    private final GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    AlertsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void start() {
        mails.start();
        mails.setUser("parley", "parley", PASSWORD);
    }

    @AfterEach
    void stop() {
        mails.stop();
    }

    private Alerting byMail(int port) {
        Mail mail =
                new Mail(List.of("ann@shop.test"), "parley@shop.test", "127.0.0.1", port, Tls.NONE, "parley", PASSWORD);
        return new Alerting(Duration.ofMinutes(5), Optional.of(mail), Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    void eachProblemIsToldOnceAndManyGoAsOne(Engine engine) throws MessagingException {
        try (Shop shop = open(engine, byMail(mails.getSmtp().getPort()))) {
            Alerts alerts = new Alerts(shop.site());
            alerts.run();
            assertThat(mails.getReceivedMessages()).isEmpty();

            report(shop, 1, "The phone of Łucja was changed at two sites.");
            alerts.run();
            alerts.run();
            assertThat(mails.getReceivedMessages()).hasSize(1);
            MimeMessage first = mails.getReceivedMessages()[0];
            assertThat(first.getSubject()).isEqualTo("[parley] shop: conflict of shop.customers.customer");
            assertThat(first.getAllRecipients()).extracting(Object::toString).containsExactly("ann@shop.test");
            assertThat(body(first)).contains("The phone of Łucja was changed", "parley problems show " + uuid(1));

            for (int i = 2; i <= 30; i++) {
                report(shop, i, "Another one, " + i);
            }
            alerts.run();
            assertThat(mails.getReceivedMessages()).hasSize(1);
            later(Duration.ofMinutes(6));
            alerts.run();
            assertThat(mails.getReceivedMessages()).hasSize(2);
            MimeMessage digest = mails.getReceivedMessages()[1];
            assertThat(digest.getSubject()).isEqualTo("[parley] shop: 29 problems");
            assertThat(body(digest)).contains("Another one, 2", "Another one, 21", "And more: 9 of kind conflict");

            later(Duration.ofMinutes(6));
            report(shop, 3, "Another one, 3");
            alerts.run();
            assertThat(mails.getReceivedMessages()).hasSize(2);
        }
    }

    @Test
    void whatWasResolvedAndComesBackIsToldAgain() {
        try (Shop shop = open(Engine.SQLITE, byMail(mails.getSmtp().getPort()))) {
            Alerts alerts = new Alerts(shop.site());
            report(shop, 1, "It is back");
            alerts.run();
            shop.site().database().inTransaction(tx -> new Problems(tx, clock).resolve(uuid(1)));
            later(Duration.ofMinutes(6));
            alerts.run();
            assertThat(mails.getReceivedMessages()).hasSize(1);

            report(shop, 1, "It is back");
            alerts.run();

            assertThat(mails.getReceivedMessages()).hasSize(2);
        }
    }

    @Test
    void aServerThatIsDownIsTriedAgainLaterAndNothingIsLostOrTold() {
        int port = mails.getSmtp().getPort();
        mails.stop();
        try (Shop shop = open(Engine.SQLITE, byMail(port))) {
            Alerts alerts = new Alerts(shop.site());
            report(shop, 1, "Down");
            alerts.run();
            assertThat(alerts.trial().get("email"))
                    .hasValueSatisfying(
                            why -> assertThat(why).contains("127.0.0.1").doesNotContain(PASSWORD));

            GreenMail again = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            again.start();
            again.setUser("parley", "parley", PASSWORD);
            try {
                alerts.run();
                assertThat(again.getReceivedMessages()).isEmpty();
                later(Duration.ofMinutes(1));
                alerts.run();
                assertThat(again.getReceivedMessages()).hasSize(1);
            } finally {
                again.stop();
            }
        }
    }

    @Test
    void twoProcessesOfASiteTellOnlyOnce() {
        try (Shop shop = open(Engine.SQLITE, byMail(mails.getSmtp().getPort()))) {
            report(shop, 1, "Once");
            new Alerts(shop.site()).run();
            new Alerts(shop.site()).run();
            assertThat(mails.getReceivedMessages()).hasSize(1);
        }
    }

    @Test
    void aWebhookGetsSignedJsonAndOneThatRefusesGetsItAgain() throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        List<String> signatures = new CopyOnWriteArrayList<>();
        List<Integer> answers = new ArrayList<>(List.of(500, 204));
        HttpServer hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/hook", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            signatures.add(exchange.getRequestHeaders().getFirst("Parley-Signature"));
            exchange.sendResponseHeaders(answers.remove(0), -1);
            exchange.close();
        });
        hook.start();
        URI url = URI.create("http://127.0.0.1:" + hook.getAddress().getPort() + "/hook?token=t-4711");
        Alerting alerting =
                new Alerting(Duration.ofMinutes(5), Optional.empty(), Optional.of(new Webhook(url, SECRET)));
        try (Shop shop = open(Engine.SQLITE, alerting)) {
            Alerts alerts = new Alerts(shop.site());
            report(shop, 1, "Łódź");
            alerts.run();
            later(Duration.ofMinutes(1));
            alerts.run();
            later(Duration.ofMinutes(10));
            alerts.run();

            assertThat(bodies).hasSize(2);
            assertThat(bodies.get(1)).contains("\"count\":1", "\"kind\":\"conflict\"", "Łódź");
            assertThat(signatures.get(1)).isEqualTo("sha256=" + hmac(bodies.get(1)));
            assertThat(alerting.webhook().orElseThrow().toString()).doesNotContain("t-4711", SECRET);
        } finally {
            hook.stop(0);
        }
    }

    private Shop open(Engine engine, Alerting alerts) {
        return Shop.open(engine, folder, "shop", clock, alerts);
    }

    private void later(Duration duration) {
        now.addAndGet(duration.toNanos() / 1000);
    }

    private static UUID uuid(int number) {
        return new UUID(0, number);
    }

    private void report(Shop shop, int number, String message) {
        now.incrementAndGet();
        shop.site().database().inTransaction(tx -> new Problems(tx, clock)
                .report(new Problem(
                        uuid(number),
                        "conflict",
                        OptionalLong.empty(),
                        Shop.BUSINESS.toString(),
                        "shop.customers.customer",
                        uuid(number).toString(),
                        "phone",
                        message,
                        "{}")));
    }

    private static String body(MimeMessage message) {
        try {
            return String.valueOf(message.getContent()).replace("\r\n", "\n");
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(GreenMailUtil.getWholeMessage(message), e);
        }
    }

    private static String hmac(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
