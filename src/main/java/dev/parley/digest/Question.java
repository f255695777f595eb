package dev.parley.digest;

import java.util.Optional;

/**
 * Asks whether the other side holds the same in a range.
 *
 * @param range the range
 * @param fingerprint what the asking side holds in it comes to
 */
public record Question(Range range, Fingerprint fingerprint) {

    private static final String UNTOLD = "?";

    /** {@code 3f 4 ?}: asks what a range comes to, without a word of what the asking side holds. */
    public static String blank(Range range) {
        return range.toText() + " " + UNTOLD;
    }

    /**
     * The range of what {@link #blank} wrote; empty where the text is a question with a fingerprint.
     *
     * @throws IllegalArgumentException where it can't be read
     */
    public static Optional<Range> blankOf(String text) {
        String[] words = text.split(" ", -1);
        return words.length == 3 && words[2].equals(UNTOLD)
                ? Optional.of(Range.ofWords(words[0], words[1]))
                : Optional.empty();
    }

    /** {@code 3f 4 244 4bD…}: the range and the fingerprint. */
    public String toText() {
        return range.toText() + " " + fingerprint.toText();
    }

    /**
     * Reads what {@link #toText} wrote.
     *
     * @throws IllegalArgumentException where it can't be read
     */
    public static Question ofText(String text) {
        String[] words = text.split(" ", -1);
        if (words.length != 4) {
            throw new IllegalArgumentException("a range is asked with four words, not: " + text);
        }
        return new Question(Range.ofWords(words[0], words[1]), Fingerprint.ofWords(words[2], words[3]));
    }
}
