package dev.parley.catalogue;

import java.util.List;

/** How a row is known everywhere. */
public sealed interface Identity {

    /** By a column that holds its uuid. */
    record UuidColumn(String column) implements Identity {}

    /**
     * By a uuid that Parley keeps for it, under its local id, in a table of its own beside the object's: for tables without a uuid column.
     *
     * @param fromPrimaryKey whether the rows that are there at first get uuids derived from their primary keys, so that two sites which
     *     started from the same copy agree; otherwise, and for all rows that come later, they are random
     */
    record Beside(boolean fromPrimaryKey) implements Identity {}

    /** By fields that identify the row within its business; its uuid is derived from them. */
    record Key(List<String> fields) implements Identity {
        /** Takes a copy that nobody can alter. */
        public Key {
            fields = List.copyOf(fields);
        }
    }
}
