package dev.parley.store;

import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes each row as one text that says all of it, and makes of that the product of two sums of 32 bits, CRC-32 and CRC-32C: nothing else that the
 * server has is done before it has read the next row. Either sum alone is linear, and so are both side by side: what cancels out in one row is made
 * up for in another. A product is not.
 */
final class MariaDbRowHash implements RowHash {

    private static final int MAJOR = 10;
    private static final int MINOR = 8;

    /** Types of which a server makes the same text whatever the column's character set is, for they have none. */
    private static final Pattern WITHOUT_CHARACTERS = Pattern.compile("uuid|inet4|inet6");

    /** Whether the server has both sums, and has them go on from where they were. */
    static boolean serves(DatabaseMetaData server) throws SQLException {
        int major = server.getDatabaseMajorVersion();
        return major > MAJOR || (major == MAJOR && server.getDatabaseMinorVersion() >= MINOR);
    }

    @Override
    public String version() {
        return "substring_index(version(), '-', 1)";
    }

    /** What may hold anything has its length before it, and none where it is null. */
    @Override
    public String value(int place, String column, Field field) {
        return switch (field.kind()) {
            case TEXT, JSON ->
                WITHOUT_CHARACTERS.matcher(field.type()).matches()
                        ? orNull("cast(%s as char)".formatted(column))
                        : "octet_length(%s), %s".formatted(column, orNull(column));
            case BINARY -> orNull("md5(%s)".formatted(column));
            case BITS, BOOLEAN -> orNull(column + " + 0");
            case SINGLE -> orNull("cast(%s as double)".formatted(column));
            default -> orNull(column);
        };
    }

    @Override
    public String uuid(int place, String column) {
        return orNull(column);
    }

    private static String orNull(String value) {
        return "ifnull(%s, '-')".formatted(value);
    }

    /**
     * The comma has everything that comes after it made into its character set first, so that no two texts are taken for the same whose bytes are. A
     * text that is longer than the server allows is null.
     */
    @Override
    public String select(List<String> values, String from) {
        return """
                select count(*), sum(crc32(@parley_row := concat_ws(_utf8mb4',' collate utf8mb4_bin, %s)) * crc32c(@parley_row)), \
                count(@parley_row) %s""".formatted(String.join(", ", values), from);
    }

    /** A uuid has always the same length, and characters that are the same in all character sets, so the sums go on from one value to the other. */
    @Override
    public String stamps(String uuid, String column, Field field, String from) {
        if (field.kind() == FieldKind.TEXT || field.kind() == FieldKind.JSON) {
            return RowHash.super.stamps(uuid, column, field, from);
        }
        return "select count(*), sum(crc32(crc32(%1$s), %2$s) * crc32c(crc32c(%1$s), %2$s)), count(%1$s) %3$s"
                .formatted(uuid, value(1, column, field), from);
    }
}
