package dev.parley.cli;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Part;
import dev.parley.merge.Value;
import dev.parley.site.Site;
import dev.parley.store.Businesses;
import dev.parley.store.Businesses.Business;
import dev.parley.store.ChangeLog;
import dev.parley.store.RecordRows;
import dev.parley.store.Tx;
import dev.parley.store.UuidMaps;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * All that a business holds at a site, for comparing: for each table, each record by uuid with all its fields, references as uuids.
 *
 * @param tables for each table its records
 * @param objects for each table its object
 * @param history for each table the uuids of all changes of those records
 */
record DemoContent(
        Map<String, Map<UUID, Map<String, Value>>> tables,
        Map<String, CatalogueObject> objects,
        Map<String, Set<UUID>> history) {

    private static final int PAGE = 500;

    /** What the business holds at that site at this moment. */
    static DemoContent of(Site site, UUID business) {
        Catalogue catalogue = site.catalogue();
        return site.database().reading(tx -> {
            Business here = new Business(
                    business, new Businesses(tx, catalogue).id(business).orElseThrow());
            Map<String, Map<UUID, Map<String, Value>>> tables = new LinkedHashMap<>();
            Map<String, CatalogueObject> objects = new LinkedHashMap<>();
            Map<String, Set<UUID>> history = new LinkedHashMap<>();
            for (CatalogueObject object : catalogue.objects()) {
                Map<UUID, Map<String, Value>> records = new TreeMap<>();
                for (RecordRows.Row row : rows(tx, catalogue, object, here)) {
                    records.put(row.record(), row.fields());
                }
                tables.put(object.table(), records);
                objects.put(object.table(), object);
                history.put(object.table(), changes(tx, object, records.keySet()));
            }
            return new DemoContent(tables, objects, history);
        });
    }

    private static Set<UUID> changes(Tx tx, CatalogueObject object, Set<UUID> records) throws SQLException {
        Set<UUID> changes = new HashSet<>();
        Set<UUID> names = new UuidMaps(tx).names(object.name(), records);
        new ChangeLog(tx)
                .ofRecords(object.name(), names)
                .values()
                .forEach(of -> of.forEach(change -> changes.add(change.uuid())));
        return changes;
    }

    private static List<RecordRows.Row> rows(Tx tx, Catalogue catalogue, CatalogueObject object, Business business)
            throws SQLException {
        RecordRows rows = new RecordRows(tx, catalogue, new UuidMaps(tx));
        if (!object.hasUuids()) {
            return rows.keyed(object, business);
        }
        List<RecordRows.Row> all = new ArrayList<>();
        List<RecordRows.Row> page = rows.after(object, business, Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = rows.after(
                    object, business, Optional.of(page.get(page.size() - 1).uuid()), PAGE);
        }
        return all;
    }

    /** A part of it. */
    DemoContent of(Part part) {
        Map<String, Map<UUID, Map<String, Value>>> some = new LinkedHashMap<>(tables);
        some.keySet().removeIf(table -> !part.has(Objects.requireNonNull(objects.get(table))));
        return new DemoContent(some, objects, history);
    }

    /** How many records each module has, by its name in its package. */
    Map<String, Integer> modules() {
        Map<String, Integer> modules = new LinkedHashMap<>();
        tables.forEach((table, records) ->
                modules.merge(Objects.requireNonNull(objects.get(table)).module(), records.size(), Integer::sum));
        return modules;
    }

    /** How many records a table has. */
    int count(String table) {
        return tables.getOrDefault(table, Map.of()).size();
    }

    /** How many records all tables have. */
    int count() {
        return tables.values().stream().mapToInt(Map::size).sum();
    }

    /** The tables that do not hold the same in both. */
    List<String> unlike(DemoContent other) {
        List<String> unlike = new ArrayList<>();
        tables.forEach((table, records) -> {
            boolean same = records.equals(other.tables.get(table))
                    && Objects.equals(history.get(table), other.history.get(table));
            if (!same) {
                unlike.add(table);
            }
        });
        return unlike;
    }
}
