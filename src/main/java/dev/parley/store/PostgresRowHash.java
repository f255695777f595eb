package dev.parley.store;

import dev.parley.catalogue.Field;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Hashes each value with its place in the row for a seed, by the function that the server has for its type where that tells all values apart, and
 * as a text where it does not. A row's hash is made of all of them and mixed once more, since sums of what each column comes to do not notice when
 * two rows exchange a value.
 */
final class PostgresRowHash implements RowHash {

    private static final Pattern PADDED = Pattern.compile("character(\\(\\d+\\))?");
    private static final Pattern MOMENT = Pattern.compile("timestamp(\\(\\d\\))? with(out)? time zone");

    @Override
    public String version() {
        return "current_setting('server_version_num') || current_setting('server_encoding')";
    }

    @Override
    public String value(int place, String column, Field field) {
        return orNull(place, hash(place, column, field.type()));
    }

    /** Of whatever type the column is: nothing has to be done for a text to be taken as one of fixed length, as a uuid is. */
    @Override
    public String uuid(int place, String column) {
        return orNull(place, ofPadded(place, column));
    }

    /** A null is the same at its place in each row, and no hash. */
    private static String orNull(int place, String hash) {
        return "coalesce(%s, %d)".formatted(hash, place);
    }

    /** The casts make of a domain the type that it is made of. */
    private static String hash(int place, String column, String type) {
        return switch (type) {
            case "smallint", "integer" -> "hashint4extended(%s::integer, %d)".formatted(column, place);
            case "bigint" -> ofLong(place, column);
            case "boolean" -> "hashint4extended(%s::boolean::integer, %d)".formatted(column, place);
            case "uuid" -> "uuid_hash_extended(%s::uuid, %d)".formatted(column, place);
            // The function itself can't be called; that of a record of one column does no more.
            case "bytea" -> "hash_record_extended(row(%s::bytea), %d)".formatted(column, place);
            // Without a scale of its own it keeps zeros at its end.
            case "numeric" -> ofText(place, "trim_scale(%s::numeric)".formatted(column));
            default -> ofOther(place, column, type);
        };
    }

    private static String ofOther(int place, String column, String type) {
        if (PADDED.matcher(type).matches()) {
            return ofPadded(place, column);
        }
        return MOMENT.matcher(type).matches() ? ofMoment(place, column) : ofText(place, column);
    }

    private static String ofText(int place, String value) {
        return "hashtextextended(%s::text collate \"C\", %d)".formatted(value, place);
    }

    private static String ofPadded(int place, String value) {
        return "hashbpcharextended(%s::bpchar collate \"C\", %d)".formatted(value, place);
    }

    /** The server's hash is of both halves laid over each other; with one of them beside it, it tells all numbers apart. */
    private static String ofLong(int place, String column) {
        return "hashint4extended((%1$s::bigint >> 32)::integer, hashint8extended(%1$s::bigint, %2$d))"
                .formatted(column, place);
    }

    /** A moment is a number of microseconds, of which the upper half changes each 2^32. That of the first day there is can't be asked for. */
    private static String ofMoment(int place, String column) {
        return """
                timestamp_hash_extended(\
                date_bin('4294.967296 s', greatest(%1$s::timestamp, '4714-11-25 BC'), '2000-01-01'), \
                timestamp_hash_extended(%1$s::timestamp, %2$d))\
                """.formatted(column, place);
    }

    /** One hash of 64 bits: nobody keeps it, and two sites that differ are taken for the same once in 2^64 comparisons. */
    @Override
    public String select(List<String> values, String from) {
        return "select count(*), sum(hashint4extended(0, %s)), count(*) %s".formatted(String.join(" # ", values), from);
    }
}
