package dev.parley.sync;

import dev.parley.wire.Block;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Goes through blocks: while one is taken, the next is made by a thread beside. */
final class BlocksAhead {

    private static final long MINUTES_TO_END = 10;

    private BlocksAhead() {}

    /**
     * Gives each block from that place on to the taker, in order.
     *
     * @param blocks gives the block that begins at a place; asked by one thread at a time
     */
    static void each(Optional<String> after, Function<Optional<String>, Block> blocks, Consumer<Block> taker) {
        ExecutorService beside = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "parley-load");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Future<Block> next = beside.submit(() -> blocks.apply(after));
            boolean more = true;
            while (more) {
                Block block = await(next);
                more = block.upTo().isPresent();
                if (more) {
                    next = beside.submit(() -> blocks.apply(block.upTo()));
                }
                taker.accept(block);
            }
        } finally {
            end(beside);
        }
    }

    /** The same, one thing after the other. */
    static void eachInTurn(Optional<String> after, Function<Optional<String>, Block> blocks, Consumer<Block> taker) {
        Optional<String> from = after;
        do {
            Block block = blocks.apply(from);
            taker.accept(block);
            from = block.upTo();
        } while (from.isPresent());
    }

    private static Block await(Future<Block> block) {
        try {
            return block.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("making a block", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while waiting for a block.", e);
        }
    }

    /** What is under way has nobody left to take it; but it must not outlive what it works with. */
    private static void end(ExecutorService beside) {
        beside.shutdownNow();
        try {
            if (!beside.awaitTermination(MINUTES_TO_END, TimeUnit.MINUTES)) {
                throw new IllegalStateException("A block is still being made after " + MINUTES_TO_END + " minutes.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
