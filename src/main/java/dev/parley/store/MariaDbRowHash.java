package dev.parley.store;

import dev.parley.catalogue.Field;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Hashes a row's values as texts in quotes, one after the other, whatever character set a column has in UTF-8: of the MD5 of that the first half.
 */
final class MariaDbRowHash implements RowHash {

    @Override
    public String version() {
        return "version()";
    }

    @Override
    public String value(String column, Field field) {
        return switch (field.kind()) {
            case BINARY, BITS, BOOLEAN -> "hex(%s)".formatted(column);
            case SINGLE -> "cast(%s as double)".formatted(column);
            case TEXT, JSON -> uuid(column);
            default -> column;
        };
    }

    @Override
    public String uuid(String column) {
        return "convert(%s using utf8mb4)".formatted(column);
    }

    @Override
    public String select(List<String> values, String from) {
        String quoted = values.stream().map("quote(%s)"::formatted).collect(Collectors.joining(", "));
        return "select count(*), sum(cast(conv(left(md5(convert(concat_ws(',', %s) using utf8mb4)), 16), 16, 10) as unsigned)), 0 %s"
                .formatted(quoted, from);
    }
}
