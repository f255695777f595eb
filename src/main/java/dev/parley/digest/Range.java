package dev.parley.digest;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * A run of uuids in order of unsigned bytes.
 *
 * @param from the first that is in it
 * @param to the first after it that is not; absent where it goes to the end
 */
public record Range(UUID from, Optional<UUID> to) {

    /** All uuids. */
    public static final Range ALL = new Range(new UUID(0, 0), Optional.empty());

    private static final String END = "-";
    private static final int DIGITS = 32;

    /** Checks that it is not empty. */
    public Range {
        if (to.isPresent() && UnsignedOrder.compare(from, to.get()) >= 0) {
            throw new IllegalArgumentException("a range ends after it begins, not: " + from + " to " + to.get());
        }
    }

    /** From one uuid to before another. */
    public static Range between(UUID from, UUID to) {
        return new Range(from, Optional.of(to));
    }

    /** Whether the uuid is in it. */
    public boolean contains(UUID uuid) {
        return UnsignedOrder.compare(uuid, from) >= 0 && isBeforeEnd(uuid);
    }

    /** Whether the uuid lies within it and is not its first, so that it could be cut there. */
    boolean isCutBy(UUID uuid) {
        return UnsignedOrder.compare(uuid, from) > 0 && isBeforeEnd(uuid);
    }

    private boolean isBeforeEnd(UUID uuid) {
        return to.isEmpty() || UnsignedOrder.compare(uuid, to.get()) < 0;
    }

    /** Whether all of the other range is in this one. */
    public boolean covers(Range other) {
        boolean ends = to.isEmpty() || (other.to.isPresent() && UnsignedOrder.compare(other.to.get(), to.get()) <= 0);
        return UnsignedOrder.compare(other.from, from) >= 0 && ends;
    }

    /** {@code 3f 4}: where it begins and ends, each in hexadecimal without the zeros at its end; {@code -} for no end. */
    String toText() {
        return bound(from) + " " + to.map(Range::bound).orElse(END);
    }

    /** Reads what {@link #toText} wrote as two words. */
    static Range ofWords(String from, String to) {
        return new Range(ofBound(from), to.equals(END) ? Optional.empty() : Optional.of(ofBound(to)));
    }

    /** The uuid in hexadecimal without the zeros at its end; at least one digit. */
    static String bound(UUID uuid) {
        HexFormat hex = HexFormat.of();
        String text = hex.toHexDigits(uuid.getMostSignificantBits()) + hex.toHexDigits(uuid.getLeastSignificantBits());
        int end = DIGITS;
        while (end > 1 && text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, end);
    }

    /**
     * Reads what {@link #bound} wrote.
     *
     * @throws IllegalArgumentException where it is not 1 to 32 hexadecimal digits
     */
    static UUID ofBound(String text) {
        if (text.isEmpty() || text.length() > DIGITS) {
            throw new IllegalArgumentException("a bound is 1 to 32 hexadecimal digits, not: " + text);
        }
        String all = text + "0".repeat(DIGITS - text.length());
        return new UUID(
                HexFormat.fromHexDigitsToLong(all, 0, DIGITS / 2),
                HexFormat.fromHexDigitsToLong(all, DIGITS / 2, DIGITS));
    }
}
