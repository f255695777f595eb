package dev.parley.catalogue;

import java.util.List;

/** How a row is known everywhere. */
public sealed interface Identity {

    /** By a column that holds its uuid. */
    record UuidColumn(String column) implements Identity {}

    /** By fields that identify the row within its business; its uuid is derived from them. */
    record Key(List<String> fields) implements Identity {
        /** Takes a copy that nobody can alter. */
        public Key {
            fields = List.copyOf(fields);
        }
    }
}
