package dev.parley.site;

/** This site can't run as it is set up. The message says what is wrong and what to write or do instead, and never a password. */
public class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String hint;

    /**
     * With what is wrong.
     *
     * @param message a sentence, or a list of mistakes
     * @param hint what to do; may be empty
     */
    public ConfigurationException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    /** With the failure that led to it. */
    public ConfigurationException(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    /** What to do; empty where nothing can be said. */
    public String hint() {
        return hint;
    }
}
