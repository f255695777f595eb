package dev.parley.site;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.site.Alerting.Webhook;
import dev.parley.store.Problem;
import java.io.IOException;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells a program, by JSON over HTTP. With a secret, {@code Parley-Signature} holds {@code sha256=} and the HMAC-SHA256 of the body under it, in
 * hexadecimal.
 */
final class WebhookChannel implements AlertChannel {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int FIRST_THAT_IS_NOT_OK = 300;
    private static final int FIRST_OK = 200;
    private static final String HMAC = "HmacSHA256";
    private static final JsonFactory JSON = new JsonFactory();

    private final Webhook webhook;

    WebhookChannel(Webhook webhook) {
        this.webhook = webhook;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public void send(AlertMessage message) throws IOException {
        String body = json(message);
        HttpRequest.Builder request = HttpRequest.newBuilder(webhook.url())
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!webhook.secret().isEmpty()) {
            request.header("Parley-Signature", "sha256=" + signature(body));
        }
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        try {
            HttpResponse<Void> answer = client.send(request.build(), HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() < FIRST_OK || answer.statusCode() >= FIRST_THAT_IS_NOT_OK) {
                throw new IOException(
                        "The webhook at %s answered with status %d".formatted(webhook, answer.statusCode()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Stopped while telling the webhook at " + webhook, e);
        }
    }

    private String signature(String body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(webhook.secret().getBytes(StandardCharsets.UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }

    private static String json(AlertMessage message) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("site", message.site());
            json.writeStringField("subject", message.subject());
            json.writeStringField("text", message.text());
            json.writeNumberField("count", message.count());
            json.writeArrayFieldStart("problems");
            for (Problem.Listed listed : message.problems()) {
                write(json, listed);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Problem.Listed listed) throws IOException {
        Problem problem = listed.problem();
        json.writeStartObject();
        json.writeStringField("id", problem.id().toString());
        json.writeStringField("kind", problem.kind());
        json.writeStringField("business", problem.business());
        json.writeStringField("object", problem.object());
        json.writeStringField("record", problem.record());
        json.writeStringField("field", problem.field());
        json.writeStringField("message", problem.message());
        json.writeStringField(
                "first_seen", AlertMessage.instant(listed.firstSeen()).toString());
        json.writeNumberField("times", listed.times());
        json.writeEndObject();
    }
}
