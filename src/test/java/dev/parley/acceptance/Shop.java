package dev.parley.acceptance;

import dev.parley.store.CommitHook;
import dev.parley.store.TimeSource;
import dev.parley.testing.Engine;
import dev.parley.winery.TestSite.Setup;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A small application: businesses, their customers with tags, and orders. A record's uuid follows from what tests call it. */
final class Shop {

    static final UUID BUSINESS = uuid("the shop");
    static final UUID OTHER_BUSINESS = uuid("another business");

    static final String CUSTOMER = "shop.customers.customer";
    static final String TAG = "shop.customers.tag";
    static final String ORDER = "shop.sales.order";

    static final String CATALOGUE = """
            packages:
              shop:
                core:
                  business: {table: businesses, business: self}
                customers:
                  customer: {table: customers}
                  tag: {table: customer_tags, key: [customer_id, tag]}
                sales:
                  order: {table: orders}
            """;

    /** When the rows that are there before Parley were last updated. */
    static final String LONG_AGO = "2024-03-01 09:00:00";

    private static final String TABLES = """
            create table businesses (id ID, uuid varchar(36) not null unique, name varchar(100));
            create table customers (id ID, uuid varchar(36) not null unique, business_id integer not null,
                name varchar(100), phone varchar(40), city varchar(40), notes TEXT, last_updated TIME);
            create table customer_tags (business_id integer not null, customer_id integer not null,
                tag varchar(40) not null, colour varchar(40), primary key (business_id, customer_id, tag),
                foreign key (customer_id) references customers (id) on delete cascade);
            create table orders (id ID, uuid varchar(36) not null unique, business_id integer not null,
                customer_id integer not null, invoice varchar(40), total integer, last_updated TIME,
                foreign key (customer_id) references customers (id))
            """;

    private Shop() {}

    /** The uuid of what tests call by that name. */
    static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The local id of the shop at a site, for use in a statement. */
    static String business(UUID business) {
        return "(select id from businesses where uuid = '" + business + "')";
    }

    /** The statement with which the application adds a customer. */
    static String customer(String name) {
        return customer(name, BUSINESS);
    }

    /** The same, of any business. */
    static String customer(String name, UUID business) {
        return "insert into customers (uuid, business_id, name, phone, city, notes, last_updated) values ('%s', %s, '%s', '555', 'Gdańsk', 'first line%nsecond line', '%s')"
                .formatted(uuid(name), business(business), name, LONG_AGO);
    }

    /** The statement with which the application adds an order. */
    static String order(String invoice, String customer) {
        return "insert into orders (uuid, business_id, customer_id, invoice, total, last_updated) values ('%s', %s, (select id from customers where uuid = '%s'), '%s', 100, '%s')"
                .formatted(uuid(invoice), business(BUSINESS), uuid(customer), invoice, LONG_AGO);
    }

    /** The statement with which the application tags a customer. */
    static String tag(String customer, String tag) {
        return "insert into customer_tags (business_id, customer_id, tag, colour) values (%s, (select id from customers where uuid = '%s'), '%s', 'red')"
                .formatted(business(BUSINESS), uuid(customer), tag);
    }

    /** A shop that has these customers before Parley comes. Its local ids are other ones than those of a shop of another name. */
    static Setup setup(Engine engine, String name, String... customers) {
        return setup(engine, name, CATALOGUE, statements(engine, name, customers));
    }

    /** What makes the tables of such a shop, and its customers. */
    static List<String> statements(Engine engine, String name, String... customers) {
        List<String> statements = new ArrayList<>(tables(engine));
        int ids = 10 + Math.floorMod(name.hashCode(), 1000);
        statements.add(
                "insert into businesses (id, uuid, name) values (%d, '%s', 'The Shop')".formatted(ids, BUSINESS));
        for (String customer : customers) {
            statements.add(customer(customer));
        }
        return statements;
    }

    /** A site where these statements were carried out before Parley comes. */
    static Setup setup(Engine engine, String name, String catalogue, List<String> statements) {
        return new Setup(
                engine,
                name,
                catalogue,
                connection -> execute(connection, statements),
                TimeSource.SYSTEM,
                CommitHook.NONE);
    }

    /** The statements that make the tables. */
    static List<String> tables(Engine engine) {
        String id = id(engine);
        String time = engine == Engine.POSTGRESQL ? "timestamp" : "datetime";
        String text = engine == Engine.MARIADB ? "longtext" : "text";
        String sql = TABLES.replace(" ID,", " " + id + ",")
                .replace(" TIME", " " + time)
                .replace(" TEXT", " " + text);
        return List.of(sql.strip().split(";\n"));
    }

    /** How a column is declared whose number the database gives. */
    static String id(Engine engine) {
        return switch (engine) {
            case SQLITE -> "integer primary key";
            case POSTGRESQL -> "integer generated by default as identity primary key";
            case MARIADB -> "integer auto_increment primary key";
        };
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        connection.commit();
    }
}
