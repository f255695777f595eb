package dev.parley.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The history that the application of a site keeps itself: an entry for each field that a statement of its set. */
final class AppHistory {

    /** The table, for a site whose application keeps one. */
    static final String DDL = """
            create table app_history (
              id integer primary key autoincrement, uuid varchar(36) not null, business_id integer not null,
              user_id varchar(60) not null, session varchar(60) not null, action integer not null,
              table_name varchar(60) not null, table_key varchar(60) not null, table_field varchar(60) not null,
              new_value text, log_date datetime not null)""";

    private static final List<Tables.Table> LOGGED =
            List.of(Tables.USERS, Tables.CUSTOMERS, Tables.ORDERS, Tables.LINES, Tables.SETTINGS);

    private final SimSite site;
    private final Random random;
    private final boolean uuids;
    private Map<String, Map<String, @Nullable String>> before;

    /**
     * For one transaction of the application.
     *
     * @param uuids whether orders have uuids
     */
    AppHistory(SimSite site, Random random, boolean uuids) {
        this.site = site;
        this.uuids = uuids;
        this.random = random;
        this.before = look();
    }

    /** The catalogue of a site whose application keeps a history. */
    static String catalogue(String plain) {
        return plain.replace("key: [customer_id, tag]", "key: [customer_id, tag], history: false")
                        .replace("key: user_id", "key: user_id, history: false")
                        .replace("{table: businesses,", "{table: businesses, history: false,")
                + "histories: {app.core: app_history, app.crm: app_history, app.sales: app_history}\n";
    }

    /** Every row that is written down, by table and key: its columns but the dates that follow each edit. */
    private Map<String, Map<String, @Nullable String>> look() {
        Map<String, Map<String, @Nullable String>> rows = new LinkedHashMap<>();
        for (Tables.Table table : LOGGED) {
            List<String> columns = new ArrayList<>();
            columns.add(table.key().isEmpty() ? "id" : table.key().get(0));
            boolean known = uuids || !table.equals(Tables.ORDERS);
            columns.add(!table.key().isEmpty() ? "business_id" : known ? "uuid" : "date_added");
            table.columns().stream()
                    .filter(column -> column.kind() != Tables.Kind.DATE)
                    .forEach(column -> columns.add(column.name()));
            for (List<@Nullable String> row : site.sql()
                    .rows("select %s from %s order by 1".formatted(String.join(", ", columns), table.name()))) {
                Map<String, @Nullable String> values = new HashMap<>();
                for (int i = 1; i < columns.size(); i++) {
                    values.put(columns.get(i), row.get(i));
                }
                String business = table.key().isEmpty() ? "" : String.valueOf(row.get(1));
                rows.put(table.name() + " " + row.get(0) + " " + business, values);
            }
        }
        return rows;
    }

    /** Writes down what the last statement did. */
    void write(String user, long business) {
        Map<String, Map<String, @Nullable String>> after = look();
        before.forEach((key, row) -> {
            Map<String, @Nullable String> now = after.get(key);
            if (now == null || !Objects.equals(now.get("uuid"), row.get("uuid"))) {
                entry(3, key, "*", "", user, business);
            }
        });
        after.forEach((key, row) -> {
            Map<String, @Nullable String> was = before.getOrDefault(key, Map.of());
            boolean added = was.isEmpty() || !Objects.equals(row.get("uuid"), was.get("uuid"));
            row.forEach((field, value) -> {
                if (!field.equals("business_id")
                        && !field.equals("date_added")
                        && (added || !Objects.equals(value, was.get(field)))) {
                    entry(added ? 1 : 2, key, field, value, user, business);
                }
            });
        });
        before = after;
    }

    private void entry(int action, String key, String field, @Nullable String value, String user, long business) {
        String[] parts = key.split(" ", -1);
        UUID uuid = new UUID((random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L, random.nextLong() | 1L << 63);
        site.sql()
                .run(
                        "insert into app_history (uuid, business_id, user_id, session, action, table_name, table_key,"
                                + " table_field, new_value, log_date) values (?, ?, ?, '', ?, ?, ?, ?, ?, ?)",
                        uuid.toString(),
                        parts[2].isEmpty() ? Long.toString(business) : parts[2],
                        user,
                        action,
                        parts[0],
                        parts[1],
                        field,
                        value,
                        site.clockText());
    }
}
