package dev.parley.server;

import dev.parley.store.DatabaseAwayException;
import dev.parley.store.Ids;
import dev.parley.store.TimeSource;
import dev.parley.wire.Command;
import dev.parley.wire.Encoding;
import dev.parley.wire.ErrorCode;
import dev.parley.wire.Forms;
import dev.parley.wire.LinkKey;
import dev.parley.wire.News;
import dev.parley.wire.PackedBody;
import dev.parley.wire.PeerDirectory;
import dev.parley.wire.PeerException;
import dev.parley.wire.Ping;
import dev.parley.wire.Problem;
import dev.parley.wire.Signature;
import dev.parley.wire.TooLargeException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoints under {@code /sync/v1/}, one a command. A request is taken in, its sender proven, the link's peer asked, the answer packed,
 * signed and sent. Whatever goes wrong is answered with problem details; nothing that goes wrong here ends the server.
 */
public final class SyncEndpoints {

    private static final Logger LOG = LoggerFactory.getLogger(SyncEndpoints.class);
    private static final long MICROS_PER_MILLI = 1000;
    private static final String DATABASE_RETRY_SECONDS = "10";

    private final Arrivals arrivals;
    private final Gate gate;
    private final Waits waits;
    private final ServerLimits limits;
    private final TimeSource clock;
    private final Ids ids;
    private final Semaphore slots;

    /**
     * For the links of that directory.
     *
     * @param ids for incidents, so that a line of the log can be found again
     */
    public SyncEndpoints(PeerDirectory directory, ServerLimits limits, TimeSource clock, Ids ids) {
        this.arrivals = new Arrivals(limits, clock);
        this.gate = new Gate(directory, clock);
        this.waits = new Waits(directory, gate);
        this.limits = limits;
        this.clock = clock;
        this.ids = ids;
        this.slots = new Semaphore(limits.concurrent());
    }

    /** Puts the endpoints into a web server that may serve other things too. */
    public void addTo(JavalinConfig config) {
        for (HandlerType method :
                List.of(HandlerType.GET, HandlerType.POST, HandlerType.PUT, HandlerType.PATCH, HandlerType.DELETE)) {
            config.routes.addHttpHandler(method, Command.PATH + "*", this::handle);
        }
    }

    private void handle(Context http) throws IOException {
        Visit visit = new Visit(http, clock.micros());
        try {
            Command command = Arrivals.command(http);
            visit.command = command.word();
            if (command == Command.PING) {
                visit.send(Answer.of(Forms.PING, Ping.PARLEY));
            } else if (slots.tryAcquire()) {
                try {
                    serve(visit, command);
                } finally {
                    slots.release();
                }
            } else {
                http.header("Retry-After", "1");
                throw ErrorCode.BUSY.refuse("As many requests are being served as may be.", "Come back in a moment.");
            }
        } catch (PeerException e) {
            visit.send(Answer.refusal(Problem.of(e)));
        }
    }

    private void serve(Visit visit, Command command) throws IOException {
        try (Incoming request = arrivals.take(visit.http, command)) {
            visit.received = request.body().size();
            visit.key = request.arguments()
                    .value(Signature.KEY_ID)
                    .filter(LinkKey::isId)
                    .orElse("?");
            Caller caller = gate.identify(request);
            visit.caller = Optional.of(caller);
            gate.admit(caller, request);
            if (command == Command.WAIT) {
                visit.sendLater(waits.of(caller, request));
            } else {
                visit.send(Commands.run(caller.access(), request));
            }
        } catch (PeerException e) {
            throw e;
        } catch (DatabaseAwayException e) {
            // Where it stands is nobody's business but this site's.
            LOG.warn("event=database_away command={} key={} reason=\"{}\"", visit.command, visit.key, e.getMessage());
            visit.http.header("Retry-After", DATABASE_RETRY_SECONDS);
            throw ErrorCode.DATABASE_AWAY.refuse(
                    "The answering site can't reach its database at the moment.", "Try again later; nothing is lost.");
        } catch (RuntimeException | IOException e) {
            throw incident(visit, e);
        }
    }

