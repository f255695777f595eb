package dev.parley.store;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Identity;
import java.util.Optional;

/** Names of an object's columns as they stand in SQL. */
final class Columns {

    private Columns() {}

    /** What capture calls the uuid that Parley keeps beside a table: no column of the table. */
    static final String BESIDE = "parley_uuid";

    /** The column under which capture keeps the uuid; absent where the object goes by key. */
    static Optional<String> kept(CatalogueObject object) {
        if (object.identity() instanceof Identity.UuidColumn uuid) {
            return Optional.of(uuid.column());
        }
        return object.hasUuids() ? Optional.of(BESIDE) : Optional.empty();
    }

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
