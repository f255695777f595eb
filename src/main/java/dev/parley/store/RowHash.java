package dev.parley.store;

import dev.parley.catalogue.Field;
import java.util.List;

/**
 * How an engine hashes rows by itself. Two databases of one engine that hash equal values of equal types come to equal sums; what only looks equal
 * must not: null is not an empty text, where one value ends and the next begins is beyond doubt, and rows that exchange a value are others.
 */
interface RowHash {

    /** What the hash may depend on besides the values, such as the version of the server; in SQL. */
    String version();

    /**
     * A field's value as it goes into the hash of its row, in SQL; one value or several with commas between.
     *
     * @param place which of the row's values it is: the same at another place counts otherwise
     * @param column the column as it stands in SQL
     */
    String value(int place, String column, Field field);

    /** A uuid, likewise. */
    String uuid(int place, String column);

    /**
     * The select of how many rows there are, the sum of their hashes, which is a whole number that counts modulo 2^64, and how many of them are in
     * it: the server may not be able to make one of each.
     *
     * @param values what goes into the hash of each row, at places from 0 on
     * @param from the rest of the select that gives the rows, from the word {@code from} on
     */
    String select(List<String> values, String from);

    /** The same of no more than the uuid and one other column, where there may be a cheaper way. */
    default String stamps(String uuid, String column, Field field, String from) {
        return select(List.of(uuid(0, uuid), value(1, column, field)), from);
    }
}
