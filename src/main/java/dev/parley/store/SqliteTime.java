package dev.parley.store;

import dev.parley.catalogue.Canonical;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways in which applications write a date with a time into SQLite, which has no type for it. */
final class SqliteTime {

    private static final int WHOLE_SECONDS = 19;
    private static final Pattern KNOWN = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d)(:\\d\\d)?(?:\\.(\\d{1,6})0*)?(?: ?(?:Z|\\+00:?00))?");

    private SqliteTime() {}

    /** The canonical form of what is known to be UTC and no finer than a microsecond; all else as it stands. */
    static String canonical(String text) {
        if (text.length() == WHOLE_SECONDS && text.charAt(10) == ' ') {
            return text;
        }
        Matcher known = KNOWN.matcher(text);
        if (!known.matches()) {
            return text;
        }
        String seconds = known.group(3) == null ? ":00" : known.group(3);
        String fraction = known.group(4) == null ? "" : "." + known.group(4);
        return Canonical.time(known.group(1) + " " + known.group(2) + seconds + fraction);
    }
}
