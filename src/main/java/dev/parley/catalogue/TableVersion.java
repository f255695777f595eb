package dev.parley.catalogue;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a table: declared in the catalogue, or told by the table's comment, or a short hash over its fields, so that it changes
 * when they do.
 */
public final class TableVersion {

    /** What every derived version begins with; a declared one may not. */
    static final String DERIVED = "fields-";

    private static final int DIGITS = 12;

    /** Between a digit and what is none. */
    private static final String PARTS = "(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)";

    /** {@code v1.11} at the beginning of a comment, or all of it. */
    private static final Pattern COMMENT = Pattern.compile("\\s*[vV](\\d+(?:\\.\\d+)*)(?![\\w.]).*", Pattern.DOTALL);

    private TableVersion() {}

    /** The version that a table's comment tells: {@code 1.11} of {@code v1.11}. */
    static Optional<String> ofComment(String comment) {
        Matcher version = COMMENT.matcher(comment);
        return version.matches() ? Optional.of(version.group(1)) : Optional.empty();
    }

    /** The version of a table with these fields, in whatever order they stand. */
    static String derive(List<Field> fields) {
        return DERIVED
                + Sha256.hex(fields.stream().map(ObjectShape::describe).sorted().toList())
                        .substring(0, DIGITS);
    }

    /** Which of two declared versions is older: numbers in them count as numbers, so 1.9 is older than 1.10. */
    static int compare(String a, String b) {
        String[] left = a.split(PARTS, -1);
        String[] right = b.split(PARTS, -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean numbers = left[i].matches("\\d+") && right[i].matches("\\d+");
            int order =
                    numbers ? new BigInteger(left[i]).compareTo(new BigInteger(right[i])) : left[i].compareTo(right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    /** Whether the version was derived from the fields and so says nothing that they don't. */
    public static boolean isDerived(String version) {
        return version.startsWith(DERIVED);
    }
}
