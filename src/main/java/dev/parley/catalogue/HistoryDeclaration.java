package dev.parley.catalogue;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the catalogue says of a history that the application keeps.
 *
 * @param line where it is said, counted from 1
 * @param table its table; absent where only columns are named, or where the catalogue says {@code false}
 * @param none whether the catalogue says that there is none
 * @param columns the columns that have other names than usual, or are not there
 * @param users the object whose local ids stand in the user column, or that it holds no local ids
 */
public record HistoryDeclaration(
        int line,
        Optional<Said<String>> table,
        boolean none,
        Map<HistoryPart, ColumnChoice> columns,
        Optional<ColumnChoice> users) {

    /** Takes a copy that nobody can alter. */
    public HistoryDeclaration {
        columns = Map.copyOf(columns);
    }

    /** Says nothing. */
    public static final HistoryDeclaration NOTHING =
            new HistoryDeclaration(1, Optional.empty(), false, Map.of(), Optional.empty());

    /** This, and what it leaves open from the other. */
    HistoryDeclaration over(HistoryDeclaration other) {
        Map<HistoryPart, ColumnChoice> all = new EnumMap<>(HistoryPart.class);
        all.putAll(other.columns);
        all.putAll(columns);
        return new HistoryDeclaration(line, table.or(other::table), none, all, users.or(other::users));
    }
}
