package dev.parley.winery;

import dev.parley.catalogue.Canonical;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What a site holds of a business, in words that do not depend on its ids or its engine, read by plain SQL. */
final class WineryContent {

    private WineryContent() {}

    static Map<String, Long> counts(TestSite site, UUID business) {
        String of = " where business_id = (select id from businesses where uuid = '" + business + "')";
        Map<String, Long> counts = new HashMap<>();
        for (String table : List.of("customers", "products", "wineproductions")) {
            counts.put(table, Long.parseLong(site.value("select count(*) from " + table + of)));
        }
        counts.put("users", Long.parseLong(site.value("select count(distinct user_id) from business_users" + of)));
        return counts;
    }

    /** Each record in a line, by table; people go by their e-mail. */
    static Map<String, List<String>> of(TestSite site, UUID business) {
        String of = ".business_id = (select id from businesses where uuid = '" + business + "')";
        Map<String, List<String>> content = new TreeMap<>();
        content.put("customers", normal(site.rows("""
                select c.uuid, c.status, c.first, c.last, c.company, c.email, c.phone, c.notes, u.email, c.date_added,
                    c.last_updated from customers c left join users u on u.id = c.salesrep_id where c""" + of)));
        content.put(
                "products",
                normal(site.rows(
                        "select uuid, name, wine_type, kit_length, price, date_added, last_updated from products p where p"
                                + of)));
        content.put("orders", normal(site.rows("""
                select o.uuid, p.uuid, c.uuid, r.uuid, o.invoice_number, o.status, o.colour_tag, o.sg_reading,
                    o.order_date, o.racking_date, o.bottling_date, o.bottling_at, o.notes, o.date_added, o.last_updated
                from wineproductions o left join wineproductions p on p.id = o.parent_id
                left join customers c on c.id = o.customer_id left join products r on r.id = o.product_id where o""" + of)));
        content.put(
                "tags",
                normal(site.rows(
                        "select c.uuid, t.tag from customer_tags t join customers c on c.id = t.customer_id where t"
                                + of)));
        content.put(
                "settings",
                normal(site.rows(
                        "select detail_key, detail_value, date_added, last_updated from wineproduction_settings s where s"
                                + of)));
        content.put(
                "people",
                normal(site.rows(
                        "select u.email, u.display_name, m.role from business_users m join users u on u.id = m.user_id where m"
                                + of)));
        return content;
    }

    /** The union of both folders: of each record the values of its later version. */
    static Map<String, List<String>> expected() {
        return new WineryUnion().content();
    }

    private static List<String> normal(List<String> rows) {
        List<String> lines = new ArrayList<>();
        for (String row : rows) {
            List<String> cells = new ArrayList<>();
            for (String cell : row.split("\\|", -1)) {
                cells.add(normalCell(cell));
            }
            lines.add(String.join("|", cells));
        }
        Collections.sort(lines);
        return lines;
    }

    /** Engines print numbers and moments differently. */
    static String normalCell(String cell) {
        if (cell.matches("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?")) {
            return cell.replace('T', ' ').replaceAll("\\.0+$", "");
        }
        return cell.matches("-?\\d+\\.\\d+") ? Canonical.number(cell) : cell;
    }
}
