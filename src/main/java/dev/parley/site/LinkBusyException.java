package dev.parley.site;

/** Another process is syncing over the link at this moment. */
public class LinkBusyException extends SiteException {

    private static final long serialVersionUID = 1L;

    /** With who holds the link and since when, and what to do. */
    public LinkBusyException(String message, String hint) {
        super(message, hint);
    }
}
