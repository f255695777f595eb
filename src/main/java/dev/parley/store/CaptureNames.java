package dev.parley.store;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * What an object's capture table is called and which columns of the application's table it keeps, in which order. A capture table has the columns
 * {@code place} (its own ascending number), {@code op} (I, U or D), {@code at} (microseconds UTC), {@code user_name}, {@code session},
 * and for the n-th kept column {@code o<n>} and {@code n<n>}, the old and new value in native form. An engine that can reuse ids also keeps,
 * for each kept reference column, the uuid it pointed to then: {@code ou<n>} and {@code nu<n>}.
 *
 * @param captureTable name of the capture table
 * @param columns names of the kept columns of the application's table
 */
public record CaptureNames(String captureTable, List<String> columns) {

    /** What the names of all capture tables begin with. */
    static final String PREFIX = "parley_capture_";

    /** Takes a copy that nobody can alter. */
    public CaptureNames {
        columns = List.copyOf(columns);
    }

    /**
     * The names for an object: its id, its uuid (in its column, or {@link Columns#BESIDE}), its business column, then its fields, as far as it has them.
     *
     * @param number the object's number in {@code parley_object}, so that long table names do not matter
     */
    public static CaptureNames of(CatalogueObject object, int number) {
        List<String> columns = new ArrayList<>();
        object.idColumn().ifPresent(columns::add);
        Columns.kept(object).ifPresent(columns::add);
        if (object.scope() instanceof Scope.Column business) {
            columns.add(business.column());
        }
        object.fields().stream().map(Field::name).forEach(columns::add);
        return new CaptureNames(PREFIX + number, columns);
    }

    /** The names for a table of which no row is kept. */
    static CaptureNames ofNone(int number) {
        return new CaptureNames(PREFIX + number, List.of());
    }

    /** The name of the trigger for {@code insert}, {@code update} or {@code delete}. */
    public String trigger(String event) {
        return captureTable + "_" + event;
    }
}
