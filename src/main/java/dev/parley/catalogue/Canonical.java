package dev.parley.catalogue;

import java.math.BigDecimal;
import java.util.Base64;

/**
 * Makes and checks canonical text: the one form in which a value stands in the log and on the wire, whatever database it is from.
 *
 * <p>What is made of text is never guessed: text that is not of the kind (a word in a number column of SQLite) stays as it is, so that
 * it is seen as it stands, and {@link #check} refuses it where it would be written. A database's own values that others may not know
 * are let through: {@code NaN} and the infinities as numbers, zero months and days ({@code 0000-00-00}) and hours above 24.
 */
public final class Canonical {

    private static final int DATE_LENGTH = 10;
    private static final int SHOWN = 60;

    /** More digits than this has no number that a database gives; a written exponent could ask for any. */
    private static final int LONGEST = 20_000;

    private Canonical() {}

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

    /** The canonical form of a time or of a date with a time, without the zeros that a fraction ends with. */
    public static String time(String text) {
        int length = text.length();
        if (length == 0 || text.charAt(length - 1) != '0' || text.lastIndexOf('.') < 0) {
            return text;
        }
        return text.substring(0, withoutZeros(text));
    }

    /**
     * Checks that a text is canonical for a kind.
     *
     * @throws IllegalArgumentException with a sentence that says what was expected
     */
    public static void check(String text, FieldKind kind) {
        boolean good =
                switch (kind) {
                    case TEXT -> true;
                    case BOOLEAN -> text.equals("0") || text.equals("1");
                    case INTEGER -> isNumber(text, false);
                    case DECIMAL, REAL -> isNumber(text, true) || isBeyondNumbers(text);
                    case DATE -> text.length() == DATE_LENGTH && isDate(text);
                    case TIME -> isTime(text, text.startsWith("-") ? 1 : 0);
                    case DATETIME ->
                        text.length() > DATE_LENGTH
                                && isDate(text)
                                && text.charAt(DATE_LENGTH) == ' '
                                && isTime(text, DATE_LENGTH + 1);
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

    /** Whether the text is a date that some day has, and not {@code 0000-00-00} or the like. */
    static boolean isDay(String text) {
        return text.length() == DATE_LENGTH && isDate(text) && !isNoDay(text);
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

    private static boolean isFraction(String text, int point) {
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

    private static boolean isDate(String text) {
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        return year >= 0
                && month >= 0
                && day >= 0
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && month <= 12
                && day <= lastDay(year, month);
    }

    private static int lastDay(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return switch (month) {
            case 2 -> leap ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private static boolean isTime(String text, int from) {
        int colon = text.indexOf(':', from);
        if (colon < from + 2 || colon > from + 3 || digits(text, from, colon) < 0) {
            return false;
        }
        int minutes = digits(text, colon + 1, colon + 3);
        int seconds = digits(text, colon + 4, colon + 6);
        if (minutes < 0 || seconds < 0 || text.charAt(colon + 3) != ':' || minutes > 59 || seconds > 59) {
            return false;
        }
        int end = colon + 6;
        return end == text.length() || (text.length() <= end + 7 && isFraction(text, end));
    }

    private static int digits(String text, int from, int to) {
        if (to > text.length()) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            number = 10 * number + (c - '0');
        }
        return number;
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

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static String expected(FieldKind kind) {
        return switch (kind) {
            case INTEGER -> "a whole number such as -12";
            case DECIMAL, REAL -> "a number such as 129.5, without exponent and needless zeros";
            case BOOLEAN -> "a yes or no, which is written 1 or 0";
            case TEXT -> "text";
            case DATE -> "a date such as 2011-01-31";
            case TIME -> "a time such as 14:05:09 or 14:05:09.25";
            case DATETIME -> "a UTC time such as 2011-01-31 14:05:09 or 2011-01-31 14:05:09.25";
            case BINARY -> "base64";
        };
    }
}
