package dev.parley.wire;

/**
 * The answer to {@link Wait}.
 *
 * @param isThere whether there is something new, so that the sender should sync; else nothing came while it waited
 */
public record News(boolean isThere) {

    /** Nothing came. */
    public static final News NONE = new News(false);

    /** There is something. */
    public static final News SOME = new News(true);
}
