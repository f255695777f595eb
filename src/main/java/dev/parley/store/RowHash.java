package dev.parley.store;

import dev.parley.catalogue.Field;
import java.util.List;
import java.util.Optional;

/**
 * How an engine hashes rows by itself. Two databases of one engine that hash equal values of equal types come to equal sums; what only looks equal
 * must not: null is not an empty text, and where one value ends and the next begins is beyond doubt.
 */
interface RowHash {

    /** What the hash may depend on besides the values, such as the version of the server; in SQL. */
    String version();

    /** A field's value as it is hashed, in SQL; given as its column stands there. */
    String value(String column, Field field);

    /** A uuid as it is hashed, in SQL. */
    String uuid(String column);

    /**
     * The select of how many rows there are and two sums of their hashes, whole numbers that count modulo 2^64.
     *
     * @param values what of each row is hashed, in SQL
     * @param from the rest of the select that gives the rows, from the word {@code from} on
     */
    String select(List<String> values, String from);

    /**
     * The select of how many rows there are and a sum of hashes of their uuids and one more column, and nothing besides: cheaper than {@link #select}.
     * Empty where values of that column's type may be alike and not the same.
     */
    Optional<String> stamps(String uuid, String column, Field field, String from);
}
