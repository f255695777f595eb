package dev.parley.digest;

/**
 * Asks whether the other side holds the same in a range.
 *
 * @param range the range
 * @param fingerprint what the asking side holds in it comes to
 */
public record Question(Range range, Fingerprint fingerprint) {

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
