package dev.parley.sim;

import dev.parley.sim.Tables.Column;
import dev.parley.sim.Tables.Kind;
import dev.parley.sim.Tables.Table;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the sites hold before Parley comes: a common dump under different local ids, and what became of it since. */
final class InitialData {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final World world;
    private final Random random;
    private final List<Entry> dump = new ArrayList<>();
    private LocalDateTime moment = LocalDateTime.of(2021, 1, 1, 8, 0);

    InitialData(World world) {
        this.world = world;
        this.random = world.random();
    }

    /** A record; references hold the uuid of what they point to. */
    private record Entry(Table table, UUID uuid, Map<String, @Nullable Object> values) {
        Entry with(String column, @Nullable Object value) {
            Map<String, @Nullable Object> changed = new LinkedHashMap<>(values);
            changed.put(column, value);
            return new Entry(table, uuid, changed);
        }
    }

    /** Fills the tables of all sites. */
    void write() {
        business(dump, world.business(), "");
        boolean first = true;
        for (SimSite site : world.sites()) {
            boolean empty = !first && world.features().contains(Feature.EMPTY_SITES) && random.nextInt(3) == 0;
            if (!empty) {
                insert(site, mine(), world.business());
            }
            first = false;
        }
        if (world.features().contains(Feature.OTHER_BUSINESS)) {
            List<Entry> other = new ArrayList<>();
            business(other, world.otherBusiness(), World.OTHER);
            insert(world.sites().get(0), other, world.otherBusiness());
        }
    }

    /** What one site has: the dump, some of it altered or gone, and records of its own. */
    private List<Entry> mine() {
        List<Entry> mine = new ArrayList<>();
        for (Entry entry : dump) {
            boolean drifts = world.features().contains(Feature.DRIFT)
                    && random.nextInt(6) == 0
                    && entry.values().containsKey("last_updated");
            Column column = entry.table()
                    .columns()
                    .get(random.nextInt(entry.table().columns().size()));
            boolean free = column.kind() == Kind.TEXT
                    && !entry.table().key().contains(column.name())
                    && !column.name().equals("email");
            mine.add(drifts && free ? entry.with(column.name(), world.token("")).with("last_updated", next()) : entry);
        }
        int own = random.nextInt(4);
        List<UUID> users = uuids(mine, Tables.USERS);
        for (int i = 0; i < own; i++) {
            customer(mine, "", users);
        }
        return mine;
    }

    private void business(List<Entry> entries, UUID uuid, String prefix) {
        add(entries, Tables.BUSINESSES, uuid, "name", world.token(prefix));
        int users = 1 + random.nextInt(3);
        for (int i = 0; i < users; i++) {
            user(entries, prefix);
        }
        int customers = random.nextInt(8);
        for (int i = 0; i < customers; i++) {
            customer(entries, prefix, uuids(entries, Tables.USERS));
        }
        for (int i = 0; i < 2; i++) {
            add(
                    entries,
                    Tables.SETTINGS,
                    world.newUuid(),
                    "detail_key",
                    "setting" + i,
                    "detail_value",
                    world.token(prefix));
        }
    }

    private void user(List<Entry> entries, String prefix) {
        UUID uuid = world.newUuid();
        String token = world.token(prefix);
        add(entries, Tables.USERS, uuid, "email", token + "@users", "name", token, "phone", null);
        add(entries, Tables.MEMBERS, world.newUuid(), "user_id", uuid, "role", world.token(prefix));
    }

    private void customer(List<Entry> entries, String prefix, List<UUID> users) {
        UUID uuid = world.newUuid();
        String token = world.token(prefix);
        boolean twin = prefix.isEmpty() && world.features().contains(Feature.TWINS) && random.nextInt(3) == 0;
        @Nullable String email = twin ? world.sharedEmail() : random.nextInt(4) == 0 ? null : token + "@customers";
        boolean taken = entries.stream()
                .anyMatch(entry -> entry.table().equals(Tables.CUSTOMERS)
                        && email != null
                        && email.equals(entry.values().get("email")));
        if (taken) {
            return;
        }
        add(
                entries,
                Tables.CUSTOMERS,
                uuid,
                "email",
                email,
                "name",
                token,
                "phone",
                "",
                "city",
                "Łódź",
                "notes",
                random.nextBoolean() ? null : world.token(prefix) + "\nsecond line, 東京",
                "credit",
                random.nextInt(10_000) / 100.0,
                "vip",
                random.nextInt(2),
                "salesrep_id",
                users.isEmpty() || random.nextBoolean() ? null : users.get(random.nextInt(users.size())));
        if (random.nextInt(2) == 0) {
            add(entries, Tables.TAGS, world.newUuid(), "customer_id", uuid, "tag", world.token(prefix));
        }
        int orders = random.nextInt(3);
        @Nullable UUID parent = null;
        for (int i = 0; i < orders; i++) {
            parent = order(entries, prefix, uuid, parent);
        }
    }

