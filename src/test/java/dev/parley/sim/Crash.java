package dev.parley.sim;

/** The process dies here. An error, so that nothing in the product takes it for a failure that it could go on after. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(String where) {
        super(where, null, false, false);
    }
}
