package dev.parley.catalogue;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.Optional;

/**
 * Makes and checks canonical text: the one form in which a value stands in the log and on the wire, whatever database it is from.
 *
 * <p>What is made of text is never guessed: text that is not of the kind (a word in a number column of SQLite) stays as it is, so that
 * it is seen as it stands, and {@link #check} refuses it where no column can hold it. A database's own values that others may not know
 * are let through: {@code NaN} and the infinities as numbers, zero months and days ({@code 0000-00-00}), years before Christ and after
 * 9999, the infinities as days, and hours above 24.
 */
public final class Canonical {

    private static final int SHOWN = 60;

    /** More digits than this has no number that a database gives; a written exponent could ask for any. */
    private static final int LONGEST = 20_000;

    /** What bytes begin with in a column that is none for bytes. No text that people write does. */
    private static final String MISPLACED = "\0bytes:";

    private Canonical() {}

    /** What stands for bytes in a column that was declared for something else, as only SQLite lets them. */
    public static String misplacedBytes(String base64) {
        return MISPLACED + base64;
    }

    /** The base64 of the bytes that a value stands for, where they are in a column of another kind. */
    public static Optional<String> misplacedBytes(String text, FieldKind kind) {
        return kind != FieldKind.BINARY && text.startsWith(MISPLACED) && isBase64(text.substring(MISPLACED.length()))
                ? Optional.of(text.substring(MISPLACED.length()))
                : Optional.empty();
    }

    /** The canonical form of a number as a database writes it: without exponent, needless zeros and negative zero. */
    public static String number(String text) {
        int length = text.length();
        boolean point = false;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                point = true;
            } else if (c == 'e' || c == 'E' || c == '+') {
                return written(text);
            }
        }
        int end = point ? withoutZeros(text) : length;
        int sign = length > 0 && text.charAt(0) == '-' ? 1 : 0;
        int start = sign;
        while (start + 1 < end && text.charAt(start) == '0' && isDigit(text.charAt(start + 1))) {
            start++;
        }
        boolean zero = end == start + 1 && text.charAt(start) == '0';
        if (sign == 0 || zero) {
            return start == 0 && end == length ? text : text.substring(start, end);
        }
        return start == sign ? text.substring(0, end) : "-" + text.substring(start, end);
    }

    /** The canonical form of a double: the shortest decimal that gives it back. */
    public static String number(double value) {
        long whole = (long) value;
        if (whole == value && Math.abs(value) < 1e15) {
            return Long.toString(whole);
        }
        return number(Double.toString(value));
    }

    /** The canonical form of a number of single precision: the shortest decimal that gives the float back. */
    public static String single(String text) {
        try {
            return number(Float.toString(Float.parseFloat(text)));
        } catch (NumberFormatException notANumber) {
            return text;
        }
    }

    /** The canonical form of a time or of a date with a time, without the zeros that a fraction ends with. */
    public static String time(String text) {
        int length = text.length();
        if (length == 0 || text.charAt(length - 1) != '0' || text.lastIndexOf('.') < 0) {
            return text;
        }
        return text.substring(0, withoutZeros(text));
    }

    /** Whether a text is canonical for a kind. */
    public static boolean isCanonical(String text, FieldKind kind) {
        try {
            check(text, kind);
            return true;
        } catch (IllegalArgumentException notCanonical) {
            return false;
        }
    }

    /**
     * Checks that a text is canonical for a kind.
     *
     * @throws IllegalArgumentException with a sentence that says what was expected
     */
    public static void check(String text, FieldKind kind) {
        if (misplacedBytes(text, kind).isPresent()) {
            throw new IllegalArgumentException("it holds bytes there, and not " + expected(kind));
        }
        boolean good =
                switch (kind) {
                    case TEXT -> true;
                    case JSON -> CanonicalJson.of(text).equals(Optional.of(text));
                    case BITS -> text.chars().allMatch(c -> c == '0' || c == '1');
                    case BOOLEAN -> text.equals("0") || text.equals("1");
                    case INTEGER -> isNumber(text, false);
                    case DECIMAL, REAL, SINGLE -> isNumber(text, true) || isBeyondNumbers(text);
                    case DATE -> CanonicalTime.isDate(text);
                    case TIME -> CanonicalTime.isTime(text, text.startsWith("-") ? 1 : 0);
                    case DATETIME -> CanonicalTime.isDateTime(text);
                    case BINARY -> isBase64(text);
                };
        if (!good) {
            throw new IllegalArgumentException("“%s” is not %s".formatted(shown(text), expected(kind)));
        }
    }

    /** Whether a number is one of the words for what only some databases can hold: not a number, or infinite. */
    public static boolean isBeyondNumbers(String text) {
        return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
    }

    /** Whether a day or a moment is one that only some databases can hold: before Christ, after 9999, or infinite. */
    public static boolean isBeyondCalendar(String text) {
        return CanonicalTime.isBeyond(text);
    }

    /** Whether the text is a date that some day has, and not {@code 0000-00-00} or the like. */
    static boolean isDay(String text) {
        return CanonicalTime.isDate(text) && !isBeyondCalendar(text) && !isNoDay(text);
    }

    /** Whether a canonical date, or a date with a time, has a zero year, month or day, as only MariaDB and MySQL can hold it. */
    public static boolean isNoDay(String text) {
        return text.startsWith("0000-") || text.startsWith("-00", 4) || text.startsWith("-00", 7);
    }

    private static String written(String text) {
        try {
            BigDecimal number = new BigDecimal(text).stripTrailingZeros();
            return Math.abs((long) number.scale()) > LONGEST ? text : number.toPlainString();
        } catch (NumberFormatException notANumber) {
            return text;
        }
    }

    private static int withoutZeros(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '0') {
            end--;
        }
        return end > 0 && text.charAt(end - 1) == '.' ? end - 1 : end;
    }

    private static boolean isNumber(String text, boolean fraction) {
        int start = text.startsWith("-") ? 1 : 0;
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        if (end == start || (text.charAt(start) == '0' && end > start + 1)) {
            return false;
        }
        if (end == text.length()) {
            return !text.equals("-0");
        }
        return fraction && isFraction(text, end);
    }

    /** Whether what follows is a point and digits to the end, the last of them not zero. */
    static boolean isFraction(String text, int point) {
        int length = text.length();
        if (text.charAt(point) != '.' || point + 1 == length || text.charAt(length - 1) == '0') {
            return false;
        }
        for (int i = point + 1; i < length; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBase64(String text) {
        if (text.length() % 4 != 0) {
            return false;
        }
        try {
            String last = text.substring(Math.max(0, text.length() - 4));
            Base64.getDecoder().decode(text);
            return Base64.getEncoder()
                    .encodeToString(Base64.getDecoder().decode(last))
                    .equals(last);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static String expected(FieldKind kind) {
        return switch (kind) {
            case INTEGER -> "a whole number such as -12";
            case DECIMAL, REAL, SINGLE -> "a number such as 129.5, without exponent and needless zeros";
            case BOOLEAN -> "a yes or no, which is written 1 or 0";
            case BITS -> "bits such as 0110";
            case TEXT -> "text";
            case JSON -> "JSON without spaces, its keys in order";
            case DATE -> "a date such as 2011-01-31";
            case TIME -> "a time such as 14:05:09 or 14:05:09.25";
            case DATETIME -> "a UTC time such as 2011-01-31 14:05:09 or 2011-01-31 14:05:09.25";
            case BINARY -> "base64";
        };
    }
}
