package dev.parley.sim;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A faulty hand: it alters and deletes rows while nothing is captured, and entries of the log of which other sites have a copy. */
final class Damage {

    private static final List<String> ROWS = List.of(
            "update customers set phone = 'damaged' where id = ?",
            "update customers set city = 'damaged', last_updated = '2037-01-01 00:00:00' where id = ?",
            "update customers set notes = null, last_updated = '1999-01-01 00:00:00' where id = ?",
            "update orders set status = 'damaged' where id = ?",
            "update order_lines set quantity = quantity + 1000 where id = ?",
            "delete from order_lines where id = ?",
            "delete from customer_tags where customer_id = ?",
            "delete from orders where id = ?",
            "delete from customers where id = ?");

    private final World world;
    private final Random random;

    Damage(World world, Random random) {
        this.world = world;
        this.random = random;
    }

    /** Does some of it to a site. */
    void to(SimSite site) {
        Sql sql = site.sql();
        sql.run("update parley_session set applying = 1");
        for (int i = 0; i < 3; i++) {
            String statement = ROWS.get(random.nextInt(ROWS.size()));
            String table = statement.split(" ", -1)[statement.startsWith("update") ? 1 : 2];
            String id = table.equals("customer_tags") ? "customer_id" : "id";
            List<List<@Nullable String>> rows = sql.rows(
                    "select %s from %s t where %s order by 1"
                            .formatted(
                                    id,
                                    table,
                                    Tables.ALL.stream()
                                            .filter(one -> one.name().equals(table))
                                            .findFirst()
                                            .orElseThrow()
                                            .scope()),
                    businessAt(site));
            if (!rows.isEmpty()) {
                String row =
                        String.valueOf(rows.get(random.nextInt(rows.size())).get(0));
                world.trace(() -> "%s is damaged: %s of %s".formatted(site, statement, row));
                try {
                    sql.run(statement, row);
                } catch (Sql.Refused refused) {
                    world.trace(() -> "the database lets nobody do that: " + refused.getMessage());
                }
            }
        }
        sql.run("update parley_session set applying = 0");
    }

    private @Nullable String businessAt(SimSite site) {
        return site
                .sql()
                .rows(
                        "select id from businesses where uuid = ?",
                        world.business().toString())
                .stream()
                .findFirst()
                .map(row -> row.get(0))
                .orElse("0");
    }

    /** Takes an entry out of a site's log that another site has. */
    void lose(SimSite site, SimSite other) {
        Sql sql = site.sql();
        // Of people who are not with the business no other site may tell.
        List<String> entries = sql.column("""
                select uuid from parley_change
                where action in ('add', 'update', 'delete') and (
                  object <> 'app.core.user' or record in (
                    select u.uuid from users u join business_users m on m.user_id = u.id
                    join businesses b on b.id = m.business_id and b.uuid = '%s'))
                order by uuid""".formatted(world.business()));
        if (entries.isEmpty()) {
            return;
        }
        String entry = entries.get(random.nextInt(entries.size()));
        if (!other.sql()
                .column("select uuid from parley_change where uuid = '%s'".formatted(entry))
                .isEmpty()) {
            world.trace(() -> "%s loses of its log %s".formatted(site, entry));
            sql.run("delete from parley_change where uuid = ?", entry);
        }
    }
}
