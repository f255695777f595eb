package dev.parley.remote;

import dev.parley.wire.Spool;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes an answer's body into a spool, and breaks off where it is larger than it may be. */
final class SpoolSubscriber implements HttpResponse.BodySubscriber<Spool> {

    private final Spool spool;
    private final Progress progress;
    private final CompletableFuture<Spool> done = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    SpoolSubscriber(long limit, Progress progress) {
        this.spool = new Spool(limit);
        this.progress = progress;
    }

    @Override
    public CompletionStage<Spool> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (done.isDone()) {
            return;
        }
        try {
            for (ByteBuffer buffer : buffers) {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                progress.received(bytes.length);
                spool.write(bytes, 0, bytes.length);
            }
        } catch (IOException e) {
            if (subscription != null) {
                subscription.cancel();
            }
            onError(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        try {
            spool.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        done.complete(spool);
    }
}
