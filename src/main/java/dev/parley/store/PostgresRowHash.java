package dev.parley.store;

import dev.parley.catalogue.Field;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Hashes what {@code record_send} makes of a row: each value with its length and type, as the server sends it in binary. The hash is that of bytea,
 * which is to be had as that of a record of one column.
 */
final class PostgresRowHash implements RowHash {

    /** Types that every server knows by the same number, and whose binary form says all that their text does. */
    private static final Pattern BUILT_IN = Pattern.compile(
            "(smallint|integer|bigint|numeric|real|double precision|boolean|text|character varying|character|date"
                    + "|time without time zone|time with time zone|timestamp without time zone|timestamp with time zone|bytea|uuid)"
                    + "(\\(\\d+(,-?\\d+)?\\))?");

    /** Those of them whose values are alike only where they are the same bits. */
    private static final Pattern BIT_BY_BIT = Pattern.compile(
            "(smallint|integer|bigint|date|timestamp without time zone|timestamp with time zone)(\\(\\d+\\))?");

    @Override
    public String version() {
        return "current_setting('server_version_num') || current_setting('server_encoding')";
    }

    /** Of a domain the type that it is made of; of a number without a scale of its own, without the zeros at its end. */
    @Override
    public String value(String column, Field field) {
        if (field.type().equals("numeric")) {
            return "trim_scale(%s::numeric)".formatted(column);
        }
        return "%s::%s".formatted(column, BUILT_IN.matcher(field.type()).matches() ? field.type() : "text");
    }

    @Override
    public String uuid(String column) {
        return column + "::text";
    }

    /** The rows stand in a select of their own, with an offset that keeps it so, since each would be sent twice otherwise. */
    @Override
    public String select(List<String> values, String from) {
        return """
                select count(*), sum(hash_record_extended(row(sent), 1)), sum(hash_record_extended(row(sent), 2))
                from (select record_send(row(%s)) as sent %s offset 0) as t""".formatted(String.join(", ", values), from);
    }

    /** One hash of 64 bits: nobody keeps it, and two sites that differ are taken for the same once in 2^64 comparisons. */
    @Override
    public Optional<String> stamps(String uuid, String column, Field field, String from) {
        return BIT_BY_BIT.matcher(field.type()).matches()
                ? Optional.of("select count(*), sum(hash_record_extended(row(%s collate \"C\", %s), 1)), '0' %s"
                        .formatted(uuid(uuid), column, from))
                : Optional.empty();
    }
}
