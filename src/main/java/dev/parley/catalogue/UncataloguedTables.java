package dev.parley.catalogue;

import dev.parley.catalogue.Schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds tables that look as if they should be synced, but that nobody listed. */
public final class UncataloguedTables {

    private UncataloguedTables() {}

    /**
     * A table that is in no object.
     *
     * @param name the table's name
     * @param because why it looks as if it should be: a clause such as <code>it has the business column `business_id`</code>
     */
    public record Uncatalogued(String name, String because) {}

    /**
     * The tables that have a business column of the catalogue, or a foreign key to a catalogued table, and that are in no object; where the
     * whole database is one business, every table that is in no object.
     * In the order of the schema.
     */
    public static List<Uncatalogued> in(Schema schema, Catalogue catalogue) {
        Set<String> catalogued = lowerCase(catalogue.objects(), CatalogueObject::table);
        Set<String> histories = lowerCase(
                catalogue.objects().stream()
                        .flatMap(object -> object.history().stream())
                        .toList(),
                HistoryTable::table);
        Set<String> businessColumns = catalogue.objects().stream()
                .map(CatalogueObject::scope)
                .flatMap(scope -> scope instanceof Scope.Column in ? Stream.of(in.column()) : Stream.empty())
                .collect(Collectors.toCollection(TreeSet::new));
        boolean whole = catalogue.objects().stream().anyMatch(object -> object.scope() instanceof Scope.Whole);
        List<Uncatalogued> found = new ArrayList<>();
        for (Table table : schema.tables()) {
            String name = table.name().toLowerCase(Locale.ROOT);
            if (!catalogued.contains(name) && !histories.contains(name)) {
                (whole
                                ? Optional.of("the whole database is the business")
                                : because(table, businessColumns, catalogued))
                        .ifPresent(because -> found.add(new Uncatalogued(table.name(), because)));
            }
        }
        return found;
    }

    /** The same, without the tables that the declaration leaves out on purpose. */
    public static List<Uncatalogued> in(Schema schema, Catalogue catalogue, Declaration declaration) {
        Set<String> ignored = lowerCase(declaration.ignoredTables(), Said::value);
        return in(schema, catalogue).stream()
                .filter(table -> !ignored.contains(table.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static <T> Set<String> lowerCase(Collection<T> things, Function<T, String> name) {
        return things.stream()
                .map(name)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static Optional<String> because(Table table, Set<String> businessColumns, Set<String> catalogued) {
        return businessColumns.stream()
                .filter(column -> table.column(column).isPresent())
                .findFirst()
                .map(column -> "it has the business column `" + column + "`")
                .or(() -> table.foreignKeys().stream()
                        .map(Schema.ForeignKey::target)
                        .filter(target -> catalogued.contains(target.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .map(target -> "it refers to table `" + target + "`"));
    }
}
