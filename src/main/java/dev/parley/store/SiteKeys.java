package dev.parley.store;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** The public keys of the sites that this one has met, and this site's own key: {@code parley_site_key}. */
public final class SiteKeys {

    private static final String TABLE = "parley_site_key";

    private final Tx tx;
    private final TimeSource time;

    /** The keys, in that transaction. */
    public SiteKeys(Tx tx, TimeSource time) {
        this.tx = tx;
        this.time = time;
    }

    /** Both halves of this site's key, base64. */
    public record Own(String publicHalf, String secretHalf) {
        @Override
        public String toString() {
            return "Own[" + publicHalf + "]";
        }
    }

    /** How the key that a site says it has goes with what is known of it. */
    public enum Meeting {
        /** None was known: it is kept from now on. */
        FIRST,
        /** It is the one that is known. */
        SAME,
        /** Another one is known, and stays. */
        CHANGED
    }

    /** Whether the table is there; it is not where a Parley that had no keys set the database up. */
    public static boolean exist(Tx tx) throws SQLException {
        DatabaseMetaData database = tx.connection().getMetaData();
        try (ResultSet found =
                database.getTables(tx.connection().getCatalog(), tx.connection().getSchema(), TABLE, null)) {
            return found.next();
        }
    }

    /** This site's key; absent where it has none yet. */
    public Optional<Own> own() throws SQLException {
        return tx.first(
                "select public_key, secret_key from parley_site_key where secret_key <> ''",
                row -> new Own(row.getString(1), row.getString(2)));
    }

    /** Gives this site that key in place of any that it has. */
    public void own(UUID site, Own key) throws SQLException {
        put(site, key.publicHalf(), key.secretHalf());
    }

    /** The public key of a site; absent where none is known. */
    public Optional<String> of(UUID site) throws SQLException {
        return tx.first("select public_key from parley_site_key where site = ?", row -> row.getString(1), site);
    }

    /** Holds what a site says that its key is against what is known of it. What is known first stays. */
    public Meeting meet(UUID site, String publicKey) throws SQLException {
        Optional<String> known = of(site);
        if (known.isEmpty()) {
            put(site, publicKey, "");
            return Meeting.FIRST;
        }
        return known.get().equals(publicKey) ? Meeting.SAME : Meeting.CHANGED;
    }

    /** Takes that as the key of another site from now on, whatever was known of it. */
    public void trust(UUID site, String publicKey) throws SQLException {
        put(site, publicKey, "");
    }

    private void put(UUID site, String publicKey, String secretKey) throws SQLException {
        tx.update("delete from parley_site_key where site = ?", site);
        tx.update(
                "insert into parley_site_key (site, public_key, secret_key, since_micros) values (?, ?, ?, ?)",
                site,
                publicKey,
                secretKey,
                time.micros());
    }
}
