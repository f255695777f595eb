package dev.parley.wire;

/**
 * How large a body may be.
 *
 * @param sent bytes as sent, so after packing
 * @param unpacked bytes after unpacking
 */
public record BodyLimits(long sent, long unpacked) {

    /** 64 MB as sent, 256 MB unpacked. */
    public static final BodyLimits DEFAULT = new BodyLimits(64L << 20, 256L << 20);

    /** Checks that both are positive. */
    public BodyLimits {
        if (sent < 1 || unpacked < 1) {
            throw new IllegalArgumentException("a limit of bodies is at least one byte");
        }
    }
}
