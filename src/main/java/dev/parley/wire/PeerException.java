package dev.parley.wire;

/**
 * The other site could not be reached, or refused. The message says what was asked, what was wrong and what to do; {@link #detail} and
 * {@link #hint} are its two halves.
 */
public class PeerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String detail;
    private final String hint;

    /**
     * With a stable code from docs/protocol.md.
     *
     * @param code such as {@code signature_wrong} or {@code unreachable}
     */
    public PeerException(String code, String message) {
        super(message);
        this.code = code;
        this.detail = message;
        this.hint = "";
    }

    /** With the failure that led to it. */
    public PeerException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.detail = message;
        this.hint = "";
    }

    /**
     * With a hint of its own.
     *
     * @param detail what was asked and what was wrong, a sentence
     * @param hint what to do, a sentence; may be empty
     */
    public PeerException(String code, String detail, String hint) {
        super(hint.isEmpty() ? detail : detail + " " + hint);
        this.code = code;
        this.detail = detail;
        this.hint = hint;
    }

    /** With a hint of its own, and the failure that led to it. */
    public PeerException(String code, String detail, String hint, Throwable cause) {
        super(hint.isEmpty() ? detail : detail + " " + hint, cause);
        this.code = code;
        this.detail = detail;
        this.hint = hint;
    }

    /** The stable code, for programs. */
    public String code() {
        return code;
    }

    /** What was asked and what was wrong. */
    public String detail() {
        return detail;
    }

    /** What to do; empty where nothing can be said. */
    public String hint() {
        return hint;
    }
}
