package dev.parley.wire;

import java.util.List;
import java.util.Optional;

/**
 * The answer to {@link Wait}.
 *
 * @param isThere whether there is something new over the link that asked, so that the sender should sync; else nothing came while it waited
 * @param beside those of the links beside it of which there is something to say; empty where the site takes no notice of such
 */
public record News(boolean isThere, Optional<List<Beside>> beside) {

    /** Nothing came. */
    public static final News NONE = new News(false);

    /** There is something. */
    public static final News SOME = new News(true);

    /** Takes a copy that nobody can alter. */
    public News {
        beside = beside.map(List::copyOf);
    }

    /** Of one link. */
    public News(boolean isThere) {
        this(isThere, Optional.empty());
    }

    /**
     * What there is to say of a link beside the one that asked.
     *
     * @param refused why it can't wait; empty where there is something new over it
     */
    public record Beside(String keyId, Optional<String> refused) {}
}
