package dev.parley.store;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Identity;

/** Names of an object's columns as they stand in SQL. */
final class Columns {

    private Columns() {}

    /** The object's uuid column; with an alias of the table before it where that is not empty. */
    static String uuid(Dialect dialect, CatalogueObject object, String alias) {
        if (!(object.identity() instanceof Identity.UuidColumn uuid)) {
            throw new IllegalArgumentException(object.name() + " has no uuid column");
        }
        return of(dialect, uuid.column(), alias);
    }

    /** A column, with an alias of the table before it where that is not empty. */
    static String of(Dialect dialect, String column, String alias) {
        return alias.isEmpty() ? dialect.quote(column) : alias + "." + dialect.quote(column);
    }
}
