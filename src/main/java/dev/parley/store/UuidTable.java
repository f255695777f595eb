package dev.parley.store;

import dev.parley.catalogue.CatalogueObject;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Parley's table beside that of an object without a uuid column: which uuid the row with which local id has. Triggers keep it as rows come and go,
 * so that whatever happened to a row is captured under its uuid.
 *
 * @param name its name
 */
record UuidTable(String name) {

    /** The column with the local id. */
    static final String ID = "id";

    /** The column with the uuid. */
    static final String UUID = "uuid";

    static final String PREFIX = "parley_uuid_";

    /** Every name that such a table may have. */
    static final Pattern NAMES = Pattern.compile(Pattern.quote(PREFIX) + ".+", Pattern.DOTALL);

    /** What the engines take for a name. */
    private static final int LONGEST = 63;

    /** The one beside the object's table. */
    static UuidTable of(CatalogueObject object) {
        String table = object.table();
        String name = PREFIX + table;
        if (name.length() <= LONGEST) {
            return new UuidTable(name);
        }
        String hash = dev.parley.merge.Uuids.derived("table", table).toString().substring(0, 8);
        return new UuidTable(name.substring(0, LONGEST - 9) + "_" + hash.toLowerCase(Locale.ROOT));
    }

    String quoted(Dialect dialect) {
        return dialect.quote(name);
    }
}
