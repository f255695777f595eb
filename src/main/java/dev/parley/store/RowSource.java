package dev.parley.store;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Identity;

/**
 * An object's rows as a select reads them: its table, joined with Parley's own where that keeps the uuids.
 *
 * @param alias what the table goes by in the statement
 */
public record RowSource(Dialect dialect, CatalogueObject object, String alias) {

    /** The rows of the object, whose table goes by that alias. */
    public static RowSource of(Dialect dialect, CatalogueObject object, String alias) {
        return new RowSource(dialect, object, alias);
    }

    /** What stands after {@code from}. */
    public String from() {
        String table = dialect.table(object.table()) + " " + alias;
        return isBeside()
                ? "%s join %s %s on %s".formatted(table, UuidTable.of(object).quoted(dialect), beside(), besides())
                : table;
    }

    /** What stands after {@code left join}, given the condition that the row of the table has to meet. */
    public String leftJoin(String condition) {
        String join = " left join %s %s on %s".formatted(dialect.table(object.table()), alias, condition);
        return isBeside()
                ? join + " left join %s %s on %s".formatted(UuidTable.of(object).quoted(dialect), beside(), besides())
                : join;
    }

    /** The uuid. */
    public String uuid() {
        if (isBeside()) {
            return beside() + "." + UuidTable.UUID;
        }
        return Columns.uuid(dialect, object, alias);
    }

    /** The local id. */
    public String id() {
        return column(object.idColumn().orElseThrow());
    }

    /** A column of the table. */
    public String column(String name) {
        return Columns.of(dialect, name, alias);
    }

    private boolean isBeside() {
        return object.identity() instanceof Identity.Beside;
    }

    private String beside() {
        return alias + "u";
    }

    private String besides() {
        return beside() + "." + UuidTable.ID + " = " + id();
    }
}
