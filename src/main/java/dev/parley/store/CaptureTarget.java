package dev.parley.store;

import dev.parley.catalogue.CatalogueObject;
import java.util.Optional;

/**
 * A table whose writes are captured.
 *
 * @param name the object's full name; of a table without one, a name that no object has
 * @param table the table
 * @param object what it holds; empty where the table is only watched for the rows that it takes along
 * @param names what its capture table and its triggers are called
 */
record CaptureTarget(String name, String table, Optional<CatalogueObject> object, CaptureNames names) {

    static CaptureTarget of(CatalogueObject object, int number) {
        return new CaptureTarget(object.name(), object.table(), Optional.of(object), CaptureNames.of(object, number));
    }

    static CaptureTarget of(String table, int number) {
        return new CaptureTarget(
                nameOf(table),
                table,
                Optional.empty(),
                new CaptureNames(CaptureNames.PREFIX + number, java.util.List.of()));
    }

    static String nameOf(String table) {
        return "table " + table;
    }
}
