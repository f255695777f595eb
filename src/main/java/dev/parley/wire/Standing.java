package dev.parley.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What one end of a link can ask of the other to do with it. */
public enum Standing {
    /** Goes on. */
    ACTIVE,
    /** Rests. */
    PAUSED,
    /** Ends; the key opens nothing any more. */
    REMOVED;

    /** The word for it on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that word. */
    public static Optional<Standing> ofWord(String word) {
        return Arrays.stream(values())
                .filter(standing -> standing.word().equals(word))
                .findFirst();
    }
}
