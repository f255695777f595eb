package dev.parley.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a receiver is to make of a record that resembles one of its own by a natural key, though the uuids differ. */
public enum Likeness {
    /** They are two where the receiver gives too, since the sender has compared and would know; else leave it, and ask. */
    COMPARED,
    /** Leave it, and ask whether the sender has the other one too. */
    ASK,
    /** They are one: the sender has no other. */
    ONE,
    /** They are two: the sender has both. */
    TWO;

    /** The word for it on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The likeness of that word. */
    public static Optional<Likeness> ofWord(String word) {
        return Arrays.stream(values())
                .filter(likeness -> likeness.word().equals(word))
                .findFirst();
    }
}
