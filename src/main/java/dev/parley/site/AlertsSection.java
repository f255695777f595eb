package dev.parley.site;

import dev.parley.catalogue.Mistakes;
import dev.parley.catalogue.Said;
import dev.parley.catalogue.YamlNode.Entry;
import dev.parley.catalogue.YamlValues;
import dev.parley.site.Alerting.Mail;
import dev.parley.site.Alerting.Tls;
import dev.parley.site.Alerting.Webhook;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code alerts} of {@code parley.yaml}. */
final class AlertsSection {

    static final List<String> KEYS = List.of("every", "email", "webhook");
    static final List<String> EMAIL = Stream.concat(
                    Stream.of("to", "from", "host", "port", "tls", "user"), SecretEntry.keys("password").stream())
            .toList();
    static final List<String> WEBHOOK =
            Stream.concat(Stream.of("url"), SecretEntry.keys("secret").stream()).toList();
    private static final int SUBMISSION = 587;
    private static final int MOST_SECONDS = 86_400;
    private static final int MOST_PORT = 65_535;

    private final SecretEntry secrets;
    private final NumberEntry numbers;
    private final YamlValues values;
    private final Mistakes mistakes;

    AlertsSection(SecretEntry secrets, YamlValues values, Mistakes mistakes) {
        this.secrets = secrets;
        this.values = values;
        this.numbers = new NumberEntry(values, mistakes);
        this.mistakes = mistakes;
    }

    Alerting read(@Nullable Entry section) {
        if (section == null) {
            return Alerting.NONE;
        }
        Map<String, Entry> said = mapping(section, KEYS, "`alerts`: ");
        int every = (int) Alerting.NONE.every().toSeconds();
        return new Alerting(
                Duration.ofSeconds(numbers.read(said.get("every"), 0, MOST_SECONDS, every)),
                Optional.ofNullable(said.get("email")).flatMap(this::mail),
                Optional.ofNullable(said.get("webhook")).flatMap(this::webhook));
    }

    private Optional<Mail> mail(Entry section) {
        Map<String, Entry> said = mapping(section, EMAIL, "`alerts.email`: ");
        List<String> to = Optional.ofNullable(said.get("to"))
                .map(entry -> values.names(entry.value(), entry.line(), "`to` must be an address or a list of them"))
                .orElse(List.of())
                .stream()
                .map(Said::value)
                .toList();
        Optional<String> from = text(said, "from");
        Optional<String> host = text(said, "host");
        if (to.isEmpty() || from.isEmpty() || host.isEmpty()) {
            mistakes.add(section.line(), "`alerts.email` must have `to`, `from` and `host`");
            return Optional.empty();
        }
        Tls tls = tls(said.get("tls"));
        return Optional.of(new Mail(
                to,
                from.get(),
                host.get(),
                numbers.read(said.get("port"), 1, MOST_PORT, SUBMISSION),
                tls,
                text(said, "user").orElse(""),
                secrets.read(said, "password")));
    }

    private Tls tls(@Nullable Entry entry) {
        if (entry == null) {
            return Tls.STARTTLS;
        }
        String what = "`tls` must be starttls, tls or none";
        Optional<String> word = values.text(entry.value(), entry.line(), what).map(Said::value);
        Optional<Tls> tls = word.flatMap(text -> Arrays.stream(Tls.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst());
        if (word.isPresent() && tls.isEmpty()) {
            mistakes.add(entry.line(), what + ", but is `" + word.get() + "`");
        }
        return tls.orElse(Tls.STARTTLS);
    }

    private Optional<Webhook> webhook(Entry section) {
        Map<String, Entry> said = mapping(section, WEBHOOK, "`alerts.webhook`: ");
        Entry url = said.get("url");
        if (url == null) {
            mistakes.add(section.line(), "`alerts.webhook` must have a `url`");
            return Optional.empty();
        }
        Optional<URI> address = text(said, "url").flatMap(AlertsSection::http);
        if (address.isEmpty()) {
            // It may hold a token, so it is not repeated.
            mistakes.add(url.line(), "`url` must begin with http:// or https:// and name a host");
        }
        String secret = secrets.read(said, "secret");
        return address.map(uri -> new Webhook(uri, secret));
    }

    private static Optional<URI> http(String text) {
        try {
            URI uri = new URI(text);
            boolean good = ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
            return good ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private Map<String, Entry> mapping(Entry section, List<String> keys, String prefix) {
        return values.known(
                values.entries(section.value(), section.line(), "`" + section.key() + "` must be a mapping"),
                keys,
                prefix);
    }

    private Optional<String> text(Map<String, Entry> said, String key) {
        return Optional.ofNullable(said.get(key))
                .flatMap(entry -> values.text(entry.value(), entry.line(), "`" + key + "` must be a text"))
                .map(Said::value)
                .filter(text -> !text.isEmpty());
    }
}
