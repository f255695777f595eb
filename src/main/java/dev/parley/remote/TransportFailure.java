package dev.parley.remote;

import dev.parley.wire.PeerException;
import dev.parley.wire.TooLargeException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** No whole answer came. */
final class TransportFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final boolean answering;

    private TransportFailure(Kind kind, boolean answering, Throwable cause) {
        super(cause);
        this.kind = kind;
        this.answering = answering;
    }

    private TransportFailure(Kind kind, boolean answering, String message) {
        super(message);
        this.kind = kind;
        this.answering = answering;
    }

    private enum Kind {
        UNREACHABLE(
                "unreachable",
                "no connection could be made",
                "Check that the site is up, and its URL, and the line to it; the next sync tries again."),
        INSECURE(
                "unreachable",
                "no secure connection could be made",
                "Check that the site's certificate is valid for its URL and known to this machine."),
        STALLED(
                "timeout",
                "nothing moved any more",
                "The site is overloaded or the line is bad; the next sync tries again."),
        CUT_OFF("cut_off", "the connection broke off", "The next sync tries again and goes on from what arrived."),
        TOO_LARGE(
                "answer_too_large",
                "the answer is larger than it may be",
                "Ask for less at once, or raise the limit of bodies."),
        INTERRUPTED("interrupted", "it was stopped from here", "The next sync goes on from what arrived.");

        private final String code;
        private final String what;
        private final String hint;

        Kind(String code, String what, String hint) {
            this.code = code;
            this.what = what;
            this.hint = hint;
        }
    }

    /** What the HTTP client says. */
    static TransportFailure of(Throwable cause, boolean answering) {
        return new TransportFailure(kind(cause), answering, cause);
    }

    static TransportFailure stalled(Duration patience, boolean answering) {
        return new TransportFailure(Kind.STALLED, answering, "idle for " + patience.toMillis() + " ms");
    }

    static TransportFailure interrupted(InterruptedException cause) {
        return new TransportFailure(Kind.INTERRUPTED, false, cause);
    }

    private static Kind kind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof UnresolvedAddressException) {
                return Kind.UNREACHABLE;
            }
            if (cause instanceof HttpTimeoutException) {
                return Kind.STALLED;
            }
            if (cause instanceof SSLException) {
                return Kind.INSECURE;
            }
            if (cause instanceof TooLargeException) {
                return Kind.TOO_LARGE;
            }
        }
        return Kind.CUT_OFF;
    }

    /** Whether the other site has not seen the request, so that sending it again can't do anything twice. */
    boolean neverArrived() {
        return kind == Kind.UNREACHABLE;
    }

    /** Whether the connection broke off before any of the answer came, as it does where the other site closed it while it was idle. */
    boolean beforeAnswer() {
        return kind == Kind.CUT_OFF && !answering;
    }

    /** Whether asking again is of use where it does no harm. */
    boolean mayPass() {
        return kind == Kind.UNREACHABLE || kind == Kind.CUT_OFF;
    }

    /**
     * As the caller is told.
     *
     * @param asked what was asked of whom, such as {@code Could not get "list" from http://…}
     */
    PeerException asPeerException(String asked) {
        return new PeerException(kind.code, asked + ": " + kind.what + ".", kind.hint, this);
    }
}
