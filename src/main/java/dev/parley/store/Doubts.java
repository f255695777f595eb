package dev.parley.store;

import dev.parley.catalogue.Canonical;
import dev.parley.store.Dialect.BulkColumn;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which values a column may keep otherwise than they are, as far as engines have it in common. */
final class Doubts {

    /** Of digits with a fraction: {@code numeric(10,2)}, {@code datetime(3)}; of an array: its brackets. */
    private static final Pattern SIZES = Pattern.compile("[^(]*\\(\\s*(-?\\d+)\\s*(?:,\\s*(-?\\d+)\\s*)?\\).*");

    private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*");

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Doubts() {}

    /** A number of so many digits after the point is rounded. */
    static Predicate<String> scale(int scale) {
        return text -> scale < 0 || fraction(text) > scale;
    }

    /** What the double that is nearest to it is not written like. */
    static boolean notADouble(String text) {
        return !Canonical.isBeyondNumbers(text)
                && !Canonical.number(Double.parseDouble(text)).equals(text);
    }

    /** What the float that is nearest to it is not written like. */
    static boolean notASingle(String text) {
        return !Canonical.isBeyondNumbers(text) && !Canonical.single(text).equals(text);
    }

    static boolean endsBlank(String text) {
        return text.endsWith(" ");
    }

    static boolean notAUuid(String text) {
        return !UUID.matcher(text).matches();
    }

    /** What may be read as a number, with or without blanks around it. */
    static boolean maybeNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** How many digits a text has after its point. */
    static int fraction(String text) {
        int point = text.lastIndexOf('.');
        return point < 0 ? 0 : text.length() - point - 1;
    }

    /** The first number in a type's brackets. */
    static Optional<Integer> size(BulkColumn column) {
        Matcher sizes = SIZES.matcher(column.type());
        return sizes.matches() ? Optional.of(Integer.parseInt(sizes.group(1))) : Optional.empty();
    }

    /** The second number in a type's brackets; 0 where there is only one. */
    static Optional<Integer> digits(BulkColumn column) {
        Matcher sizes = SIZES.matcher(column.type());
        return sizes.matches()
                ? Optional.of(sizes.group(2) == null ? 0 : Integer.parseInt(sizes.group(2)))
                : Optional.empty();
    }
}
