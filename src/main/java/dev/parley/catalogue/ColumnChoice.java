package dev.parley.catalogue;

import java.util.Optional;

/**
 * A column that the catalogue names, or {@code false}, which says that there is none.
 *
 * @param column the column; absent for {@code false}
 * @param line where it is said, counted from 1
 */
public record ColumnChoice(Optional<String> column, int line) {}
