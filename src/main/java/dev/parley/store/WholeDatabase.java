package dev.parley.store;

import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** The business of a database that is one business as a whole: {@code parley_business}. */
public final class WholeDatabase {

    private WholeDatabase() {}

    /** Its uuid; absent where there is none yet. */
    public static Optional<UUID> business(Tx tx) throws SQLException {
        return tx.first("select uuid from parley_business where id = 1", row -> UUID.fromString(row.getString(1)));
    }

    /** Gives it that uuid, unless it has one; gives the one that it has then. */
    public static UUID establish(Tx tx, UUID uuid) throws SQLException {
        Optional<UUID> known = business(tx);
        if (known.isPresent()) {
            return known.get();
        }
        tx.update("insert into parley_business (id, uuid) values (1, ?)", uuid);
        return uuid;
    }

    /**
     * Takes that uuid in place of another. Only for as long as nothing is in the log: what is there stands under the old one.
     *
     * @return whether it was done
     */
    public static boolean become(Tx tx, UUID uuid) throws SQLException {
        new ChangeLog(tx).lock();
        boolean fresh =
                tx.first("select 1 from parley_change limit 1", row -> true).isEmpty();
        return fresh && tx.update("update parley_business set uuid = ? where id = 1", uuid) == 1;
    }
}
