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
    TwinTest ASK = new TwinTest() {
        @Override
        public boolean lacks(Tx tx, String object, UUID record) {
            return true;
        }

        @Override
        public boolean mustAsk(Tx tx, String object, UUID record) {
            return true;
        }
    };

    /** Whether the other site lacks the record with that canonical uuid. */
    boolean lacks(Tx tx, String object, UUID record) throws SQLException;

    /** Whether the other site must be asked before that is sure; until it has answered, what may be that record is left. */
    default boolean mustAsk(Tx tx, String object, UUID record) throws SQLException {
        return false;
    }
}
