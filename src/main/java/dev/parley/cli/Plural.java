package dev.parley.cli;

import java.util.Locale;

/** Numbers with their words. */
final class Plural {

    private static final long KILO = 1000;

    private Plural() {}

    /** {@code 1 change}, {@code 2 changes}. */
    static String of(long count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }

    /** {@code 312 B}, {@code 4.1 kB}, {@code 2.0 MB}. */
    static String bytes(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        return bytes < KILO * KILO
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
