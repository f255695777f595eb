package dev.parley.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code catalogue.yaml} says, before it is held against the tables. {@link CatalogueYaml} reads it, {@link Resolver} makes a
 * {@link Catalogue} of it.
 *
 * @param file the name that mistakes are reported under
 * @param defaults the columns to look for where an object does not say
 * @param wholeDatabase the line that says that the whole database is one business; absent where it does not say so
 * @param objects in the order of the file
 * @param order modules in the order in which they are to be applied
 * @param histories the histories that the application keeps, by {@code package.module}
 * @param zeroDates what is to stand for dates that are no days, where an object does not say
 * @param ignoredTables tables that are left out on purpose, so that nobody needs to be told of them
 */
public record Declaration(
        String file,
        Defaults defaults,
        Optional<Integer> wholeDatabase,
        List<ObjectDeclaration> objects,
        List<Said<String>> order,
        Map<String, HistoryDeclaration> histories,
        Optional<StandIn> zeroDates,
        List<Said<String>> ignoredTables) {

    /** Takes copies that nobody can alter. */
    public Declaration {
        objects = List.copyOf(objects);
        histories = Map.copyOf(histories);
        order = List.copyOf(order);
        ignoredTables = List.copyOf(ignoredTables);
    }

    /**
     * Columns that objects have unless they say otherwise; absent where the catalogue says {@code false}.
     *
     * @param uuid the record's uuid
     * @param business the local id of the record's business
     * @param added when the record was added
     * @param updated when it was last updated
     * @param identity where the uuids of tables without a uuid column come from; absent where each object says it
     * @param history what the columns of histories are called
     */
    public record Defaults(
            Optional<String> uuid,
            Optional<String> business,
            Optional<String> added,
            Optional<String> updated,
            Optional<IdentityDeclaration> identity,
            HistoryDeclaration history) {

        /** What holds where the catalogue has no {@code defaults:}. */
        public static final Defaults STANDARD = new Defaults(
                Optional.of("uuid"),
                Optional.of("business_id"),
                Optional.of("date_added"),
                Optional.of("last_updated"),
                Optional.empty(),
                HistoryDeclaration.NOTHING);
    }
}
