package dev.parley.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The application's tables, parents before children. */
final class Tables {

    /** What a column holds. */
    enum Kind {
        TEXT,
        NUMBER,
        DATE,
        REFERENCE
    }

    /**
     * A synced column.
     *
     * @param target the table it points to, if it is a reference
     */
    record Column(String name, Kind kind, boolean nullable, Optional<String> target) {}

    /**
     * A table.
     *
     * @param object its name in the catalogue
     * @param key the columns that identify a row; empty where its uuid does
     * @param scope the condition that a row is of the business; its one question mark is the local id
     */
    record Table(String name, String object, List<String> key, String scope, List<Column> columns) {
        Column column(String of) {
            return columns.stream()
                    .filter(column -> column.name().equals(of))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static final Table BUSINESSES = new Table(
            "businesses",
            "app.core.business",
            List.of(),
            "id = ?",
            List.of(text("name"), date("date_added"), date("last_updated")));

    static final Table USERS = new Table(
            "users",
            "app.core.user",
            List.of(),
            "id in (select user_id from business_users where business_id = ?)",
            List.of(text("email"), text("name"), orNull(text("phone")), date("date_added"), date("last_updated")));

    static final Table MEMBERS = new Table(
            "business_users",
            "app.core.member",
            List.of("user_id"),
            "business_id = ?",
            List.of(reference("user_id", "users"), text("role"), date("last_updated")));

    static final Table CUSTOMERS = new Table(
            "customers",
            "app.crm.customer",
            List.of(),
            "business_id = ?",
            List.of(
                    orNull(text("email")),
                    text("name"),
                    orNull(text("phone")),
                    text("city"),
                    orNull(text("notes")),
                    number("credit"),
                    number("vip"),
                    orNull(reference("salesrep_id", "users")),
                    date("date_added"),
                    date("last_updated")));

    static final Table TAGS = new Table(
            "customer_tags",
            "app.crm.tag",
            List.of("customer_id", "tag"),
            "business_id = ?",
            List.of(reference("customer_id", "customers"), text("tag")));

    static final Table ORDERS = new Table(
            "orders",
            "app.sales.order",
            List.of(),
            "business_id = ?",
            List.of(
                    reference("customer_id", "customers"),
                    orNull(reference("parent_id", "orders")),
                    text("status"),
                    orNull(text("comment")),
                    number("total"),
                    date("date_added"),
                    date("last_updated")));

    static final Table LINES = new Table(
            "order_lines",
            "app.sales.line",
            List.of(),
            "order_id in (select id from orders where business_id = ?)",
            List.of(reference("order_id", "orders"), text("product"), number("quantity"), date("last_updated")));

    static final Table SETTINGS = new Table(
            "settings",
            "app.core.setting",
            List.of("detail_key"),
            "business_id = ?",
            List.of(text("detail_key"), orNull(text("detail_value")), date("last_updated")));

    static final List<Table> ALL = List.of(BUSINESSES, USERS, MEMBERS, CUSTOMERS, TAGS, ORDERS, LINES, SETTINGS);

    private static final String CATALOGUE = """
            packages:
              app:
                core:
                  business: {table: businesses, business: self}
                  user: {table: users, business: member of app.core.member, natural_key: email}
                  member: {table: business_users, key: user_id, references: {user_id: user}}
                  setting: {table: settings, key: detail_key}
                crm:
                  customer: {table: customers, natural_key: email, references: {salesrep_id: core.user}}
                  tag: {table: customer_tags, key: [customer_id, tag], references: {customer_id: customer}}
                sales:
                  order: {table: orders, references: {customer_id: crm.customer, parent_id: order}}
                  line: {table: order_lines, business: through order_id, references: {order_id: order}}
            """;

    private static final String DDL = """
            create table businesses (
              id integer primary key, uuid varchar(36) not null unique, name varchar(60) not null,
              date_added datetime not null, last_updated datetime not null);
            create table users (
              id integer primary key, uuid varchar(36) not null unique, email varchar(60) not null,
              name varchar(60) not null, phone varchar(60), date_added datetime not null, last_updated datetime not null);
            create table business_users (
              business_id integer not null references businesses (id),
              user_id integer not null references users (id),
              role varchar(60) not null, last_updated datetime not null,
              primary key (business_id, user_id));
            create table customers (
              id integer primary key, uuid varchar(36) not null unique,
              business_id integer not null references businesses (id),
              email varchar(60), name varchar(60) not null, phone varchar(60), city varchar(60) not null, notes text,
              credit decimal(10,2) not null, vip boolean not null, salesrep_id integer <salesrep>,
              date_added datetime not null, last_updated datetime not null);
            create table customer_tags (
              business_id integer not null references businesses (id),
              customer_id integer not null references customers (id) <cascade>,
              tag varchar(60) not null, primary key (customer_id, tag));
            create table orders (
              id integer primary key, uuid varchar(36) not null unique,
              business_id integer not null references businesses (id),
              customer_id integer not null references customers (id),
              parent_id integer references orders (id) <parent>,
              status varchar(60) not null, comment text, total decimal(10,2) not null,
              date_added datetime not null, last_updated datetime not null);
            create table order_lines (
              id integer primary key, uuid varchar(36) not null unique,
              order_id integer not null references orders (id) <cascade>,
              product varchar(60) not null, quantity integer not null, last_updated datetime not null);
            create table settings (
              business_id integer not null references businesses (id), detail_key varchar(60) not null,
              detail_value text, last_updated datetime not null, primary key (business_id, detail_key))
            """;

    private static final String UNIQUE = """
            ;
            create unique index users_email on users (email);
            create unique index customers_email on customers (business_id, email)
            """;

    private Tables() {}

    /** The statements that make the tables; foreign keys are not of one kind at all sites. */
    static List<String> ddl(boolean cascade, boolean salesrepKey, boolean parentSetNull, boolean uniqueEmails) {
        String sql = DDL.replace("<cascade>", cascade ? "on delete cascade" : "")
                .replace("<salesrep>", salesrepKey ? "references users (id)" : "")
                .replace("<parent>", parentSetNull ? "on delete set null" : "");
        return List.of((uniqueEmails ? sql + UNIQUE : sql).split(";\n"));
    }

    /** The same with orders that have no uuid column. Parley's table for them is there before it, so that all sites know the first ones alike. */
    static List<String> withoutUuids(List<String> ddl) {
        List<String> changed = new ArrayList<>(ddl);
        changed.replaceAll(sql -> sql.strip().startsWith("create table orders")
                ? sql.replace("uuid varchar(36) not null unique,", "")
                : sql);
        changed.add("create table parley_uuid_orders (id bigint not null primary key, uuid text not null unique)");
        return changed;
    }

    /** The catalogue, for tables with or without uuids of orders. */
    static String catalogue(boolean withoutUuids) {
        return withoutUuids
                ? CATALOGUE.replace("order: {table: orders,", "order: {table: orders, identity: random,")
                : CATALOGUE;
    }

    /** The uuid of a row, in SQL. */
    static String uuid(String table, String alias, Set<Feature> features) {
        return table.equals(ORDERS.name()) && features.contains(Feature.GIVEN_UUIDS)
                ? "(select given.uuid from parley_uuid_orders given where given.id = %s.id)".formatted(alias)
                : alias + ".uuid";
    }

    static Table named(String name) {
        return ALL.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Column text(String name) {
        return new Column(name, Kind.TEXT, false, Optional.empty());
    }

    private static Column number(String name) {
        return new Column(name, Kind.NUMBER, false, Optional.empty());
    }

    private static Column date(String name) {
        return new Column(name, Kind.DATE, false, Optional.empty());
    }

    private static Column reference(String name, String target) {
        return new Column(name, Kind.REFERENCE, false, Optional.of(target));
    }

    private static Column orNull(Column column) {
        return new Column(column.name(), column.kind(), true, column.target());
    }
}
