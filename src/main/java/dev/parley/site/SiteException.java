package dev.parley.site;

/** Something can't be done as this site stands. The message is one sentence, or a list of mistakes; the hint says what to do. */
public abstract class SiteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String hint;

    SiteException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    SiteException(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    /** What to do; empty where the message says it. */
    public String hint() {
        return hint;
    }
}
