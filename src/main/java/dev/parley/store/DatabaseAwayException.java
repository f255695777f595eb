package dev.parley.store;

/** The database can't be reached: nothing was done, and the same may well succeed once it is back. */
public final class DatabaseAwayException extends StoreException {

    private static final long serialVersionUID = 1L;

    /** With what the database is and how it can be reached again. */
    public DatabaseAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
