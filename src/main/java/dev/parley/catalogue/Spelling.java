package dev.parley.catalogue;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Spelling {

    private Spelling() {}

    /** The known word that is nearest, if one is near enough to be meant; or else the only one that the word begins. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        int tolerated = Math.min(3, Math.max(1, word.length() / 3));
        Optional<String> near = known.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= tolerated)
                .filter(candidate -> distance(word, candidate) <= tolerated)
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
        return near.isPresent() ? near : onlyLonger(word, known);
    }

    private static Optional<String> onlyLonger(String word, Collection<String> known) {
        List<String> longer = known.stream()
                .filter(candidate -> word.length() >= 3 && candidate.startsWith(word))
                .toList();
        return longer.size() == 1 ? Optional.of(longer.get(0)) : Optional.empty();
    }

    /** {@code ; did you mean `x`?}, or nothing where no known word is near. */
    public static String didYouMean(String word, Collection<String> known) {
        return nearest(word, known)
                .map(near -> "; did you mean `" + near + "`?")
                .orElse("");
    }

    /** Levenshtein's distance, upper and lower case alike; two neighbours that changed places count as one step. */
    static int distance(String a, String b) {
        String left = a.toLowerCase(Locale.ROOT);
        String right = b.toLowerCase(Locale.ROOT);
        int[][] steps = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : fewest(steps, left, right, i, j);
            }
        }
        return steps[left.length()][right.length()];
    }

    private static int fewest(int[][] steps, String left, String right, int i, int j) {
        int replaced = steps[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(replaced, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(fewest, steps[i - 2][j - 2] + 1) : fewest;
    }
}
