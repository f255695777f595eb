package dev.parley.sync;

import dev.parley.store.Tx;
import dev.parley.wire.Exchange;
import java.sql.SQLException;

/** Hears what an exchange came to that another site asked for, in the exchange's own transaction. */
@FunctionalInterface
public interface Answering {

    /** Nobody listens. */
    Answering SILENT = (tx, reply) -> {};

    /** That is answered. */
    void answered(Tx tx, Exchange.Reply reply) throws SQLException;
}
