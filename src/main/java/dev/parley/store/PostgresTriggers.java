package dev.parley.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Statement triggers of Parley's on PostgreSQL. A statement that names a partition fires the triggers of that partition alone, so each partition has
 * them, with an argument that tells them from those of the whole table.
 */
final class PostgresTriggers {

    private static final Dialect DIALECT = new PostgresDialect();

    private PostgresTriggers() {}

    /**
     * When a trigger fires.
     *
     * @param moment such as {@code after insert}
     * @param table the table with its schema, as it stands in SQL
     * @param rows what the function sees of them
     */
    record Firing(String moment, String table, String rows) {}

    /**
     * The statements that make a trigger and its function, whose body they are given. Without nested loops: a plan that was made for one row is used for
     * a million. On a partition that was detached it does nothing.
     */
    static List<String> create(String schema, String name, Firing firing, String body) {
        String space = DIALECT.quote(schema) + ".";
        String function = space + name;
        String before = "create or replace trigger %s %s on ".formatted(name, firing.moment());
        String after = " %s for each statement execute function %s".formatted(firing.rows(), function);
        return List.of("""
                create or replace function %s() returns trigger
                language plpgsql security definer
                set search_path = pg_catalog, pg_temp
                set enable_nestloop = off
                as $parley$
                begin
                if current_setting('parley.applying', true) = 'on' then
                return null;
                end if;
                if tg_nargs > 0 then
                if not (select relispartition from pg_class where oid = tg_relid) then
                return null;
                end if;
                end if;
                %s;
                return null;
                end
                $parley$""".formatted(function, body), before + firing.table() + after + "()", """
                do $each$
                declare
                  part regclass;
                begin
                for part in
                  select p.relid from pg_partition_tree($table$%s$table$) p join pg_class c on c.oid = p.relid
                  where p.level > 0 and c.relkind in ('r', 'p')
                loop
                execute $before$%s$before$ || part || $after$%s('part')$after$;
                end loop;
                end
                $each$""".formatted(
                        firing.table(), before, after));
    }

    /** The statements that take a trigger away. With its function go those of partitions. */
    static List<String> drop(String trigger, String table) {
        return List.of(
                "drop trigger if exists %s on %s".formatted(trigger, DIALECT.table(table)),
                "drop function if exists %s() cascade".formatted(trigger));
    }

    /** The statements that take functions away whose triggers somebody has dropped. */
    static List<String> dropFunctions(Connection connection) throws SQLException {
        String sql = """
                select p.proname
                from pg_proc p
                join pg_namespace n on n.oid = p.pronamespace and n.nspname = current_schema()
                where p.proname like 'parley\\_capture\\_%'""";
        List<String> statements = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                statements.add("drop function if exists %s() cascade".formatted(row.getString(1)));
            }
        }
        return statements;
    }

    /** All that there are, by name, each with its table. */
    static Map<String, String> all(Connection connection) throws SQLException {
        return those(connection, "");
    }

    /** Those that are switched on, on every partition too. */
    static Map<String, String> working(Connection connection) throws SQLException {
        return those(connection, """
                  and t.tgenabled <> 'D'
                  and not exists (select from pg_partition_tree(c.oid) p
                                  join pg_class part on part.oid = p.relid and part.relkind in ('r', 'p')
                                  where p.level > 0
                                    and not exists (select from pg_trigger o
                                                    where o.tgrelid = p.relid and o.tgname = t.tgname and o.tgenabled <> 'D'))""");
    }

    private static Map<String, String> those(Connection connection, String condition) throws SQLException {
        String sql = """
                select t.tgname, %s
                from pg_trigger t
                join pg_class c on c.oid = t.tgrelid
                join pg_proc f on f.oid = t.tgfoid
                join pg_namespace n on n.oid = f.pronamespace and n.nspname = current_schema()
                where t.tgname like 'parley\\_capture\\_%%'
                  and t.tgnargs = 0
                  and not t.tgisinternal
                """.formatted(PostgresSchema.named("c")) + condition;
        Map<String, String> triggers = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                triggers.put(row.getString(1), row.getString(2));
            }
        }
        return triggers;
    }
}
