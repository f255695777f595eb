package dev.parley.sync;

import dev.parley.wire.Block;

/**
 * How a first load goes.
 *
 * @param block how much one block holds at most
 * @param few so many rows of a block that does not fit go the ordinary way; more are halved first
 * @param ahead whether the next block is fetched, by another thread, while one is taken in
 */
public record Loads(Block.Limit block, int few, boolean ahead) {

    /** Blocks of about 2 MB. */
    public static final Loads DEFAULT = new Loads(new Block.Limit(20_000, 2 << 20), 50, true);

    /** What is asked for, as far as this site gives it. */
    Block.Limit least(Block.Limit asked) {
        return new Block.Limit(Math.min(asked.rows(), block.rows()), Math.min(asked.bytes(), block.bytes()));
    }
}
