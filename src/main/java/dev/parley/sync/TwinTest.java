package dev.parley.sync;

import dev.parley.store.Tx;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Says whether the other site lacks a record of ours. Only then can a record of its own with the same natural key be that record, entered
 * there a second time; if it has both, they are two.
 */
@FunctionalInterface
interface TwinTest {

    /** The other site has all of ours: no record of its own is one of them. */
    TwinTest NEVER = (tx, object, record) -> false;

    /** The other site is to say it: a record that may be one of ours is left until then. */
    TwinTest ASK = (tx, object, record) -> true;

    /** Whether the other site lacks the record with that canonical uuid. */
    boolean lacks(Tx tx, String object, UUID record) throws SQLException;
}
