package dev.parley.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Microseconds since 1970 UTC, as people and programs read them. */
final class Moment {

    private static final long MICROS = 1_000_000;
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Moment() {}

    /** {@code 2026-11-23T22:08:11.123456Z}; absent for never. */
    static Optional<String> iso(long micros) {
        return micros == 0 ? Optional.empty() : Optional.of(instant(micros).toString());
    }

    /** {@code 2026-11-23 22:08:11}, UTC; {@code never} for never. */
    static String plain(long micros) {
        return micros == 0 ? "never" : SECONDS.format(instant(micros));
    }

    /** {@code 3 min ago}, or {@code never}. */
    static String ago(long micros, long now) {
        if (micros == 0) {
            return "never";
        }
        long seconds = Math.max(0, (now - micros) / MICROS);
        if (seconds < 60) {
            return seconds + " s ago";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min ago";
        }
        return seconds < 48 * 3600 ? seconds / 3600 + " h ago" : seconds / 86_400 + " days ago";
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
    }
}
