package dev.parley.sim;

import dev.parley.sim.Tables.Column;
import dev.parley.sim.Tables.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One transaction of the application at a site: plain SQL, with the checks that an application makes, and none besides. */
final class Edits {

    private final World world;
    private final SimSite site;
    private final Sql sql;
    private final Random random;
    private final String prefix;
    private final List<Ledger.Entry> written = new ArrayList<>();
    private long business;
    private String user = "";
    private Optional<AppHistory> history = Optional.empty();

    /**
     * For one transaction.
     *
     * @param prefix what every value begins with: tells the other business's
     */
    Edits(World world, SimSite site, String prefix) {
        this.world = world;
        this.site = site;
        this.sql = site.sql();
        this.random = world.random();
        this.prefix = prefix;
    }

    /** Does some edits and commits them, or rolls them back. */
    void transaction() {
        UUID of = prefix.isEmpty() ? world.business() : world.otherBusiness();
        Optional<String> id = sql.value("select id from businesses where uuid = ?", of.toString());
        if (id.isEmpty()) {
            return;
        }
        business = Long.parseLong(id.get());
        sql.run("begin");
        try {
            signIn();
            history = site.keepsHistory()
                    ? Optional.of(new AppHistory(site, world.historyIds(), !has(Feature.GIVEN_UUIDS)))
                    : Optional.empty();
            int edits = random.nextInt(3) == 0 ? 2 + random.nextInt(4) : 1;
            for (int i = 0; i < edits; i++) {
                edit();
            }
            sql.run("update parley_session set user_name = '', session = ''");
            boolean back = random.nextInt(12) == 0;
            sql.run(back ? "rollback" : "commit");
            world.trace(() -> back ? "rolled back" : "committed");
            if (!back) {
                world.ledger().add(written);
            }
        } catch (Sql.Refused e) {
            sql.run("rollback");
            world.trace(() -> "the database refused: " + e.getMessage());
        }
    }

    private void signIn() {
        if (random.nextInt(4) > 0) {
            user = "user" + random.nextInt(3) + "@" + site.name();
            sql.run("update parley_session set user_name = ?, session = ?", user, "s" + random.nextInt(1000));
        }
    }

    private void edit() {
        switch (random.nextInt(20)) {
            case 0, 1 -> addCustomer(world.newUuid());
            case 2, 3, 4, 5 -> update(Tables.CUSTOMERS);
            case 6 -> updateMany();
            case 7 -> deleteCustomer();
            case 8, 9 -> addOrder(world.newUuid());
            case 10, 11 -> update(Tables.ORDERS);
            case 12 -> deleteOrder();
            case 13 -> line();
            case 14, 15 -> tag();
            case 16 -> setting();
            case 17 -> user();
            case 18 -> member();
            default -> other();
        }
    }

    private void other() {
        if (random.nextInt(3) == 0) {
            update(Tables.BUSINESSES);
        } else if (random.nextBoolean()) {
            update(Tables.USERS);
        } else {
            readd();
        }
    }

    // Customers

    private void addCustomer(UUID uuid) {
        boolean twin = prefix.isEmpty() && has(Feature.TWINS) && random.nextInt(3) == 0;
        @Nullable String email = twin ? world.sharedEmail() : random.nextInt(3) == 0 ? null : value() + "@customers";
        if (sql.value("select id from customers where business_id = ? and email = ?", business, email)
                .isPresent()) {
            return;
        }
        if (email != null && !twin) {
            note(Tables.CUSTOMERS, email);
        }
        run(
                "insert into customers (uuid, business_id, email, name, phone, city, notes, credit, vip, salesrep_id,"
                        + " date_added, last_updated) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                uuid,
                business,
                email,
                token(Tables.CUSTOMERS),
                null,
                "",
                notes(),
                random.nextInt(10_000) / 100.0,
                0,
                member(random.nextInt(3)),
                site.clockText(),
                site.clockText());
    }

    /** Several lines of no Latin letters. */
    private String notes() {
        String notes = value() + "\n東京";
        note(Tables.CUSTOMERS, notes);
        return notes;
    }

