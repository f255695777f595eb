package dev.parley.wire;

/** The other site could not be reached, or refused. The message says what was asked, what was wrong and what to do. */
public class PeerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * With a stable code from docs/protocol.md.
     *
     * @param code such as {@code signature_wrong} or {@code unreachable}
     */
    public PeerException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** With the failure that led to it. */
    public PeerException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The stable code, for programs. */
    public String code() {
        return code;
    }
}
