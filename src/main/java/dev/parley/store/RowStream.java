package dev.parley.store;

import dev.parley.catalogue.Cells;

/** Gives rows that are to be inserted, one after the other. */
@FunctionalInterface
public interface RowStream {

    /**
     * Puts the next row into the cells.
     *
     * @return false where there is none left
     */
    boolean next(Cells cells);
}
