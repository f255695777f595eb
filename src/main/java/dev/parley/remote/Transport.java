package dev.parley.remote;

import dev.parley.wire.PackedBody;
import dev.parley.wire.Spool;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends one request and waits for its answer, as long as anything moves. Holds the connections open for the next (HTTP/1.1 keep-alive), so a
 * process needs one of it, for all threads.
 */
final class Transport {

    /** About what the HTTP client adds by itself: host, connection, length. */
    private static final int OWN_HEADERS = 120;

    private final HttpClient client;
    private final HttpSettings settings;

    Transport(HttpSettings settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connect())
                .build();
    }

    /**
     * Sends a request once.
     *
     * @param request without its body
     * @throws TransportFailure if no whole answer came
     */
    HttpResponse<Spool> send(HttpRequest.Builder request, PackedBody body, Traffic traffic) throws TransportFailure {
        Sending sending = begin(request, body, traffic);
        try {
            return await(sending.answer(), sending.progress());
        } finally {
            sending.count(traffic);
        }
    }

    /**
     * Sends a request once, and waits for its answer without holding a thread.
     *
     * @param request without its body
     * @param patience how long the answer may take
     * @return fails with a {@link TransportFailure} if no whole answer came; to cancel it ends the request
     */
    CompletableFuture<HttpResponse<Spool>> sendLater(
            HttpRequest.Builder request, PackedBody body, Traffic traffic, Duration patience) {
        Sending sending = begin(request.timeout(patience), body, traffic);
        CompletableFuture<HttpResponse<Spool>> answer = new CompletableFuture<>();
        var unused = sending.answer().whenComplete((come, failure) -> {
            sending.count(traffic);
            if (failure == null) {
                answer.complete(come);
            } else {
                answer.completeExceptionally(
                        TransportFailure.of(failure, sending.progress().answering()));
            }
        });
        // Cancelling ends what is under way.
        var unusedToo = answer.whenComplete((come, failure) -> {
            if (answer.isCancelled()) {
                sending.answer().cancel(true);
            }
        });
        return answer;
    }

    private Sending begin(HttpRequest.Builder request, PackedBody body, Traffic traffic) {
        Progress progress = new Progress();
        HttpRequest.BodyPublisher publisher = body.size() == 0
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofInputStream(() -> progress.watch(body.open())), body.size());
        HttpRequest whole = request.POST(publisher).build();
        traffic.request();
        CompletableFuture<HttpResponse<Spool>> answer = client.sendAsync(whole, head -> {
            progress.answerBegins();
            traffic.received(size(head.headers().map()));
            return new SpoolSubscriber(settings.limits().sent(), progress);
        });
        return new Sending(whole, answer, progress);
    }

    /** A request that is under way. */
    private record Sending(HttpRequest request, CompletableFuture<HttpResponse<Spool>> answer, Progress progress) {

        void count(Traffic traffic) {
            traffic.sent(OWN_HEADERS
                    + request.uri().toString().length()
                    + size(request.headers().map())
                    + progress.sent());
            traffic.received(progress.received());
        }
    }

    private HttpResponse<Spool> await(CompletableFuture<HttpResponse<Spool>> answer, Progress progress)
            throws TransportFailure {
        // The client's own timeout ends with the answer's headers, so a body that stalls would hold us for ever.
        Duration patience = settings.idle();
        while (true) {
            long left = patience.toNanos() - progress.idleNanos();
            if (left <= 0) {
                answer.cancel(true);
                throw TransportFailure.stalled(patience, progress.answering());
            }
            try {
                Optional<HttpResponse<Spool>> come = within(answer, left);
                if (come.isPresent()) {
                    return come.get();
                }
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                throw TransportFailure.of(cause, progress.answering());
            } catch (InterruptedException e) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                throw TransportFailure.interrupted(e);
            }
        }
    }

    /** The answer if it comes in that time; something may have moved meanwhile. */
    private static Optional<HttpResponse<Spool>> within(CompletableFuture<HttpResponse<Spool>> answer, long nanos)
            throws ExecutionException, InterruptedException {
        try {
            return Optional.of(answer.get(nanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        }
    }

    private static long size(Map<String, List<String>> headers) {
        long size = 0;
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            for (String value : header.getValue()) {
                size += header.getKey().length() + value.length() + 4;
            }
        }
        return size;
    }
}
