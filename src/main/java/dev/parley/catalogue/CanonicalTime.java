package dev.parley.catalogue;

import static dev.parley.catalogue.Canonical.isDigit;
import static dev.parley.catalogue.Canonical.isFraction;

/** What days, times and moments look like in canonical text. */
final class CanonicalTime {

    private static final String BEFORE_CHRIST = " BC";
    private static final int YEAR_DIGITS = 4;
    private static final int MOST_YEAR_DIGITS = 6;

    private CanonicalTime() {}

    /** Whether only some databases can hold it. */
    static boolean isBeyond(String text) {
        return isInfinite(text) || text.endsWith(BEFORE_CHRIST) || text.indexOf('-') > YEAR_DIGITS;
    }

    static boolean isDate(String text) {
        String day = withoutEra(text);
        return isInfinite(text) || (endOfDate(day) == day.length() && isDay(day, day.length() < text.length()));
    }

    static boolean isDateTime(String text) {
        String moment = withoutEra(text);
        int end = endOfDate(moment);
        return isInfinite(text)
                || (moment.length() > end
                        && moment.charAt(end) == ' '
                        && isDay(moment.substring(0, end), moment.length() < text.length())
                        && isTime(moment, end + 1));
    }

    static boolean isTime(String text, int from) {
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

    private static boolean isInfinite(String text) {
        return text.equals("infinity") || text.equals("-infinity");
    }

    private static String withoutEra(String text) {
        return text.endsWith(BEFORE_CHRIST) ? text.substring(0, text.length() - BEFORE_CHRIST.length()) : text;
    }

    /** Where the day ends, if the text begins with one. */
    private static int endOfDate(String text) {
        return text.indexOf('-') + 6;
    }

    private static boolean isDay(String text, boolean beforeChrist) {
        int dash = text.indexOf('-');
        int year = digits(text, 0, dash);
        int month = digits(text, dash + 1, dash + 3);
        int day = digits(text, dash + 4, dash + 6);
        return dash >= YEAR_DIGITS
                && dash <= MOST_YEAR_DIGITS
                && (dash == YEAR_DIGITS || text.charAt(0) != '0')
                && year >= 0
                && month >= 0
                && day >= 0
                && text.charAt(dash + 3) == '-'
                && month <= 12
                && day <= lastDay(beforeChrist ? 1 - year : year, month);
    }

    private static int lastDay(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return switch (month) {
            case 2 -> leap ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private static int digits(String text, int from, int to) {
        if (to < from || to > text.length()) {
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
}
