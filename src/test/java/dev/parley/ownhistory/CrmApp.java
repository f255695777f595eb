package dev.parley.ownhistory;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the application of a {@link Crm} does: it writes rows, and the entries of its history in the same transaction. */
class CrmApp {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Consumer<String[]> runner;
    private final Function<String, List<String>> rows;
    private final boolean kept;
    private String user = "ann";
    private String date = "";
    private String series = "";
    private int entries;

    /**
     * On that database.
     *
     * @param runner carries statements out in one transaction
     * @param rows gives what a query finds, a line a row
     * @param kept whether it keeps a history
     */
    CrmApp(Consumer<String[]> runner, Function<String, List<String>> rows, boolean kept) {
        this.runner = runner;
        this.rows = rows;
        this.kept = kept;
    }

    /** The uuid of what tests call by that name. */
    static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Who is logged in from now on. */
    CrmApp as(String email) {
        user = email;
        return this;
    }

    /** The date that the application writes from now on; empty for the clock's. */
    CrmApp at(String moment) {
        date = moment;
        return this;
    }

    /** From now on the uuids of entries are those of a series, the same wherever the same is done. */
    CrmApp entriesOf(String name) {
        series = name;
        entries = 0;
        return this;
    }

    private UUID newUuid() {
        return series.isEmpty() ? UUID.randomUUID() : uuid(series + entries++);
    }

    String now() {
        return date.isEmpty() ? SECONDS.format(Instant.now()) : date;
    }

    /** Adds a row, with an entry for its uuid and one a field. */
    void add(String table, String name, Map<String, String> fields) {
        List<String> statements = new ArrayList<>();
        statements.add(
                "insert into %s (uuid, business_id, %s, date_added, last_updated) values ('%s', %s, %s, '%5$s', '%5$s')"
                        .formatted(table, String.join(", ", fields.keySet()), uuid(name), business(), "VALUES")
                        .replace("'VALUES', 'VALUES'", "'%s', '%s'".formatted(now(), now()))
                        .replace(
                                "VALUES",
                                String.join(
                                        ", ",
                                        fields.values().stream().map(this::sql).toList())));
        statements.add(entry(1, table, key(table, name), "uuid", "'" + uuid(name) + "'"));
        fields.forEach((field, value) -> statements.add(entry(1, table, key(table, name), field, sql(value))));
        run(statements);
    }

    /** Sets fields of a row, with an entry for each. */
    void set(String table, String name, Map<String, String> fields) {
        run(setting(table, name, fields));
    }

    /** The statements with which the application sets fields. */
    List<String> setting(String table, String name, Map<String, String> fields) {
        List<String> sets = new ArrayList<>();
        fields.forEach((field, value) -> sets.add(field + " = " + sql(value)));
        List<String> statements = new ArrayList<>();
        statements.add("update %s set %s, last_updated = '%s' where uuid = '%s'"
                .formatted(table, String.join(", ", sets), now(), uuid(name)));
        fields.forEach((field, value) -> statements.add(entry(2, table, key(table, name), field, sql(value))));
        return statements.stream().filter(sql -> !sql.isEmpty()).toList();
    }

    /** Deletes a row, with an entry. */
    void delete(String table, String name) {
        run(List.of(
                entry(3, table, key(table, name), "*", "''"),
                "delete from %s where uuid = '%s'".formatted(table, uuid(name))));
    }

    /** Deletes what else there is of a customer, with entries. */
    void deleteAddresses(String customer) {
        List<String> ids = rows.apply(
                "select id from ciniki_customer_addresses where customer_id = " + key(Crm.CUSTOMERS, customer));
        for (String id : ids) {
            run(List.of(
                    entry(3, Crm.ADDRESSES, id, "*", "''"), "delete from ciniki_customer_addresses where id = " + id));
        }
    }

    /** Sets a setting, which is known by its key. */
    void setting(String key, String value) {
        boolean there = !rows.apply("select 1 from ciniki_customer_settings where detail_key = '%s'".formatted(key))
                .isEmpty();
        run(List.of(
                there
                        ? "update ciniki_customer_settings set detail_value = '%s', last_updated = '%s' where detail_key = '%s'"
                                .formatted(value, now(), key)
                        : "insert into ciniki_customer_settings values (%s, '%s', '%s', '%4$s', '%4$s')"
                                .formatted(business(), key, value, now()),
                entry(there ? 2 : 1, Crm.SETTINGS, "'" + key + "'", "detail_value", "'" + value + "'")));
    }

    /** A value as it stands in a statement: {@code @NAME} is the local id of a record. */
    private String sql(String value) {
        if (value.startsWith("@")) {
            String table =
                    switch (value.substring(1, value.indexOf(':'))) {
                        case "user" -> "ciniki_users";
                        case "address" -> Crm.ADDRESSES;
                        default -> Crm.CUSTOMERS;
                    };
            String name = value.substring(value.indexOf(':') + 1);
            return "(select t.id from %s t where t.uuid = '%s')".formatted(table, uuid(name));
        }
        return "'" + value + "'";
    }

    private static String business() {
        return "(select b.id from ciniki_businesses b)";
    }

    static String key(String table, String name) {
        return "(select t.id from %s t where t.uuid = '%s')".formatted(table, uuid(name));
    }

    /** The statement that writes an entry; empty where the application keeps no history. */
    String entry(int action, String table, String key, String field, String value) {
        return !kept
                ? ""
                : """
                insert into ciniki_customer_history (uuid, business_id, user_id, session, action, table_name, table_key,
                    table_field, new_value, log_date)
                values ('%s', %s, coalesce((select u.id from ciniki_users u where u.email = '%s'), -3), '%s', %d, '%s', %s, '%s', %s, '%s')""".formatted(newUuid(), business(), user, "s-" + user, action, table, key, field, value, now());
    }

    void run(List<String> statements) {
        runner.accept(statements.stream().filter(sql -> !sql.isEmpty()).toArray(String[]::new));
    }

    boolean has(String table, String name) {
        return !rows.apply("select 1 from %s where uuid = '%s'".formatted(table, uuid(name)))
                .isEmpty();
    }
}
