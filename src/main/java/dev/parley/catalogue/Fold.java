package dev.parley.catalogue;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What does not count when texts of a natural key are compared. The same on every engine, whatever its collations say. */
public enum Fold {
    /** Upper and lower case are the same. */
    CASE,
    /** White space before and after does not count, and any between words counts as one blank. */
    SPACE;

    private static final Pattern WHITE = Pattern.compile("[\\s\\p{Z}]+");

    /** The word for it in the catalogue. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Fold> ofWord(String word) {
        return Arrays.stream(values()).filter(fold -> fold.word().equals(word)).findFirst();
    }

    /** The form in which two texts are equal that differ only by what does not count. */
    public static String apply(Collection<Fold> folds, String text) {
        String folded = text;
        if (folds.contains(SPACE)) {
            folded = WHITE.matcher(folded).replaceAll(" ").strip();
        }
        if (folds.contains(CASE)) {
            // Through upper case, so that letters with two lower forms (sigma, long s) or several letters above (sharp
            // s) agree.
            folded = folded.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        }
        return folded;
    }
}