    /** What happened stays here; the other site gets the number of the line in the log. */
    private PeerException incident(Visit visit, Exception e) {
        UUID incident = ids.next();
        LOG.error("event=internal incident={} command={} key={}", incident, visit.command, visit.key, e);
        return ErrorCode.INTERNAL.refuse(
                "Something went wrong at the answering site, incident " + incident + ".",
                "Whoever runs that site finds the incident in its log.");
    }

    /** One request on its way through. */
    private final class Visit {
        private final Context http;
        private final long started;
        private String command = "?";
        private String key = "-";
        private long received;
        private Optional<Caller> caller = Optional.empty();

        Visit(Context http, long started) {
            this.http = http;
            this.started = started;
        }

        /** Packs, signs and sends. Only then does the first byte leave, so what fails before can still be answered. */
        void send(Answer answer) throws IOException {
            Encoding encoding = Encoding.best(Objects.requireNonNullElse(http.header("Accept-Encoding"), ""));
            try (PackedBody body = pack(answer, encoding)) {
                http.status(answer.status());
                http.contentType(answer.mediaType());
                http.header("Cache-Control", "no-store");
                http.header("X-Content-Type-Options", "nosniff");
                if (body.encoding() != Encoding.IDENTITY) {
                    http.header("Content-Encoding", body.encoding().word());
                }
                caller.ifPresent(known -> http.header(
                        Signature.HEADER,
                        new Signature.Answer(known.nonce(), answer.status(), body.sha256())
                                .sign(known.access().key())));
                http.res().setContentLengthLong(body.size());
                deliver(body);
                log(answer, body.size());
            }
        }

        /** Sends when the news come. Until then neither a thread nor one of the places for requests is taken. */
        void sendLater(CompletableFuture<News> news) {
            http.future(() -> {
                CompletableFuture<News> sent = new CompletableFuture<>();
                AsyncContext waiting = http.req().getAsyncContext();
                // Who has gone away is told nothing, and nothing of the request may be touched any more.
                waiting.addListener(new GoneListener(() -> news.cancel(false)));
                var unused = news.whenCompleteAsync((come, failure) -> {
                    if (!news.isCancelled()) {
                        answer(failure == null ? Answer.of(Forms.NEWS, come) : refusing(failure), waiting);
                    }
                });
                // Never completes: the answer is all that is to be done, and it ends the request itself.
                return sent;
            });
        }

        private void answer(Answer answer, AsyncContext waiting) {
            try {
                send(answer);
                waiting.complete();
            } catch (IOException | IllegalStateException | NullPointerException e) {
                // The last two are what the web server says of a request that is over: the other site, or this one, is
                // going.
                LOG.info("event=answer_cut_off command={} key={} error=\"{}\"", command, key, e.getMessage());
            }
        }

        private Answer refusing(Throwable failure) {
            return Answer.refusal(Problem.of(refusal(failure)));
        }

        private PeerException refusal(Throwable failure) {
            return failure instanceof PeerException refused
                    ? refused
                    : incident(this, failure instanceof Exception e ? e : new IllegalStateException(failure));
        }

        private PackedBody pack(Answer answer, Encoding encoding) throws IOException {
            try {
                return PackedBody.of(encoding, limits.bodies().sent(), answer.content());
            } catch (IOException | RuntimeException e) {
                // Whoever writes the content may have wrapped it.
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                    if (cause instanceof TooLargeException) {
                        throw ErrorCode.ANSWER_TOO_LARGE.refuse(
                                "The answer would be larger than "
                                        + limits.bodies().sent() + " bytes.",
                                "Ask for less at once, or raise the limit of bodies at both sites.");
                    }
                }
                throw e;
            }
        }

        private void deliver(PackedBody body) {
            try {
                body.open().transferTo(http.res().getOutputStream());
            } catch (IOException e) {
                // The asking site went away. It sees a cut-off answer, and asks again.
                LOG.info("event=answer_cut_off command={} key={} error=\"{}\"", command, key, e.getMessage());
            }
        }

        private void log(Answer answer, long sent) {
            long millis = (clock.micros() - started) / MICROS_PER_MILLI;
            String line = "event=request command={} key={} status={} code={} ms={} received={} sent={}";
            Object[] values = {command, key, answer.status(), answer.code(), millis, received, sent};
            if (answer.code().equals("ok")) {
                LOG.debug(line, values);
            } else {
                LOG.info(line, values);
            }
        }
    }
}
