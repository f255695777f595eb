package dev.parley.winery;

import java.util.List;
import java.util.Random;
import java.util.UUID;

/** What people do to the winery's records through the application: plain SQL, several statements in a transaction at times. */
final class WineryEdits {

    private final TestSite site;
    private final Random random;
    private final String business;
    private int token;

    WineryEdits(TestSite site, Random random) {
        this.site = site;
        this.random = random;
        this.business = site.value("select id from businesses where uuid = '" + Winery.SILVERMOON + "'");
    }

    /** Makes that many edits. */
    void edit(int edits) {
        List<String> customers = ids("customers");
        List<String> orders = ids("wineproductions");
        List<String> products = ids("products");
        for (int i = 0; i < edits; i++) {
            site.run(statement(customers, orders, products));
        }
    }

    private List<String> ids(String table) {
        return site.rows("select id from " + table + " where business_id = " + business + " order by uuid");
    }

    private String[] statement(List<String> customers, List<String> orders, List<String> products) {
        String now =
                "date_added = date_added, last_updated = '2026-01-%02d 10:00:00'".formatted(1 + random.nextInt(28));
        String order = any(orders);
        return switch (random.nextInt(12)) {
            case 0 ->
                new String[] {
                    "insert into customers (uuid, business_id, status, first, last, company, email, phone, notes, date_added,"
                            + " last_updated) values ('%s', %s, 10, '%s', 'Nový', '', '', '', '', '2026-01-01 00:00:00', '2026-01-01 00:00:00')"
                                    .formatted(uuid(), business, text())
                };
            case 1 ->
                new String[] {
                    "insert into wineproductions (uuid, business_id, customer_id, product_id, invoice_number, status, colour_tag,"
                            + " sg_reading, notes, date_added, last_updated) values ('%s', %s, %s, %s, '%s', 10, '', 1.05, 'a\nb', '2026-01-01 00:00:00', '2026-01-01 00:00:00')"
                                    .formatted(uuid(), business, any(customers), any(products), text())
                };
            case 2 ->
                new String[] {
                    "update wineproductions set parent_id = null where parent_id = " + order,
                    "delete from wineproductions where id = " + order
                };
            case 3 ->
                new String[] {
                    "update customers set phone = '%s', %s where id = %s".formatted(text(), now, any(customers))
                };
            case 4 ->
                new String[] {
                    "update customers set notes = '%s', %s where id = %s".formatted(text(), now, any(customers)),
                    "update wineproductions set notes = '', %s where id = %s".formatted(now, order)
                };
            case 5 ->
                new String[] {"update products set price = price + 0.05, %s where id = %s".formatted(now, any(products))
                };
            case 6 ->
                new String[] {
                    "update wineproductions set customer_id = %s, %s where id = %s"
                            .formatted(any(customers), now, order)
                };
            case 7 ->
                new String[] {
                    "update wineproductions set status = status + 1, %s where product_id = %s"
                            .formatted(now, any(products))
                };
            case 8 -> new String[] {"delete from customer_tags where customer_id = " + any(customers)};
            case 9 -> new String[] {tag(any(customers))};
            case 10 ->
                new String[] {
                    "update wineproduction_settings set detail_value = '%s' where detail_key = 'order.flags.%d.name'"
                            .formatted(text(), 1 + random.nextInt(5))
                };
            default ->
                new String[] {
                    "update wineproductions set sg_reading = 1.0%d, %s where id = %s"
                            .formatted(random.nextInt(90) + 10, now, order)
                };
        };
    }

    private String tag(String customer) {
        String tag = random.nextBoolean() ? "club" : "fair";
        return "insert into customer_tags (business_id, customer_id, tag) select %s, id, '%s' from customers where id = %s and not exists (select 1 from customer_tags where customer_id = %s and tag = '%s')"
                .formatted(business, tag, customer, customer, tag);
    }

    private String any(List<String> ids) {
        return ids.get(random.nextInt(ids.size()));
    }

    private String uuid() {
        return new UUID((random.nextLong() & ~0xf000L) | 0x4000L, (random.nextLong() >>> 2) | 0x8000000000000000L)
                .toString();
    }

    private String text() {
        return "Łódź %d 東京 %d".formatted(random.nextInt(1000), ++token);
    }
}
