package dev.parley.wire;

import java.util.UUID;

/** The text form of uuids, read strictly: {@link UUID#fromString} also takes {@code 1-1-1-1-1}. */
public final class UuidText {

    private static final int LENGTH = 36;

    private UuidText() {}

    /**
     * Reads 8-4-4-4-12 hexadecimal digits; capitals are taken too.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static UUID parse(String text) {
        if (text.length() != LENGTH) {
            throw new IllegalArgumentException("a uuid has " + LENGTH + " characters");
        }
        long high = 0;
        long low = 0;
        int digits = 0;
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (c != '-') {
                    throw new IllegalArgumentException("a uuid has hyphens after 8, 12, 16 and 20 digits");
                }
                continue;
            }
            int digit = digit(c);
            if (digits < 16) {
                high = (high << 4) | digit;
            } else {
                low = (low << 4) | digit;
            }
            digits++;
        }
        return new UUID(high, low);
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        if (c >= 'A' && c <= 'F') {
            return c - 'A' + 10;
        }
        throw new IllegalArgumentException("a uuid has hexadecimal digits only");
    }
}
