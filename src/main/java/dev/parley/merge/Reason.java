package dev.parley.merge;

import java.util.Locale;

/** Why the value of a change stands and not another. */
public enum Reason {
    /** Nothing stood there before. */
    FIRST,
    /** Its author knew what it replaces. */
    KNOWING,
    /** Neither author knew of the other, and it was made later. */
    LATER,
    /** Neither author knew of the other, both were made at the same time, and its uuid is the greater one. */
    ORDER;

    /** The word for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Why the winner of two changes stands of which neither author knew the other. */
    public static Reason between(Change winner, Change loser) {
        return winner.at() > loser.at() ? LATER : ORDER;
    }
}
