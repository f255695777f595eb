package dev.parley.store;

import dev.parley.catalogue.Cells;
import java.sql.SQLException;

/** Takes rows as they are read, one after the other. */
@FunctionalInterface
public interface RowSink {

    /**
     * Takes a row.
     *
     * @return whether it wants more
     */
    boolean take(Cells row) throws SQLException;
}
