package dev.parley.site;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.parley.store.Link;
import dev.parley.store.Links;
import dev.parley.store.StoreException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps with each link how its last sync went, so that {@code parley status} can tell. */
public final class LastResult {

    private static final Logger LOG = LoggerFactory.getLogger(LastResult.class);
    private static final JsonFactory JSON = new JsonFactory();

    private final Site site;

    /** Of the links of that site. */
    public LastResult(Site site) {
        this.site = site;
    }

    /**
     * How a sync went.
     *
     * @param at when it ended, microseconds UTC
     * @param error a stable code; empty where it went well
     * @param message what was wrong, or in a few words what was done
     */
    public record Result(long at, String error, String message) {
        /** Whether it went well. */
        public boolean isOk() {
            return error.isEmpty();
        }
    }

    void succeeded(LinkRun run) {
        String done = run.isQuiet()
                ? "nothing new"
                : "%d pulled, %d pushed".formatted(run.pulled(), run.pushed())
                        + (run.conflicts() > 0 ? ", " + many(run.conflicts(), "conflict") : "")
                        + (run.problems() > 0 ? ", " + many(run.problems(), "problem") : "");
        keep(run.link(), new Result(site.time().micros(), "", done));
        if (!run.isQuiet()) {
            log(run.link(), "synced", run.report().type().word(), done + ": " + cost(run));
        }
    }

    private static String cost(LinkRun run) {
        return "%s, %d bytes out, %d bytes in, %d ms"
                .formatted(
                        many(run.traffic().requests(), "request"),
                        run.traffic().bytesSent(),
                        run.traffic().bytesReceived(),
                        run.took().toMillis());
    }

    private static String many(long count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }

    void failed(Link link, String code, String message) {
        keep(link, new Result(site.time().micros(), code, message));
        log(link, "failed", code, message);
    }

    private void log(Link link, String event, String code, String message) {
        try {
            site.log(link, event, code, message);
        } catch (StoreException e) {
            // The sync itself is what counts, as with the note above.
            LOG.debug("event=result_not_logged link={}", link.name(), e);
        }
    }

    private void keep(Link link, Result result) {
        try {
            site.database().statement(tx -> {
                new Links(tx, site.time()).result(link.id(), text(result));
                return true;
            });
        } catch (StoreException e) {
            // Whoever asked for the sync is told of its own outcome; this note is not worth another failure.
            LOG.debug("event=result_not_kept link={}", link.name(), e);
        }
    }

    /** How the last sync over the link that this site started went; empty where there was none. */
    public Optional<Result> of(Link link) {
        String text = site.withLinks(links -> links.result(link.id()));
        return text.isEmpty() ? Optional.empty() : Optional.of(read(text));
    }

    private static String text(Result result) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("at", Long.toString(result.at()));
            json.writeStringField("error", result.error());
            json.writeStringField("message", result.message());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }

    private static Result read(String text) {
        Map<String, String> values = new HashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                values.put(name, json.getText());
            }
        } catch (IOException e) {
            throw new StoreException("What a link keeps of its last sync can't be read.", e);
        }
        return new Result(
                Long.parseLong(values.getOrDefault("at", "0")),
                values.getOrDefault("error", ""),
                values.getOrDefault("message", ""));
    }
}
