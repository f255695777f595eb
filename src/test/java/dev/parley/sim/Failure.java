package dev.parley.sim;

/** Something that must not happen did. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String kind;

    /**
     * With what was found.
     *
     * @param kind a word for the check that failed, the same for the same kind of failure
     */
    Failure(String kind, String message) {
        super(kind + ": " + message);
        this.kind = kind;
    }

    Failure(String kind, String message, Throwable cause) {
        super(kind + ": " + message, cause);
        this.kind = kind;
    }

    String kind() {
        return kind;
    }
}
