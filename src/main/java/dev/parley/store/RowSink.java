package dev.parley.store;

import dev.parley.catalogue.Cells;

/** Takes rows as they are read, one after the other. */
@FunctionalInterface
public interface RowSink {

    /**
     * Takes a row. Must not use the transaction that reads: it is busy.
     *
     * @return whether it wants more
     */
    boolean take(Cells row);
}
