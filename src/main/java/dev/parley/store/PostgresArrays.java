package dev.parley.store;

import java.util.Collection;

/** Many values as one argument: PostgreSQL's array literal. */
final class PostgresArrays {

    private PostgresArrays() {}

    /** An array of these values, as text. */
    static String of(Collection<?> values) {
        StringBuilder array = new StringBuilder(40 * values.size());
        for (Object value : values) {
            array.append(array.length() == 0 ? '{' : ',');
            append(array, value.toString());
        }
        return array.isEmpty() ? "{}" : array.append('}').toString();
    }

    private static void append(StringBuilder to, String text) {
        to.append('"');
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                to.append(text, done, i).append('\\');
                done = i;
            }
        }
        to.append(text, done, text.length()).append('"');
    }
}
