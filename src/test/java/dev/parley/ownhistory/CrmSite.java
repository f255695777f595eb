package dev.parley.ownhistory;

import dev.parley.store.CommitHook;
import dev.parley.store.Problem;
import dev.parley.store.Problems;
import dev.parley.store.Sequencer;
import dev.parley.store.TimeSource;
import dev.parley.testing.Engine;
import dev.parley.winery.TestSite;
import dev.parley.winery.TestSite.Setup;
import java.nio.charset.StandardCharsets;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** A site with a {@link Crm}: what its application does, with the entries that it writes, and what a test wants to know of it. */
final class CrmSite implements AutoCloseable {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final String LONG_AGO = "2012-05-01 10:00:00";

    private final TestSite site;
    private final boolean kept;
    private String user = "ann";
    private String date = "";

    private CrmSite(TestSite site, boolean kept) {
        this.site = site;
        this.kept = kept;
    }

    /** A site whose application keeps its history, with nothing in it but the business and its people. */
    static CrmSite kept(Engine engine, String name, String... before) {
        return new CrmSite(TestSite.open(setup(engine, name, Crm.KEPT, before)), true);
    }

    /** A site with Parley's own capture alone. */
    static CrmSite plain(Engine engine, String name, String... before) {
        return new CrmSite(TestSite.open(setup(engine, name, Crm.PLAIN, before)), false);
    }

    /** The uuid of what tests call by that name. */
    static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static Setup setup(Engine engine, String name, String catalogue, String... before) {
        List<String> statements = new ArrayList<>(Crm.tables(engine));
        int ids = 10 + Math.floorMod(name.hashCode(), 1000);
        statements.add(
                "insert into ciniki_businesses (id, uuid, name, date_added, last_updated) values (%d, '%s', 'Shop', '%3$s', '%3$s')"
                        .formatted(ids, Crm.BUSINESS, LONG_AGO));
        int person = ids;
        for (String email : List.of("ann", "ben")) {
            statements.add(
                    "insert into ciniki_users (id, uuid, email, date_added, last_updated) values (%d, '%s', '%s', '%4$s', '%4$s')"
                            .formatted(++person, uuid(email), email, LONG_AGO));
            statements.add("insert into ciniki_business_users values (%d, %d, '%s')".formatted(ids, person, LONG_AGO));
        }
        statements.addAll(List.of(before));
        return new Setup(
                engine,
                name,
                catalogue,
                connection -> {
                    try (Statement statement = connection.createStatement()) {
                        for (String sql : statements) {
                            statement.execute(sql);
                        }
                    }
                },
                TimeSource.SYSTEM,
                CommitHook.NONE);
    }

    TestSite site() {
        return site;
    }

    /** Who is logged in from now on. */
    CrmSite as(String email) {
        user = email;
        return this;
    }

    /** The date that the application writes from now on; empty for the clock's. */
    CrmSite at(String moment) {
        date = moment;
        return this;
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
        List<String> ids = site.rows(
                "select id from ciniki_customer_addresses where customer_id = " + key(Crm.CUSTOMERS, customer));
        for (String id : ids) {
            run(List.of(
                    entry(3, Crm.ADDRESSES, id, "*", "''"), "delete from ciniki_customer_addresses where id = " + id));
        }
    }

