package dev.parley.store;

/** The database could not do what was asked. The message says what was being done, why it failed and what to do. */
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what was being done and a hint. */
    public StoreException(String message) {
        super(message);
    }

    /** With what was being done, a hint, and what the database said. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
