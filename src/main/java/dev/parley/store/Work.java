package dev.parley.store;

import java.sql.SQLException;

/** What is done within a transaction. It may be done again from the start, so it keeps nothing outside that it can't do twice. */
@FunctionalInterface
public interface Work<T> {
    /** Does it. */
    T in(Tx tx) throws SQLException;
}
