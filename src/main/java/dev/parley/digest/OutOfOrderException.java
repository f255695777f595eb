package dev.parley.digest;

import java.util.UUID;

/** A list of records is not in order of uuid, or names a record twice: nothing that a comparison says of it could be relied on. */
public final class OutOfOrderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * For a list that goes back.
     *
     * @param list which list, in words
     * @param place how many entries came before it
     * @param last the entry before
     * @param next the entry that should not come now
     */
    OutOfOrderException(String list, long place, UUID last, UUID next) {
        super("%s is out of order: entry %d is %s, after %s.".formatted(list, place, next, last)
                + " List each record once, in the order of uuids as unsigned bytes: that of their text in lower case,"
                + " compared byte by byte.");
    }
}
