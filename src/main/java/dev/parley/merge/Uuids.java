package dev.parley.merge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;

/** The order of uuids, and uuids that are derived from content (RFC 9562, version 8). */
public final class Uuids {

    /** As unsigned bytes, which is also the order of their text in lower case. */
    public static final Comparator<UUID> ORDER = (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    };

    private Uuids() {}

    /** The lesser of two in {@link #ORDER}. */
    public static UUID lesser(UUID a, UUID b) {
        return ORDER.compare(a, b) <= 0 ? a : b;
    }

    /**
     * The uuid that these parts name: the first 128 bits of the SHA-256 over their UTF-8 bytes, each with its length before it (four bytes, the
     * greatest first; -1 for null), marked as
     * version 8. A null part differs from an empty one.
     */
    public static UUID derived(Iterable<Value> parts) {
        MessageDigest sha = sha256();
        for (Value part : parts) {
            byte[] bytes = part.text().getBytes(StandardCharsets.UTF_8);
            int length = part.isNull() ? -1 : bytes.length;
            sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, length));
            sha.update(bytes);
        }
        ByteBuffer digest = ByteBuffer.wrap(sha.digest());
        long high = (digest.getLong(0) & 0xffff_ffff_ffff_0fffL) | 0x8000L;
        long low = (digest.getLong(8) & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** Like {@link #derived(Iterable)}, of parts that are all text. */
    public static UUID derived(String... parts) {
        return derived(Arrays.stream(parts).map(Value::of).toList());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
