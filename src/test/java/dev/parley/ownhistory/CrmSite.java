package dev.parley.ownhistory;

import dev.parley.store.CommitHook;
import dev.parley.store.Problem;
import dev.parley.store.Problems;
import dev.parley.store.Sequencer;
import dev.parley.store.TimeSource;
import dev.parley.testing.Engine;
import dev.parley.testing.LogTable;
import dev.parley.winery.TestSite;
import dev.parley.winery.TestSite.Setup;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A site with a {@link Crm}: what its application does, and what a test wants to know of it. */
final class CrmSite extends CrmApp implements AutoCloseable {

    private static final String LONG_AGO = "2012-05-01 10:00:00";

    private final TestSite site;

    private CrmSite(TestSite site, boolean kept) {
        super(site::run, site::rows, kept);
        this.site = site;
    }

    /** A site whose application keeps its history, with nothing in it but the business and its people. */
    static CrmSite kept(Engine engine, String name) {
        return keptBefore(engine, name, app -> {});
    }

    /** A site whose application keeps its history, and has done these things before Parley came. */
    static CrmSite keptBefore(Engine engine, String name, Consumer<CrmApp> before) {
        return new CrmSite(TestSite.open(setup(engine, name, Crm.KEPT, before)), true);
    }

    /** A site with Parley's own capture alone. */
    static CrmSite plain(Engine engine, String name) {
        return new CrmSite(TestSite.open(setup(engine, name, Crm.PLAIN, app -> {})), false);
    }

    private static Setup setup(Engine engine, String name, String catalogue, Consumer<CrmApp> before) {
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
                    before.accept(new CrmApp(sql -> execute(connection, sql), sql -> query(connection, sql), true));
                },
                TimeSource.SYSTEM,
                CommitHook.NONE);
    }

    private static void execute(Connection connection, String... statements) {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    private static List<String> query(Connection connection, String sql) {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return rows;
    }

    TestSite site() {
        return site;
    }

    void takeIn() {
        new Sequencer(site.context().catalogue(), site.context().origin()).drain(site.database());
    }

    String get(String table, String name, String field) {
        return site.value("select %s from %s where uuid = '%s'".formatted(field, table, uuid(name)));
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
        content.put(Crm.FILES, site.rows("""
                select f.uuid, f.title, f.object, case when f.object = '%s' then c.uuid when f.object = '%s' then a.uuid end,
                  f.date_added, f.last_updated
                from ciniki_customer_files f left join ciniki_customers c on c.id = f.object_id
                left join ciniki_customer_addresses a on a.id = f.object_id order by f.uuid""".formatted(Crm.CUSTOMER, Crm.ADDRESS)));
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
        for (String table : List.of(Crm.CUSTOMERS, Crm.ADDRESSES, Crm.FILES)) {
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
            } else if (cells[2].equals("object_id")) {
                boolean address = cells[3].matches("[5-9]\\d{5}");
                cells[3] = known(uuids, address ? Crm.ADDRESSES : Crm.CUSTOMERS, cells[3]);
            } else if (cells[2].equals("salesrep_id") && !cells[3].equals("0")) {
                cells[3] = site.rows("select uuid from ciniki_users where id = " + cells[3])
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
        return site.rows(LogTable.HISTORY).stream().sorted().toList();
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
