package dev.parley.wire;

import java.io.IOException;

/** More bytes came than are taken. */
public final class TooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    private final long limit;

    /** With how many bytes are taken at most. */
    public TooLargeException(long limit) {
        super("more than " + limit + " bytes");
        this.limit = limit;
    }

    /**
     * As the other site is told.
     *
     * @param what what was too large: {@code the packets}
     */
    public PeerException asPeerException(String what) {
        return new PeerException(
                "too_large",
                "Could not take " + what + ": more than " + limit + " bytes.",
                "Send less at once, or raise the limit where it was refused.",
                this);
    }
}
