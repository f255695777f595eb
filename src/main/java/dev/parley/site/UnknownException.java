package dev.parley.site;

/** What was asked for is not here, or can't be asked for as things stand: a link, a business, a sync over a link that rests. */
public class UnknownException extends SiteException {

    private static final long serialVersionUID = 1L;

    /** With what was asked for and what to do; the hint may be empty. */
    public UnknownException(String message, String hint) {
        super(message, hint);
    }
}