    private void deleteCustomer() {
        Optional<String> id = any(Tables.CUSTOMERS);
        if (!has(Feature.DELETES) || id.isEmpty()) {
            return;
        }
        if (random.nextInt(4) > 0) {
            run("delete from customer_tags where customer_id = ?", id.get());
            for (String order : sql.column("select id from orders where customer_id = ? order by id desc", id.get())) {
                deleteOrder(order);
            }
        }
        bury(Tables.CUSTOMERS, id.get());
        run("delete from customers where id = ?", id.get());
    }

    private void updateMany() {
        String value = token(Tables.CUSTOMERS);
        run(
                "update customers set city = ?, last_updated = ? where business_id = ? and id % 3 = ?",
                value, site.clockText(), business, random.nextInt(3));
        // Where it met no row it was not written at all.
        if (sql.value("select 1 from customers where city = ?", value).isEmpty()) {
            written.removeIf(entry -> entry.value().equals(value));
        }
    }

    // Orders and their lines

    private void addOrder(UUID uuid) {
        Optional<String> customer = any(Tables.CUSTOMERS);
        if (customer.isEmpty()) {
            return;
        }
        String columns =
                "business_id, customer_id, parent_id, status, comment, total, date_added, last_updated) values (";
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(
                business,
                customer.get(),
                random.nextBoolean() ? null : any(Tables.ORDERS).orElse(null),
                token(Tables.ORDERS),
                null,
                random.nextInt(100_000) / 100.0,
                site.clockText(),
                site.clockText()));
        boolean given = has(Feature.GIVEN_UUIDS);
        if (!given) {
            values.add(0, uuid);
        }
        run(
                "insert into orders (" + (given ? "" : "uuid, ") + columns + (given ? "" : "?, ")
                        + "?, ?, ?, ?, ?, ?, ?, ?)",
                values.toArray());
    }

    private void deleteOrder() {
        if (has(Feature.DELETES)) {
            any(Tables.ORDERS).ifPresent(this::deleteOrder);
        }
    }

    private void deleteOrder(String id) {
        if (random.nextInt(4) > 0) {
            run("delete from order_lines where order_id = ?", id);
            run("update orders set parent_id = null where parent_id = ?", id);
        }
        bury(Tables.ORDERS, id);
        run("delete from orders where id = ?", id);
    }

    private void line() {
        Optional<String> line = any(Tables.LINES);
        if (line.isPresent() && has(Feature.DELETES) && random.nextInt(4) == 0) {
            bury(Tables.LINES, line.get());
            run("delete from order_lines where id = ?", line.get());
        } else if (line.isPresent() && random.nextBoolean()) {
            update(Tables.LINES);
        } else {
            addLine(world.newUuid());
        }
    }

    private void addLine(UUID uuid) {
        Optional<String> order = any(Tables.ORDERS);
        if (order.isPresent()) {
            run(
                    "insert into order_lines (uuid, order_id, product, quantity, last_updated) values (?, ?, ?, ?, ?)",
                    uuid,
                    order.get(),
                    token(Tables.LINES),
                    random.nextInt(20),
                    site.clockText());
        }
    }

    /** Enters a deleted record again with the same uuid. */
    private void readd() {
        Optional<World.Buried> buried = world.dig();
        if (!has(Feature.READDS) || buried.isEmpty()) {
            return;
        }
        Table table = buried.get().table();
        UUID uuid = buried.get().uuid();
        boolean here = sql.value(
                        "select 1 from %s t where %s = ?"
                                .formatted(table.name(), Tables.uuid(table.name(), "t", world.features())),
                        uuid.toString())
                .isPresent();
        if (here || !prefix.equals(buried.get().prefix())) {
            return;
        }
        if (table.equals(Tables.CUSTOMERS)) {
            addCustomer(uuid);
        } else if (table.equals(Tables.ORDERS)) {
            addOrder(uuid);
        } else if (table.equals(Tables.LINES)) {
            addLine(uuid);
        }
    }

    // Tables known by key

    private void tag() {
        Optional<String> customer = any(Tables.CUSTOMERS);
        if (customer.isEmpty()) {
            return;
        }
        List<String> tags =
                sql.column("select tag from customer_tags where customer_id = ? order by tag", customer.get());
        Optional<String> tag = tags.isEmpty() ? Optional.empty() : Optional.of(tags.get(random.nextInt(tags.size())));
        if (tag.isPresent() && has(Feature.DELETES) && random.nextInt(3) == 0) {
            run("delete from customer_tags where customer_id = ? and tag = ?", customer.get(), tag.get());
        } else if (tag.isPresent() && has(Feature.KEY_EDITS) && random.nextInt(3) == 0) {
            run(
                    "update customer_tags set tag = ? where customer_id = ? and tag = ?",
                    tagText(),
                    customer.get(),
                    tag.get());
        } else {
            run(
                    "insert or ignore into customer_tags (business_id, customer_id, tag) values (?, ?, ?)",
                    business,
                    customer.get(),
                    tagText());
        }
    }

    /** Some tags are the same at several sites. */
    private String tagText() {
        return random.nextBoolean() ? token(Tables.TAGS) : prefix + "tag" + random.nextInt(3);
    }

    private void setting() {
        String key = "setting" + random.nextInt(5);
        if (has(Feature.DELETES) && random.nextInt(4) == 0) {
            run("delete from settings where business_id = ? and detail_key = ?", business, key);
        } else if (has(Feature.REPLACES) && random.nextBoolean()) {
            run(
                    "insert or replace into settings (business_id, detail_key, detail_value, last_updated) values (?, ?, ?, ?)",
                    business,
                    key,
                    token(Tables.SETTINGS),
                    site.clockText());
        } else {
            run(
                    "insert into settings (business_id, detail_key, detail_value, last_updated) values (?, ?, ?, ?)"
                            + " on conflict do update set detail_value = excluded.detail_value, last_updated = excluded.last_updated",
                    business,
                    key,
                    random.nextInt(5) == 0 ? null : token(Tables.SETTINGS),
                    site.clockText());
        }
    }

    // People

    private void user() {
        boolean twin = prefix.isEmpty() && has(Feature.TWINS) && random.nextInt(3) == 0;
        String email = twin ? world.sharedEmail() : value() + "@users";
        if (sql.value("select id from users where email = ?", email).isPresent()) {
            return;
        }
        if (!twin) {
            note(Tables.USERS, email);
        }
        UUID uuid = world.newUuid();
        run(
                "insert into users (uuid, email, name, phone, date_added, last_updated) values (?, ?, ?, ?, ?, ?)",
                uuid,
                email,
                token(Tables.USERS),
                null,
                site.clockText(),
                site.clockText());
        join(sql.value("select id from users where uuid = ?", uuid.toString()).orElseThrow());
    }

    private void member() {
        List<String> members =
                sql.column("select user_id from business_users where business_id = ? order by user_id", business);
        List<String> users = sql.column("select id from users order by id");
        if (!has(Feature.LEAVING) || members.isEmpty()) {
            update(Tables.MEMBERS);
        } else if (random.nextBoolean()) {
            String leaves = members.get(random.nextInt(members.size()));
            run("delete from business_users where business_id = ? and user_id = ?", business, leaves);
        } else {
            String joins = users.get(random.nextInt(users.size()));
            boolean stranger = sql.value("select 1 from users where id = ? and email like ?", joins, World.OTHER + "%")
                    .isPresent();
            if (!members.contains(joins) && !stranger) {
                join(joins);
            }
        }
    }

    private void join(String userId) {
        run(
                "insert into business_users (business_id, user_id, role, last_updated) values (?, ?, ?, ?)",
                business,
                userId,
                token(Tables.MEMBERS),
                site.clockText());
    }

    private @Nullable String member(int one) {
        List<String> members =
                sql.column("select user_id from business_users where business_id = ? order by user_id", business);
        return one == 0 || members.isEmpty() ? null : members.get(random.nextInt(members.size()));
    }

    // Whatever the table

    /** Some fields of one row get new values. */
    private void update(Table table) {
        String id = table.key().isEmpty() ? "id" : table.key().get(0);
        Optional<String> row = any(table);
        if (row.isEmpty() || (table.equals(Tables.USERS) && isShared(row.get()))) {
            return;
        }
        List<Column> columns = new ArrayList<>(table.columns().stream()
                .filter(column -> column.kind() != Tables.Kind.DATE)
                .filter(column -> !table.key().contains(column.name()))
                .filter(column -> !column.name().equals("email") || has(Feature.EMAIL_EDITS))
                .toList());
        Collections.shuffle(columns, random);
        List<String> sets = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        int count = Math.min(columns.size(), 1 + random.nextInt(3));
        for (Column column : columns.subList(0, count)) {
            sets.add(column.name() + " = ?");
            values.add(next(table, column));
        }
        if (random.nextInt(7) > 0
                && table.columns().stream().anyMatch(c -> c.name().equals("last_updated"))) {
            sets.add("last_updated = ?");
            values.add(site.clockText());
        }
        values.add(row.get());
        String ours = table.equals(Tables.MEMBERS) ? " and business_id = " + business : "";
        run(
                "update %s set %s where %s = ?%s".formatted(table.name(), String.join(", ", sets), id, ours),
                values.toArray());
    }

    /** Whether what the other business writes to this person would be ours to see. */
    private boolean isShared(String userId) {
        return !prefix.isEmpty()
                && sql.value("select 1 from users where id = ? and email not like ?", userId, World.OTHER + "%")
                        .isPresent();
    }

    private @Nullable Object next(Table table, Column column) {
        boolean nothing = column.nullable() && random.nextInt(4) == 0;
        return switch (column.kind()) {
            case TEXT -> nothing ? (random.nextBoolean() ? null : "") : email(column) ? newEmail(table) : token(table);
            case NUMBER ->
                column.name().equals("vip")
                        ? random.nextInt(2)
                        : random.nextInt(500) / (column.name().equals("quantity") ? 1 : 4.0);
            case DATE -> site.clockText();
            case REFERENCE ->
                nothing
                        ? null
                        : any(Tables.named(column.target().orElseThrow())).orElse(null);
        };
    }

    private static boolean email(Column column) {
        return column.name().equals("email");
    }

    private String newEmail(Table table) {
        return prefix.isEmpty() && has(Feature.TWINS) && random.nextInt(3) == 0 ? world.sharedEmail() : token(table);
    }

    private Optional<String> any(Table table) {
        String id = table.key().isEmpty() ? "id" : table.key().get(0);
        List<String> ids = sql.column(
                "select %s from %s where %s order by 1".formatted(id, table.name(), table.scope()), business);
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(random.nextInt(ids.size())));
    }

    private void bury(Table table, String id) {
        sql.value(
                        "select %s from %s t where id = ?"
                                .formatted(Tables.uuid(table.name(), "t", world.features()), table.name()),
                        id)
                .ifPresent(uuid -> world.bury(new World.Buried(table, UUID.fromString(uuid), prefix)));
    }

    private boolean has(Feature feature) {
        return world.features().contains(feature);
    }

    /** A new value that is going to be written. */
    private String token(Table table) {
        String token = value();
        note(table, token);
        return token;
    }

    private String value() {
        return world.token(prefix);
    }

    private void note(Table table, String value) {
        written.add(new Ledger.Entry(site, world.step(), table, value, user));
    }

    private void run(String statement, @Nullable Object... arguments) {
        List<@Nullable Object> plain = new ArrayList<>();
        for (Object argument : arguments) {
            plain.add(argument instanceof UUID uuid ? uuid.toString() : argument);
        }
        world.trace(() -> "%s: %s %s".formatted(site, statement, plain));
        sql.run(statement, plain.toArray());
        history.ifPresent(kept -> kept.write(user, business));
    }
}