    private UUID order(List<Entry> entries, String prefix, UUID customer, @Nullable UUID parent) {
        UUID uuid = world.newUuid();
        add(
                entries,
                Tables.ORDERS,
                uuid,
                "customer_id",
                customer,
                "parent_id",
                parent,
                "status",
                world.token(prefix),
                "comment",
                null,
                "total",
                random.nextInt(100_000) / 100.0);
        if (random.nextBoolean()) {
            add(
                    entries,
                    Tables.LINES,
                    world.newUuid(),
                    "order_id",
                    uuid,
                    "product",
                    world.token(prefix),
                    "quantity",
                    random.nextInt(20));
        }
        return uuid;
    }

    private void add(List<Entry> entries, Table table, UUID uuid, @Nullable Object... columns) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i += 2) {
            values.put(String.valueOf(columns[i]), columns[i + 1]);
        }
        String now = next();
        for (Column column : table.columns()) {
            if (column.kind() == Kind.DATE) {
                values.put(column.name(), now);
            }
        }
        entries.add(new Entry(table, uuid, values));
    }

    private static List<UUID> uuids(List<Entry> entries, Table table) {
        return entries.stream()
                .filter(entry -> entry.table().equals(table))
                .map(Entry::uuid)
                .toList();
    }

    /** No two moments are the same: where they were, only a full comparison would see a difference. */
    private String next() {
        moment = moment.plusSeconds(1 + random.nextInt(100_000));
        return SECONDS.format(moment);
    }

    private void insert(SimSite site, List<Entry> entries, UUID business) {
        Sql sql = site.sql();
        for (Table table : Tables.ALL) {
            List<Entry> of = new ArrayList<>(entries.stream()
                    .filter(entry -> entry.table().equals(table))
                    .toList());
            // An order's parent stands before it in the list.
            if (!table.equals(Tables.ORDERS)) {
                Collections.shuffle(of, random);
            }
            for (Entry entry : of) {
                List<String> columns = new ArrayList<>(entry.values().keySet());
                List<@Nullable Object> values = new ArrayList<>();
                for (String column : columns) {
                    values.add(local(sql, table.column(column), entry.values().get(column)));
                }
                if (table.key().isEmpty()) {
                    int id = nextId(sql, table);
                    columns.add("id");
                    values.add(id);
                    if (table.equals(Tables.ORDERS) && world.features().contains(Feature.GIVEN_UUIDS)) {
                        sql.run(
                                "insert into parley_uuid_orders (id, uuid) values (?, ?)",
                                id,
                                entry.uuid().toString());
                    } else {
                        columns.add("uuid");
                        values.add(entry.uuid().toString());
                    }
                }
                if (!table.equals(Tables.BUSINESSES) && !table.equals(Tables.USERS) && !table.equals(Tables.LINES)) {
                    columns.add("business_id");
                    values.add(sql.value("select id from businesses where uuid = ?", business.toString())
                            .orElseThrow());
                }
                sql.run(
                        "insert into %s (%s) values (%s)"
                                .formatted(
                                        table.name(),
                                        String.join(", ", columns),
                                        "?, ".repeat(columns.size()).substring(0, 3 * columns.size() - 2)),
                        values.toArray());
            }
        }
    }

    private int nextId(Sql sql, Table table) {
        int last = Integer.parseInt(
                sql.value("select coalesce(max(id), 0) from " + table.name()).orElseThrow());
        return last + 1 + random.nextInt(3);
    }

    private @Nullable Object local(Sql sql, Column column, @Nullable Object value) {
        return column.target().isEmpty() || value == null
                ? value
                : sql.value(
                                "select id from %s t where %s = ?"
                                        .formatted(
                                                column.target().get(),
                                                Tables.uuid(column.target().get(), "t", world.features())),
                                value.toString())
                        .orElseThrow();
    }
}
