package dev.parley.remote;

import dev.parley.wire.Arguments;
import dev.parley.wire.Command;
import dev.parley.wire.Encoding;
import dev.parley.wire.Form;
import dev.parley.wire.Forms;
import dev.parley.wire.PackedBody;
import dev.parley.wire.PeerException;
import dev.parley.wire.Signature;
import dev.parley.wire.Spool;
import dev.parley.wire.Stamp;
import dev.parley.wire.TooLargeException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Makes requests of other sites: signs each anew, tries again where that is safe, and takes nothing from an answer before its signature is
 * checked. A process needs one, for all links and threads.
 */
public final class Remote {

    private static final int NONCE_BYTES = 16;
    private static final long MICROS = 1_000_000;

    /** What the way there and back may add to what the other site takes its time for. */
    static final Duration GRACE = Duration.ofSeconds(15);

    private final HttpSettings settings;
    private final LongSupplier micros;
    private final Pause pause;
    private final RandomGenerator random;
    private final Transport transport;
    private final Answers answers;
    private final Backoff backoff;

    /**
     * With these settings.
     *
     * @param micros the site's clock, microseconds since 1970 UTC
     * @param pause how to wait between two attempts
     */
    public Remote(HttpSettings settings, LongSupplier micros, Pause pause) {
        this.settings = settings;
        this.micros = micros;
        this.pause = pause;
        this.random = new SecureRandom();
        this.transport = new Transport(settings);
        this.answers = new Answers(settings.limits());
        this.backoff = new Backoff(settings.backoff(), random);
    }

    /** A peer at that site. */
    public HttpPeer peer(RemoteSite site) {
        return new HttpPeer(this, site, new Traffic());
    }

    /**
     * What is to be asked.
     *
     * @param arguments those of the command alone
     * @param signed whether it is signed, and so has to be answered signed
     */
    record Question<Q, A>(
            Command command, Arguments arguments, Form<Q> form, Q message, Form<A> answer, boolean signed) {}

    /** Asks, and asks again where that is safe. */
    <Q, A> A ask(RemoteSite site, Question<Q, A> question, Traffic traffic) {
        String asked =
                "Could not ask " + site.url() + " for " + question.command().word();
        try (PackedBody body = pack(question)) {
            for (int attempt = 1; ; attempt++) {
                Duration later;
                try (Attempt outcome = attempt(site, question, body, traffic)) {
                    if (attempt >= settings.attempts() || !outcome.again(question.command())) {
                        return outcome.result(question, asked);
                    }
                    later = outcome.retryAfter();
                }
                pause(backoff.after(attempt, later), asked);
            }
        } catch (TooLargeException e) {
            throw e.asPeerException("the request to " + site.url() + " for "
                    + question.command().word());
        } catch (IOException e) {
            throw unspooled(asked, e);
        }
    }

    /**
     * Asks once, and holds no thread until the answer comes.
     *
     * @param asking what is to be asked, in words that may be bound to the request
     * @param patience how long that may take
     * @return fails as {@link #ask} does; to cancel it ends the request
     */
    <Q, A> CompletableFuture<A> askLater(
            RemoteSite site, Function<Stamp, Question<Q, A>> asking, Traffic traffic, Duration patience) {
        Stamp stamp = stamp(site);
        Question<Q, A> question = asking.apply(stamp);
        String asked =
                "Could not ask " + site.url() + " for " + question.command().word();
        CompletableFuture<HttpResponse<Spool>> sent;
        PackedBody body;
        try {
            body = pack(question);
            sent = transport.sendLater(request(site, question, body, stamp), body, traffic, patience);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(unspooled(asked, e));
        }
        CompletableFuture<A> answer = sent.handle((come, failure) -> {
            try {
                body.close();
                if (failure != null) {
                    throw failure instanceof TransportFailure known
                            ? known.asPeerException(asked)
                            : TransportFailure.of(failure, false).asPeerException(asked);
                }
                try (Answered answered = new Answered(come, answers.isGenuine(come, site.key(), stamp.nonce()))) {
                    return answered.result(question, asked);
                }
            } catch (IOException e) {
                throw unspooled(asked, e);
            }
        });
        // Cancelling ends what is under way.
        var unused = answer.whenComplete((come, failure) -> {
            if (answer.isCancelled()) {
                sent.cancel(true);
            }
        });
        return answer;
    }

