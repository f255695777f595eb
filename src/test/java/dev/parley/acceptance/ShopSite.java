package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Problem;
import dev.parley.store.Problems;
import dev.parley.store.Sequencer;
import dev.parley.testing.Engine;
import dev.parley.testing.LogTable;
import dev.parley.winery.TestSite;
import dev.parley.winery.TestSite.Setup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A site with a {@link Shop}: what people do there, and what a test wants to know of it. */
final class ShopSite implements AutoCloseable {

    private final TestSite site;

    private ShopSite(TestSite site) {
        this.site = site;
    }

    /** A site of that name, with these customers from before Parley. */
    static ShopSite open(Engine engine, String name, String... customers) {
        return open(Shop.setup(engine, name, customers));
    }

    static ShopSite open(Setup setup) {
        return new ShopSite(TestSite.open(setup));
    }

    TestSite site() {
        return site;
    }

    /** Carries statements out in one transaction, by nobody in particular. */
    void run(String... statements) {
        site.run(statements);
    }

    /** Carries statements out in one transaction, as the application does for a person who is logged in. */
    void runAs(String user, String session, String... statements) {
        List<String> all = new ArrayList<>();
        switch (site.engine()) {
            case SQLITE ->
                all.add("update parley_session set user_name = '%s', session = '%s'".formatted(user, session));
            case POSTGRESQL -> {
                all.add("select set_config('parley.user', '%s', true)".formatted(user));
                all.add("select set_config('parley.session', '%s', true)".formatted(session));
            }
            case MARIADB -> all.add("set @parley_user = '%s', @parley_session = '%s'".formatted(user, session));
        }
        all.addAll(List.of(statements));
        switch (site.engine()) {
            case SQLITE -> all.add("update parley_session set user_name = '', session = ''");
            case POSTGRESQL -> {
                // Both ended with the transaction.
            }
            case MARIADB -> all.add("set @parley_user = null, @parley_session = null");
        }
        site.run(all.toArray(String[]::new));
    }

    void addCustomer(String name) {
        run(Shop.customer(name));
    }

    void addOrder(String invoice, String customer) {
        run(Shop.order(invoice, customer));
    }

    void tag(String customer, String tag) {
        run(Shop.tag(customer, tag));
    }

    /** Alters a record: {@code set("customers", "ann", "phone = '556'")}. */
    void set(String table, String name, String assignments) {
        run("update %s set %s where uuid = '%s'".formatted(table, assignments, Shop.uuid(name)));
    }

    void delete(String table, String name) {
        run("delete from %s where uuid = '%s'".formatted(table, Shop.uuid(name)));
    }

    /** A field of a record; {@code null} as text where it is null. */
    String get(String table, String name, String field) {
        return site.value("select %s from %s where uuid = '%s'".formatted(field, table, Shop.uuid(name)));
    }

    boolean has(String table, String name) {
        return !site.rows("select 1 from %s where uuid = '%s'".formatted(table, Shop.uuid(name)))
                .isEmpty();
    }

    /** Takes what was captured and not yet taken in for something done at that moment. */
    void stamp(Instant moment) {
        for (String table : captureTables()) {
            run("update %s set at = %d".formatted(table, micros(moment)));
        }
    }

    /** Takes what was captured and not yet taken in for something done by a clock that is off by so many seconds. */
    void shiftClock(long seconds) {
        for (String table : captureTables()) {
            run("update %s set at = at + %d".formatted(table, seconds * 1_000_000));
        }
    }

    private List<String> captureTables() {
        return site.rows("select number from parley_object").stream()
                .map(number -> captureTable(Integer.parseInt(number)))
                .toList();
    }

    /** The table into which triggers write what happens to an object. */
    String captureTable(String object) {
        return captureTable(
                Integer.parseInt(site.value("select number from parley_object where object = '" + object + "'")));
    }

    private static String captureTable(int number) {
        return "parley_capture_" + number;
    }

    static long micros(Instant moment) {
        return moment.getEpochSecond() * 1_000_000 + moment.getNano() / 1000;
    }

    /** Turns what was captured into changes, as happens before each sync. */
    void takeIn() {
        new Sequencer(site.context().catalogue(), site.context().origin()).drain(site.database());
    }

    /** Every row of the shop, a line each, in words that are the same at each site. */
    Map<String, List<String>> content() {
        String of = " where t.business_id = " + Shop.business(Shop.BUSINESS) + " order by 1, 2, 3";
        Map<String, List<String>> content = new TreeMap<>();
        content.put("customers", site.rows("select t.uuid, t.name, t.phone, t.city, t.notes from customers t" + of));
        content.put("orders", site.rows("""
                select t.uuid, c.uuid, t.invoice, t.total from orders t left join customers c on c.id = t.customer_id""" + of));
        content.put("tags", site.rows("""
                select c.uuid, t.tag, t.colour from customer_tags t left join customers c on c.id = t.customer_id""" + of));
        content.values().forEach(rows -> assertThat(rows).doesNotHaveDuplicates());
        return content;
    }

    /** The change log, in words that are the same at each site. */
    List<String> history() {
        return site.rows(LogTable.HISTORY).stream().sorted().toList();
    }

    /** What is said of a record in the log, oldest first: action and fields. */
    List<String> changes(String object, String name) {
        takeIn();
        return site.rows("select action, fields from %s where object = '%s' and record = '%s' order by at_micros, place"
                .formatted(LogTable.CHANGES, object, Shop.uuid(name)));
    }

    /** The open problems of a kind. */
    List<Problem> problems(String kind) {
        return openProblems().stream()
                .filter(problem -> problem.kind().equals(kind))
                .toList();
    }

    List<Problem> openProblems() {
        return site.database()
                .reading(tx -> new Problems(tx, site.context().origin().time())
                        .open().stream().map(Problem.Listed::problem).toList());
    }

    /** Both hold the same records and the same history, and every reference points to something. */
    static void assertSame(ShopSite one, ShopSite... others) {
        for (ShopSite other : others) {
            assertThat(other.content()).isEqualTo(one.content());
            assertThat(other.history()).isEqualTo(one.history());
        }
        one.assertReferencesHold();
        for (ShopSite other : others) {
            other.assertReferencesHold();
        }
    }

    void assertReferencesHold() {
        assertThat(site.rows("select id from orders where customer_id not in (select id from customers)"))
                .isEmpty();
        assertThat(site.rows("select tag from customer_tags where customer_id not in (select id from customers)"))
                .isEmpty();
    }

    @Override
    public void close() {
        site.close();
    }
}