    /** Sets a setting, which is known by its key. */
    void setting(String key, String value) {
        boolean there = !site.rows("select 1 from ciniki_customer_settings where detail_key = '%s'".formatted(key))
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
            String table = value.startsWith("@user:") ? "ciniki_users" : Crm.CUSTOMERS;
            String name = value.substring(value.indexOf(':') + 1);
            return "(select t.id from %s t where t.uuid = '%s')".formatted(table, uuid(name));
        }
        return "'" + value + "'";
    }

    private static String business() {
        return "(select b.id from ciniki_businesses b)";
    }

    private static String key(String table, String name) {
        return "(select t.id from %s t where t.uuid = '%s')".formatted(table, uuid(name));
    }

    /** The statement that writes an entry; empty where the application keeps no history. */
    String entry(int action, String table, String key, String field, String value) {
        return !kept
                ? ""
                : """
                insert into ciniki_customer_history (uuid, business_id, user_id, session, action, table_name, table_key,
                    table_field, new_value, log_date)
                values ('%s', %s, coalesce((select u.id from ciniki_users u where u.email = '%s'), -3), '%s', %d, '%s', %s, '%s', %s, '%s')""".formatted(
                        UUID.randomUUID(), business(), user, "s-" + user, action, table, key, field, value, now());
    }

    void run(List<String> statements) {
        site.run(statements.stream().filter(sql -> !sql.isEmpty()).toArray(String[]::new));
    }

    void takeIn() {
        new Sequencer(site.context().catalogue(), site.context().origin()).drain(site.database());
    }

    String get(String table, String name, String field) {
        return site.value("select %s from %s where uuid = '%s'".formatted(field, table, uuid(name)));
    }

    boolean has(String table, String name) {
        return !site.rows("select 1 from %s where uuid = '%s'".formatted(table, uuid(name)))
                .isEmpty();
    }

    /** Every row, in words that are the same at each site. */
    Map<String, List<String>> content() {
        Map<String, List<String>> content = new TreeMap<>();
        content.put(Crm.CUSTOMERS, site.rows("""
                select c.uuid, c.name, c.phone, c.notes, c.status, c.credit * 100, c.birthdate, u.uuid, c.date_added, c.last_updated
                from ciniki_customers c left join ciniki_users u on u.id = c.salesrep_id order by c.uuid"""));
        content.put(Crm.ADDRESSES, site.rows("""
                select a.uuid, c.uuid, a.city, a.date_added, a.last_updated
                from ciniki_customer_addresses a left join ciniki_customers c on c.id = a.customer_id order by a.uuid"""));
        content.put(Crm.SETTINGS, site.rows("""
                select detail_key, detail_value, date_added, last_updated
                from ciniki_customer_settings order by detail_key"""));
        content.replaceAll((table, rows) -> rows.stream()
                .map(row ->
                        row.replaceAll("(\\d\\d:\\d\\d:\\d\\d)\\.0+\\b", "$1").replaceAll("(\\|-?\\d+)\\.0+\\b", "$1"))
                .toList());
        return content;
    }

    /** The application's history, in words that are the same at each site. */
    Set<String> history() {
        Map<String, String> uuids = new LinkedHashMap<>();
        for (String table : List.of(Crm.CUSTOMERS, Crm.ADDRESSES)) {
            site.rows("select table_key, new_value from %s where table_name = '%s' and table_field = 'uuid'"
                            .formatted(Crm.HISTORY, table))
                    .forEach(row -> uuids.put(table + row.split("\\|", -1)[0], row.split("\\|", -1)[1]));
            site.rows("select id, uuid from " + table)
                    .forEach(row -> uuids.put(table + row.split("\\|", -1)[0], row.split("\\|", -1)[1]));
        }
        Set<String> history = new TreeSet<>();
        List<String> rows = site.rows("""
                select h.table_name, h.table_key, h.table_field, h.new_value, h.uuid, u.uuid, h.session, h.action, h.log_date
                from ciniki_customer_history h left join ciniki_users u on u.id = h.user_id""");
        for (String row : rows) {
            String[] cells = row.split("\\|", -1);
            cells[1] = known(uuids, cells[0], cells[1]);
            if (cells[2].equals("customer_id")) {
                cells[3] = known(uuids, Crm.CUSTOMERS, cells[3]);
            } else if (cells[2].equals("salesrep_id")) {
                cells[3] = site.rows("select uuid from ciniki_users where id = " + (cells[3].isEmpty() ? 0 : cells[3]))
                        .toString();
            }
            cells[8] = cells[8].replaceAll("\\.0+$", "");
            history.add(String.join("|", cells));
        }
        return history;
    }

    /** What the application's history says of a record: action, field and value. */
    List<String> told(String table, String name) {
        return history().stream()
                .map(row -> row.split("\\|", -1))
                .filter(cells ->
                        cells[0].equals(table) && cells[1].equals(uuid(name).toString()))
                .map(cells -> cells[7] + "|" + cells[2] + "|" + cells[3])
                .toList();
    }

    private static String known(Map<String, String> uuids, String table, String key) {
        return key.startsWith("uuid-") ? key.substring(5) : uuids.getOrDefault(table + key, key);
    }

    /** Parley's log, in words that are the same at each site. */
    List<String> log() {
        return site.rows("""
                select uuid, object, record, action, at_micros, user_name, session, site, parents, fields
                from parley_change where action not in ('load', 'whole') order by uuid""");
    }

    List<Problem> problems() {
        return site.database()
                .reading(tx -> new Problems(tx, site.context().origin().time())
                        .open().stream().map(Problem.Listed::problem).toList());
    }

    @Override
    public void close() {
        site.close();
    }
}
