package dev.parley.wire;

import java.util.Arrays;

/** Which way changes go over a link, as one of its two sites sees it. */
public enum Direction {
    /** From here to there. */
    PUSH("push"),
    /** From there to here. */
    PULL("pull"),
    /** Both ways. */
    BI("bi");

    private final String word;

    Direction(String word) {
        this.word = word;
    }

    /** The word for it in tables, on the wire and on screen. */
    public String word() {
        return word;
    }

    /** Whether changes go from here to there. */
    public boolean pushes() {
        return this != PULL;
    }

    /** Whether changes come from there to here. */
    public boolean pulls() {
        return this != PUSH;
    }

    /** The same agreement as the other site sees it. */
    public Direction reversed() {
        return switch (this) {
            case PUSH -> PULL;
            case PULL -> PUSH;
            case BI -> BI;
        };
    }

    /**
     * The direction of that word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Direction ofWord(String word) {
        return Arrays.stream(values())
                .filter(direction -> direction.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such direction: " + word));
    }
}
