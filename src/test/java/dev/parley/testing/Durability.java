package dev.parley.testing;

/** What a commit waits for on a server. */
public enum Durability {
    /** Nothing: what tests need, and a machine that loses its power would lose. */
    NONE,
    /** What the engine's own settings say, which is the disk. */
    DEFAULT
}
