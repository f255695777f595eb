package dev.parley.sync;

/** What a person decided can't be carried out; the message says why and what can be done instead. Nothing was altered. */
public final class UndecidableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UndecidableException(String message) {
        super(message);
    }

    UndecidableException(String message, Throwable cause) {
        super(message, cause);
    }
}