    private static PeerException unspooled(String asked, IOException e) {
        return new PeerException(
                "io", asked + ": the request could not be written or read here.", "Check the temporary directory.", e);
    }

    private <Q, A> PackedBody pack(Question<Q, A> question) throws IOException {
        if (question.message() == Forms.Nothing.NOTHING) {
            return PackedBody.empty();
        }
        return PackedBody.of(settings.encoding(), settings.limits().sent(), out -> question.form()
                .write(question.message(), out));
    }

    private <Q, A> Attempt attempt(RemoteSite site, Question<Q, A> question, PackedBody body, Traffic traffic) {
        Stamp stamp = stamp(site);
        try {
            HttpResponse<Spool> answer = transport.send(request(site, question, body, stamp), body, traffic);
            boolean genuine = !question.signed() || answers.isGenuine(answer, site.key(), stamp.nonce());
            return new Answered(answer, genuine);
        } catch (TransportFailure e) {
            return new Failed(e);
        }
    }

    private <Q, A> HttpRequest.Builder request(RemoteSite site, Question<Q, A> question, PackedBody body, Stamp stamp) {
        Arguments arguments = question.signed() ? signed(site, question, body, stamp) : question.arguments();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        site.at(question.command().path(), arguments.query()))
                .header("Accept-Encoding", Encoding.ACCEPTED);
        if (body.size() > 0) {
            request.header("Content-Type", question.form().mediaType());
        }
        if (body.encoding() != Encoding.IDENTITY) {
            request.header("Content-Encoding", body.encoding().word());
        }
        return request;
    }

    private <Q, A> Arguments signed(RemoteSite site, Question<Q, A> question, PackedBody body, Stamp stamp) {
        Arguments arguments = question.arguments()
                .with("business_uuid", site.business().toString())
                .with(Signature.KEY_ID, stamp.keyId())
                .with(Signature.TIMESTAMP, stamp.timestamp())
                .with(Signature.NONCE, stamp.nonce());
        String signature =
                new Signature.Request("POST", question.command().path(), arguments, body.sha256()).sign(site.key());
        return arguments.with(Signature.SIGNATURE, signature);
    }

    private Stamp stamp(RemoteSite site) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String seconds = Long.toString(Math.floorDiv(micros.getAsLong(), MICROS));
        return new Stamp(site.key().id(), seconds, HexFormat.of().formatHex(nonce));
    }

    private void pause(Duration duration, String asked) {
        try {
            pause.of(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TransportFailure.interrupted(e).asPeerException(asked);
        }
    }

    /** How one attempt ended. */
    private sealed interface Attempt extends AutoCloseable {
        boolean again(Command command);

        Duration retryAfter();

        <Q, A> A result(Question<Q, A> question, String asked);

        @Override
        void close() throws IOException;
    }

    private final class Answered implements Attempt {
        private final HttpResponse<Spool> answer;
        private final boolean genuine;

        Answered(HttpResponse<Spool> answer, boolean genuine) {
            this.answer = answer;
            this.genuine = genuine;
        }

        @Override
        public boolean again(Command command) {
            return answers.isLater(answer, command);
        }

        @Override
        public Duration retryAfter() {
            return answers.retryAfter(answer);
        }

        @Override
        public <Q, A> A result(Question<Q, A> question, String asked) {
            if (!answers.isOk(answer)) {
                throw answers.refusal(answer, genuine, asked);
            }
            if (!genuine) {
                throw answers.notGenuine(asked);
            }
            return answers.read(answer, question.answer(), asked);
        }

        @Override
        public void close() throws IOException {
            answer.body().close();
        }
    }

    private record Failed(TransportFailure failure) implements Attempt {

        /** A command that writes is sent again only where none of the answer came: what is held already is skipped there. */
        @Override
        public boolean again(Command command) {
            return failure.neverArrived() || failure.beforeAnswer() || (command.reads() && failure.mayPass());
        }

        @Override
        public Duration retryAfter() {
            return Duration.ZERO;
        }

        @Override
        public <Q, A> A result(Question<Q, A> question, String asked) {
            throw failure.asPeerException(asked);
        }

        @Override
        public void close() {
            // Nothing came that would have to be given back.
        }
    }
}
