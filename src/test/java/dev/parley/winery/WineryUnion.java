package dev.parley.winery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What both sites are to hold, worked out from the sample's files alone: of each record the row that was updated last. */
final class WineryUnion {

    private static final String NONE = "null";

    /** A folder's tables: rows as maps of column to cell; and what its local ids stand for. */
    private static final class Folder {
        private final Map<String, List<Map<String, String>>> tables = new HashMap<>();
        private final Map<String, String> names = new HashMap<>();
        private final String business;

        Folder(String folder) {
            for (String table : WinerySchema.TABLES) {
                List<List<String>> csv = Csv.resource("/winery/" + folder + "/" + table + ".csv");
                List<Map<String, String>> rows = new ArrayList<>();
                for (List<String> cells : csv.subList(1, csv.size())) {
                    Map<String, String> row = new HashMap<>();
                    for (int i = 0; i < cells.size(); i++) {
                        row.put(csv.get(0).get(i), cells.get(i));
                    }
                    rows.add(row);
                    String name = table.equals("users") ? row.get("email") : row.get("uuid");
                    if (row.containsKey("id") && name != null) {
                        names.put(table + row.get("id"), name);
                    }
                }
                tables.put(table, rows);
            }
            business = rows("businesses").stream()
                    .filter(row -> Winery.SILVERMOON.toString().equals(row.get("uuid")))
                    .map(row -> Objects.requireNonNull(row.get("id")))
                    .findFirst()
                    .orElseThrow();
        }

        private List<Map<String, String>> rows(String table) {
            return Objects.requireNonNull(tables.get(table));
        }

        List<Map<String, String>> ofBusiness(String table) {
            return rows(table).stream()
                    .filter(row -> business.equals(row.get("business_id")))
                    .toList();
        }

        String name(String table, Map<String, String> row, String column) {
            String id = Objects.requireNonNull(row.get(column));
            return id.isEmpty() ? NONE : Objects.requireNonNull(names.get(table + id));
        }

        Map<String, String> person(String id) {
            return rows("users").stream()
                    .filter(row -> id.equals(row.get("id")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A record's line, and when it was last updated. */
    private record Line(String text, String updated) {}

    private final Map<String, Map<String, Line>> union = new TreeMap<>();

    WineryUnion() {
        add(new Folder("hosted"));
        add(new Folder("shop"));
    }

    Map<String, List<String>> content() {
        Map<String, List<String>> content = new TreeMap<>();
        union.forEach((table, lines) -> {
            List<String> texts = new ArrayList<>();
            lines.values().forEach(line -> texts.add(line.text()));
            Collections.sort(texts);
            content.put(table, texts);
        });
        return content;
    }

    private void add(Folder folder) {
        for (Map<String, String> row : folder.ofBusiness("customers")) {
            List<String> cells = cells(row, "uuid status first last company email phone notes");
            cells.add(folder.name("users", row, "salesrep_id"));
            cells.addAll(cells(row, "date_added last_updated"));
            put("customers", cells, row);
        }
        for (Map<String, String> row : folder.ofBusiness("products")) {
            put("products", cells(row, "uuid name wine_type kit_length price date_added last_updated"), row);
        }
        for (Map<String, String> row : folder.ofBusiness("wineproductions")) {
            List<String> cells = cells(row, "uuid");
            cells.add(folder.name("wineproductions", row, "parent_id"));
            cells.add(folder.name("customers", row, "customer_id"));
            cells.add(folder.name("products", row, "product_id"));
            cells.addAll(cells(row, "invoice_number status colour_tag sg_reading"));
            cells.addAll(moments(row, "order_date racking_date bottling_date bottling_at"));
            cells.addAll(cells(row, "notes date_added last_updated"));
            put("orders", cells, row);
        }
        for (Map<String, String> row : folder.ofBusiness("customer_tags")) {
            String customer = folder.name("customers", row, "customer_id");
            put("tags", List.of(customer, Objects.requireNonNull(row.get("tag"))), row);
        }
        for (Map<String, String> row : folder.ofBusiness("wineproduction_settings")) {
            put("settings", cells(row, "detail_key detail_value date_added last_updated"), row);
        }
        for (Map<String, String> row : folder.ofBusiness("business_users")) {
            List<String> cells = cells(folder.person(Objects.requireNonNull(row.get("user_id"))), "email display_name");
            cells.addAll(cells(row, "role"));
            put("people", cells, row);
        }
    }

    private void put(String table, List<String> cells, Map<String, String> row) {
        String key = table.equals("tags") ? String.join("|", cells) : cells.get(0);
        List<String> normal = cells.stream().map(WineryContent::normalCell).toList();
        Line line = new Line(String.join("|", normal), row.getOrDefault("last_updated", ""));
        union.computeIfAbsent(table, name -> new HashMap<>())
                .merge(key, line, (a, b) -> b.updated().compareTo(a.updated()) > 0 ? b : a);
    }

    private static List<String> cells(Map<String, String> row, String columns) {
        List<String> cells = new ArrayList<>();
        for (String column : List.of(columns.split(" ", -1))) {
            cells.add(Objects.requireNonNull(row.get(column), column));
        }
        return cells;
    }

    private static List<String> moments(Map<String, String> row, String columns) {
        return cells(row, columns).stream()
                .map(cell -> cell.isEmpty() ? NONE : cell)
                .toList();
    }
}
