package dev.parley.store;

import java.sql.SQLException;

/**
 * The nonces that requests came with: {@code parley_nonce}. In the database, so that a request is refused a second time on whichever process
 * of the site it lands. Each method is one transaction; safe for use by several threads, processes and machines.
 */
public final class Nonces {

    private final Database database;
    private final TimeSource time;

    /** The nonces of that database. */
    public Nonces(Database database, TimeSource time) {
        this.database = database;
        this.time = time;
    }

    /**
     * Remembers a nonce.
     *
     * @param expires when it may be forgotten, microseconds UTC
     * @return false where it was used before
     */
    public boolean use(String keyId, String nonce, long expires) {
        try {
            return database.statement(tx -> {
                tx.update("insert into parley_nonce (key_id, nonce, expires) values (?, ?, ?)", keyId, nonce, expires);
                return true;
            });
        } catch (StoreException e) {
            // Whoever repeats a request pays for looking; all others only write.
            if (database.query(tx -> isKnown(tx, keyId, nonce))) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isKnown(Tx tx, String keyId, String nonce) throws SQLException {
        return tx.first("select 1 from parley_nonce where key_id = ? and nonce = ?", row -> true, keyId, nonce)
                .orElse(false);
    }

    /** Forgets those whose time is over; gives how many. */
    public int prune() {
        return database.statement(tx -> tx.update("delete from parley_nonce where expires < ?", time.micros()));
    }
}
