package dev.parley.site;

/** This site can't run as it is set up. The message never shows a password. */
public class ConfigurationException extends SiteException {

    private static final long serialVersionUID = 1L;

    /** With what is wrong and what to do; the hint may be empty. */
    public ConfigurationException(String message, String hint) {
        super(message, hint);
    }

    /** With the failure that led to it. */
    public ConfigurationException(String message, String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
