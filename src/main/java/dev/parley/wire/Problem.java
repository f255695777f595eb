package dev.parley.wire;

/**
 * Why a request was refused: problem details (RFC 9457) with a stable code and a hint.
 *
 * @param type {@code urn:parley:problem:} and the code
 * @param title what it is about, the same each time
 * @param status the HTTP status
 * @param code the stable code
 * @param detail what was asked and what was wrong
 * @param hint what to do; may be empty
 */
public record Problem(String type, String title, int status, String code, String detail, String hint) {

    /** Media type of problem details. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE = "urn:parley:problem:";

    /** As that refusal is told. */
    public static Problem of(PeerException refusal) {
        String code = refusal.code();
        String title = ErrorCode.of(code).map(ErrorCode::title).orElse("The request was refused");
        return new Problem(TYPE + code, title, ErrorCode.statusOf(code), code, refusal.detail(), refusal.hint());
    }

    /** The refusal that this tells of. */
    public PeerException asException() {
        return new PeerException(code, detail, hint);
    }
}
