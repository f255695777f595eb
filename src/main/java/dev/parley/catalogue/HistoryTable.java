package dev.parley.catalogue;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table in which the application itself writes down what it did to an object's rows, one entry a field.
 *
 * @param table its name
 * @param columns the columns that it has
 * @param users name of the object whose local ids the user column holds; absent where it holds something else
 * @param key what names a row in it: the object's local id, or the one field of its key
 * @param unsynced columns of the object's table that are no fields, so that their entries stay at home
 */
public record HistoryTable(
        String table, Map<HistoryPart, Column> columns, Optional<String> users, String key, Set<String> unsynced) {

    /** A column of it. */
    public record Column(String name, FieldKind kind, boolean nullable) {}

    /** Takes a copy that nobody can alter. */
    public HistoryTable {
        columns = Map.copyOf(new EnumMap<>(columns));
        unsynced = Set.copyOf(unsynced);
    }

    /** The column that holds the part, if there is one. */
    public Optional<Column> column(HistoryPart part) {
        return Optional.ofNullable(columns.get(part));
    }

    /** The name of the column that holds a part which every history has. */
    public String name(HistoryPart part) {
        return column(part)
                .orElseThrow(() -> new IllegalArgumentException(table + " has no " + part))
                .name();
    }
}
