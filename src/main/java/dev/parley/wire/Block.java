package dev.parley.wire;

import java.util.List;
import java.util.Optional;

/**
 * A run of an object's records, for a first load: those without changes as rows, the others as whole packets.
 *
 * @param object full name of the object
 * @param upTo where the next block begins, in words of the site that gives it; empty where the end is reached
 * @param rows the records without changes
 * @param packets the others, whole
 */
public record Block(String object, Optional<String> upTo, BlockRows rows, List<Packet> packets) {

    /** Takes a copy that nobody can alter. */
    public Block {
        packets = List.copyOf(packets);
    }

    /**
     * How much a block may hold.
     *
     * @param rows how many rows
     * @param bytes how many bytes of rows; the row with which they are reached is the last
     */
    public record Limit(int rows, int bytes) {
        /** Checks that both are positive. */
        public Limit {
            if (rows < 1 || bytes < 1) {
                throw new IllegalArgumentException("a block has room for at least one row and one byte");
            }
        }
    }
}
