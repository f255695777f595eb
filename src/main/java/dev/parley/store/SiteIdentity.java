package dev.parley.store;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * Who this site is: {@code parley_site}. Stays with the database, so a restored backup is still the same site.
 *
 * @param site the site's uuid, never changed
 * @param name its name, for people
 */
public record SiteIdentity(UUID site, String name) {

    /** The form of Parley's own tables that this program works with. */
    public static final int SCHEMA_VERSION = 2;

    private static final String TABLE = "parley_site";

    /**
     * The site of this database; empty where {@code parley init} has not been run.
     *
     * @throws StoreException if a newer Parley has made the tables
     */
    public static Optional<SiteIdentity> read(Tx tx) throws SQLException {
        if (!hasTable(tx)) {
            return Optional.empty();
        }
        Optional<Integer> version =
                tx.first("select schema_version from parley_site where id = 1", row -> row.getInt(1));
        if (version.filter(found -> found > SCHEMA_VERSION).isPresent()) {
            throw new StoreException(
                    "A newer Parley has made the tables of this database (their version is %d, this program knows %d). Install that Parley here too."
                            .formatted(version.get(), SCHEMA_VERSION));
        }
        return tx.first(
                "select site, name from parley_site where id = 1",
                row -> new SiteIdentity(UUID.fromString(row.getString(1)), row.getString(2)));
    }

    /** Whether the tables, which an older Parley may have made, are as this program needs them. */
    public static boolean isUpToDate(Tx tx) throws SQLException {
        return tx.first("select schema_version from parley_site where id = 1", row -> row.getInt(1))
                .filter(version -> version == SCHEMA_VERSION)
                .isPresent();
    }

    /** The site of this database, made if there is none yet, and called by that name from now on. */
    public static SiteIdentity establish(Tx tx, Ids ids, String name) throws SQLException {
        Optional<SiteIdentity> known = read(tx);
        if (known.isPresent()) {
            tx.update("update parley_site set name = ?, schema_version = ? where id = 1", name, SCHEMA_VERSION);
            return new SiteIdentity(known.get().site(), name);
        }
        SiteIdentity fresh = new SiteIdentity(ids.next(), name);
        tx.update(
                "insert into parley_site (id, site, name, schema_version) values (1, ?, ?, ?)",
                fresh.site(),
                name,
                SCHEMA_VERSION);
        return fresh;
    }

    /** Asked of the driver, since asking a table that is not there would end the transaction on PostgreSQL. */
    private static boolean hasTable(Tx tx) throws SQLException {
        DatabaseMetaData database = tx.connection().getMetaData();
        try (ResultSet found =
                database.getTables(tx.connection().getCatalog(), tx.connection().getSchema(), TABLE, null)) {
            while (found.next()) {
                if (TABLE.equalsIgnoreCase(found.getString("TABLE_NAME"))) {
                    return true;
                }
            }
            return false;
        }
    }
}
