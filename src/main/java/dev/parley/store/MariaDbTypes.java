package dev.parley.store;

import dev.parley.catalogue.FieldKind;
import dev.parley.store.Dialect.BulkColumn;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What MariaDB's types hold, and which values they would keep otherwise than they came. */
final class MariaDbTypes {

    private MariaDbTypes() {}

    /**
     * The kind of a type.
     *
     * @param name the type's bare name, in lower case
     * @param type the type as a create table has it, in lower case
     */
    static Optional<FieldKind> kind(String name, String type) {
        return switch (name) {
            case "tinyint", "smallint", "mediumint", "int", "bigint", "year" -> Optional.of(FieldKind.INTEGER);
            case "bit" -> Optional.of(type.equals("bit(1)") ? FieldKind.BOOLEAN : FieldKind.BITS);
            case "decimal" -> Optional.of(FieldKind.DECIMAL);
            case "float" -> Optional.of(FieldKind.SINGLE);
            case "double" -> Optional.of(FieldKind.REAL);
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" -> Optional.of(FieldKind.TEXT);
            case "enum", "set", "uuid", "inet4", "inet6" -> Optional.of(FieldKind.TEXT);
            case "json" -> Optional.of(FieldKind.JSON);
            case "date" -> Optional.of(FieldKind.DATE);
            case "time" -> Optional.of(FieldKind.TIME);
            case "datetime", "timestamp" -> Optional.of(FieldKind.DATETIME);
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> Optional.of(FieldKind.BINARY);
            default -> Optional.empty();
        };
    }

    /** See {@link Dialect#doubtful}. */
    static Optional<Predicate<String>> doubtful(BulkColumn column) {
        String type = column.type().toLowerCase(Locale.ROOT);
        return switch (column.kind()) {
            case INTEGER -> type.startsWith("year") ? Optional.of(text -> text.length() < 4) : Optional.empty();
            case DECIMAL -> Doubts.digits(column).map(Doubts::scale);
            case SINGLE -> Optional.of(Doubts::notASingle);
            case REAL -> Doubts.digits(column).map(Doubts::scale).or(() -> Optional.of(Doubts::notADouble));
            case TIME, DATETIME -> Optional.of(Doubts.scale(Doubts.size(column).orElse(0)));
            case BITS -> Doubts.size(column).map(bits -> text -> text.length() != bits);
            case BINARY ->
                type.startsWith("binary")
                        ? Doubts.size(column)
                                .map(size -> text -> Base64.getDecoder().decode(text).length != size)
                        : Optional.empty();
            case TEXT -> text(type, column.type());
            default -> Optional.empty();
        };
    }

    private static Optional<Predicate<String>> text(String type, String spelt) {
        if (type.startsWith("char") || type.startsWith("varchar")) {
            return Optional.of(Doubts::endsBlank);
        } else if (type.startsWith("enum") || type.startsWith("set")) {
            return Optional.of(text -> !spelt.contains("'" + text.replace("'", "''") + "'"));
        } else if (type.equals("uuid")) {
            return Optional.of(Doubts::notAUuid);
        }
        return type.startsWith("inet") ? Optional.of(text -> true) : Optional.empty();
    }

    /** The bits that the bytes hold, so many of them. */
    static String bits(byte[] bytes, int count) {
        String bits = new BigInteger(1, bytes).toString(2);
        String all = "0".repeat(Math.max(0, count - bits.length())) + bits;
        return all.substring(all.length() - count);
    }

    /** The bytes that hold the bits. */
    static byte[] bytes(String bits) {
        if (bits.isEmpty()) {
            throw new IllegalArgumentException("MariaDB has no bits without any bit");
        }
        byte[] bytes = new byte[(bits.length() + 7) / 8];
        byte[] value = new BigInteger(bits, 2).toByteArray();
        int length = Math.min(bytes.length, value.length);
        System.arraycopy(value, value.length - length, bytes, bytes.length - length, length);
        return bytes;
    }
}
