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
 */
record Rows(Map<String, Map<String, @Nullable String>> records, Set<String> twice, Set<String> there) {

    static Rows of(SimSite site, UUID business, Model model) {
        Map<String, Map<String, @Nullable String>> records = new TreeMap<>();
        Set<String> twice = new HashSet<>();
        Set<String> there = new HashSet<>();
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
                Map<String, @Nullable String> fields = new TreeMap<>();
                for (int i = 0; i < table.columns().size(); i++) {
                    Column column = table.columns().get(i);
                    fields.put(column.name(), model.canonical(column, row.get(i + 1)));
                }
                String name =
                        keyed ? model.name(table, raw(table, row)) : model.canonical(table.object(), row.get(0) + "");
                if (records.put(name, fields) != null) {
                    twice.add(name);
                }
            }
            if (!keyed) {
                sql.column("select %s from %s t"
                                .formatted(Tables.uuid(table.name(), "t", site.features()), table.name()))
                        .forEach(uuid -> there.add(model.canonical(table.object(), uuid)));
            }
        }
        return new Rows(records, twice, there);
    }

    private static Map<String, @Nullable String> raw(Table table, List<@Nullable String> row) {
        Map<String, @Nullable String> raw = new TreeMap<>();
        for (int i = 0; i < table.columns().size(); i++) {
            raw.put(table.columns().get(i).name(), row.get(i + 1));
        }
        return raw;
    }

    private static String expression(Column column, Set<Feature> features) {
        return column.target()
                .map(target -> "(select %s from %s x where x.id = t.%s)"
                        .formatted(Tables.uuid(target, "x", features), target, column.name()))
                .orElse("t." + column.name());
    }
}
