package dev.parley.sim;

import dev.parley.sim.Tables.Column;
import dev.parley.sim.Tables.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a business at a site as plain SQL reads them.
 *
 * @param records the fields of each record by its name, in canonical text
 * @param twice the names that two rows have
 * @param there the names of all rows that references may point to, of whatever business
 * @param untouched the names of the records that their site knows no changes of
 */
record Rows(
        Map<String, Map<String, @Nullable String>> records,
        Set<String> twice,
        Set<String> there,
        Set<String> untouched) {

    /**
     * The rows of a site.
     *
     * @param own what its own log tells: that it is of one record or another there
     * @param model what the names are of
     */
    static Rows of(SimSite site, UUID business, Model own, Model model) {
        Map<String, Map<String, @Nullable String>> records = new TreeMap<>();
        Set<String> twice = new HashSet<>();
        Set<String> there = new HashSet<>();
        Set<String> untouched = new HashSet<>();
        Sql sql = site.sql();
        String id = sql.value("select id from businesses where uuid = ?", business.toString())
                .orElse("0");
        for (Table table : Tables.ALL) {
            String columns = table.columns().stream()
                    .map(column -> expression(column, site.features()))
                    .collect(Collectors.joining(", "));
            boolean keyed = !table.key().isEmpty();
            String query = "select %s, %s from %s t where %s"
                    .formatted(
                            keyed ? "''" : Tables.uuid(table.name(), "t", site.features()),
                            columns,
                            table.name(),
                            table.scope());
            for (List<@Nullable String> row : sql.rows(query, id)) {
                Map<String, @Nullable String> values = asKnown(table, row, own);
                Map<String, @Nullable String> fields = new TreeMap<>();
                values.forEach((field, value) -> fields.put(field, model.canonical(table.column(field), value)));
                String uuid = keyed ? "" : own.least(table.object(), row.get(0) + "");
                String name = keyed ? model.name(table, values) : model.canonical(table.object(), uuid);
                if (records.put(name, fields) != null) {
                    twice.add(name);
                }
                String known = keyed ? own.name(table, values) : own.canonical(table.object(), uuid);
                if (!own.states().containsKey(known)) {
                    untouched.add(name);
                }
            }
            if (!keyed) {
                sql.column("select %s from %s t"
                                .formatted(Tables.uuid(table.name(), "t", site.features()), table.name()))
                        .forEach(uuid -> there.add(model.canonical(table.object(), uuid)));
            }
        }
        return new Rows(records, twice, there, untouched);
    }

    /** What stands in the columns, references as they are known at the site. */
    private static Map<String, @Nullable String> asKnown(Table table, List<@Nullable String> row, Model own) {
        Map<String, @Nullable String> values = new TreeMap<>();
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            String value = row.get(i + 1);
            boolean refers = value != null && column.target().isPresent();
            values.put(
                    column.name(),
                    refers
                            ? own.least(
                                    Tables.named(column.target().orElseThrow()).object(), value + "")
                            : value);
        }
        return values;
    }

    private static String expression(Column column, Set<Feature> features) {
        return column.target()
                .map(target -> "(select %s from %s x where x.id = t.%s)"
                        .formatted(Tables.uuid(target, "x", features), target, column.name()))
                .orElse("t." + column.name());
    }
}
