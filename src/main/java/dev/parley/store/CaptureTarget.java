package dev.parley.store;

import dev.parley.catalogue.CatalogueObject;
import java.util.Optional;

/**
 * A table whose writes are captured.
 *
 * @param name the object's full name; of a table without one, a name that no object has
 * @param table the table
 * @param object what it holds; empty where the table is only watched for the rows that it takes along
 * @param history what it is, where the application keeps its own history in it
 * @param names what its capture table and its triggers are called
 */
record CaptureTarget(
        String name,
        String table,
        Optional<CatalogueObject> object,
        Optional<HistoryMarks> history,
        CaptureNames names) {

    static CaptureTarget of(CatalogueObject object, int number) {
        return new CaptureTarget(
                object.name(), object.table(), Optional.of(object), Optional.empty(), CaptureNames.of(object, number));
    }

    static CaptureTarget of(String table, int number) {
        return new CaptureTarget(nameOf(table), table, Optional.empty(), Optional.empty(), CaptureNames.ofNone(number));
    }

    static CaptureTarget of(HistoryMarks history) {
        return new CaptureTarget(
                HistoryMarks.nameOf(history.table()),
                history.table().table(),
                Optional.empty(),
                Optional.of(history),
                CaptureNames.ofNone(history.number()));
    }

    static String nameOf(String table) {
        return "table " + table;
    }
}
