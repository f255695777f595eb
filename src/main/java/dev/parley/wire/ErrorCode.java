package dev.parley.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The codes with which a site refuses a request, each with its HTTP status. docs/protocol.md says what to do about each. */
public enum ErrorCode {
    MALFORMED(400, "The request can't be read"),
    ARGUMENT_WRONG(400, "An argument is missing or wrong"),
    SIGNATURE_WRONG(401, "The signature is not right"),
    TIMESTAMP_OFF(401, "The clocks are too far apart"),
    NONCE_USED(401, "The request was sent before"),
    DIRECTION_REFUSED(403, "The link does not go that way"),
    COMMAND_UNKNOWN(404, "There is no such command"),
    BUSINESS_UNKNOWN(404, "There is no such business"),
    OBJECT_UNKNOWN(404, "There is no such object"),
    METHOD_WRONG(405, "The command takes another method"),
    REQUEST_TIMEOUT(408, "The request took too long to arrive"),
    LINK_PAUSED(409, "The link is paused"),
    LINK_PENDING(409, "The invitation has not been taken up"),
    INVITATION_USED(409, "The invitation is used up"),
    LINK_REMOVED(409, "The link was removed"),
    COMPARISON_UNKNOWN(409, "There is no such comparison any more"),
    PLAN_ONLY(409, "A plan changes nothing"),
    SITE_UNEXPECTED(409, "The link was made with another site"),
    SITE_KEY_CHANGED(409, "The site is known by another key"),
    PROTOCOL_UNSUPPORTED(409, "The versions of the protocol do not go together"),
    ANSWER_TOO_LARGE(409, "The answer would be too large"),
    TOO_LARGE(413, "The request is too large"),
    ENCODING_UNKNOWN(415, "The body is packed in an unknown way"),
    INTERNAL(500, "Something went wrong here"),
    BUSY(503, "Too many requests at once"),
    DATABASE_AWAY(503, "The database can't be used");

    /** Status of a refusal whose code stands in no table: the peer that serves the business knows why. */
    private static final int REFUSED = 409;

    private final int status;
    private final String title;

    ErrorCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The code as it stands on the wire. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What it is about, the same each time. */
    public String title() {
        return title;
    }

    /** A refusal with this code. */
    public PeerException refuse(String detail, String hint) {
        return new PeerException(code(), detail, hint);
    }

    /** The code of that name. */
    public static Optional<ErrorCode> of(String code) {
        return Arrays.stream(values())
                .filter(known -> known.code().equals(code))
                .findFirst();
    }

    /** The HTTP status for that code, known or not. */
    public static int statusOf(String code) {
        return of(code).map(ErrorCode::status).orElse(REFUSED);
    }
}
