package dev.parley.sync;

import dev.parley.wire.PeerException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Something that was asked of the other site while this one works on. */
final class Underway<T> {

    private final CompletableFuture<T> answer;

    private Underway(CompletableFuture<T> answer) {
        this.answer = answer;
    }

    /** Asks. */
    static <T> Underway<T> ask(Supplier<T> request, Executor elsewhere) {
        return new Underway<>(CompletableFuture.supplyAsync(request, elsewhere));
    }

    /**
     * The answer, once it is there.
     *
     * @throws PeerException if the other site can't be reached or refuses
     */
    T answer() {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new PeerException(
                    "interrupted", "It was stopped from here.", "The next sync goes on from what arrived.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error grave) {
                throw grave;
            }
            throw e.getCause() instanceof RuntimeException known ? known : new CompletionException(e.getCause());
        }
    }
}
