package dev.parley.store;

import dev.parley.catalogue.Schema;
import dev.parley.catalogue.Schema.Column;
import dev.parley.catalogue.Schema.ForeignKey;
import dev.parley.catalogue.Schema.OnDelete;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the tables of the current database from information_schema. */
final class MariaDbSchema {

    private static final Set<String> LARGE = Set.of("text", "mediumtext", "longtext", "blob", "mediumblob", "longblob");

    private MariaDbSchema() {}

    static Schema read(Connection connection) throws SQLException {
        SchemaReader reader = new SchemaReader();
        try (Statement statement = connection.createStatement()) {
            columns(statement, reader);
            comments(statement, reader);
            keys(statement, reader);
            foreignKeys(statement, reader);
            engines(statement, reader);
            triggers(statement, reader);
        }
        return reader.schema();
    }

    private static void columns(Statement statement, SchemaReader reader) throws SQLException {
        String sql = """
                select c.table_name, c.column_name, c.column_type, c.data_type, c.is_nullable, c.is_generated, c.extra,
                       exists (select 1 from information_schema.check_constraints k
                               where k.constraint_schema = c.table_schema and k.table_name = c.table_name
                                 and k.level = 'Column' and k.constraint_name = c.column_name
                                 and k.check_clause like 'json\\_valid(%') as json
                from information_schema.columns c
                join information_schema.tables t
                  on t.table_schema = c.table_schema and t.table_name = c.table_name
                where c.table_schema = database()
                  and t.table_type in ('BASE TABLE', 'SYSTEM VERSIONED')
                order by c.table_name, c.ordinal_position""";
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                String type = row.getString("data_type").toLowerCase(Locale.ROOT);
                String extra = row.getString("extra").toLowerCase(Locale.ROOT);
                boolean generated = row.getString("is_generated").equals("ALWAYS") || extra.contains("generated");
                reader.column(
                        row.getString("table_name"),
                        new Column(
                                row.getString("column_name"),
                                row.getString("column_type"),
                                MariaDbTypes.kind(
                                        row.getBoolean("json") ? "json" : type,
                                        row.getString("column_type").toLowerCase(Locale.ROOT)),
                                row.getString("is_nullable").equals("YES"),
                                LARGE.contains(type),
                                generated,
                                extra.contains("auto_increment")));
            }
        }
    }

    private static void comments(Statement statement, SchemaReader reader) throws SQLException {
        String sql = """
                select table_name, table_comment
                from information_schema.tables
                where table_schema = database()
                  and table_comment <> ''""";
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                reader.comment(row.getString("table_name"), row.getString("table_comment"));
            }
        }
    }

    private static void engines(Statement statement, SchemaReader reader) throws SQLException {
        String sql = """
                select t.table_name, t.engine
                from information_schema.tables t
                join information_schema.engines e on e.engine = t.engine
                where t.table_schema = database()
                  and coalesce(e.transactions, 'NO') <> 'YES'""";
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                reader.unfit(row.getString("table_name"), """
                        its engine %s takes nothing back when a transaction fails, so rows and their history would part; \
                        `alter table %s engine=InnoDB` gives it one that does\
                        """.formatted(
                                row.getString("engine"), row.getString("table_name")));
            }
        }
    }

    private static void triggers(Statement statement, SchemaReader reader) throws SQLException {
        String sql = """
                select event_object_table, trigger_name
                from information_schema.triggers
                where event_object_schema = database()
                  and action_statement not like '%@parley\\_applying%'
                order by 1, 2""";
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                reader.trigger(row.getString(1), row.getString(2));
            }
        }
    }

    private static void keys(Statement statement, SchemaReader reader) throws SQLException {
        String sql = """
                select table_name, index_name, column_name
                from information_schema.statistics
                where table_schema = database()
                  and non_unique = 0
                order by table_name, index_name, seq_in_index""";
        record Key(String table, String name, List<String> columns) {}
        List<Key> keys = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                String table = row.getString("table_name");
                String name = row.getString("index_name");
                Key last = keys.isEmpty() ? new Key("", "", List.of()) : keys.get(keys.size() - 1);
                if (!last.table().equals(table) || !last.name().equals(name)) {
                    last = new Key(table, name, new ArrayList<>());
                    keys.add(last);
                }
                last.columns().add(row.getString("column_name"));
            }
        }
        for (Key key : keys) {
            if (key.name().equals("PRIMARY")) {
                reader.primaryKey(key.table(), key.columns());
            } else {
                reader.unique(key.table(), key.columns());
            }
        }
    }

    private static void foreignKeys(Statement statement, SchemaReader reader) throws SQLException {
        String sql = """
                select k.table_name, k.constraint_name, k.column_name,
                       if(k.referenced_table_schema = k.table_schema, k.referenced_table_name,
                          concat(k.referenced_table_schema, '.', k.referenced_table_name)) as target,
                       k.referenced_column_name, r.delete_rule, r.update_rule
                from information_schema.key_column_usage k
                join information_schema.referential_constraints r
                  on r.constraint_schema = k.constraint_schema
                 and r.constraint_name = k.constraint_name
                 and r.table_name = k.table_name
                where k.table_schema = database()
                  and k.referenced_table_schema is not null
                order by k.table_name, k.constraint_name, k.ordinal_position""";
        record Key(
                String table,
                String name,
                String target,
                OnDelete onDelete,
                OnDelete onUpdate,
                List<String> from,
                List<String> to) {}
        List<Key> keys = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                String table = row.getString("table_name");
                String name = row.getString("constraint_name");
                Key last = keys.isEmpty() ? null : keys.get(keys.size() - 1);
                if (last == null || !last.table().equals(table) || !last.name().equals(name)) {
                    last = new Key(
                            table,
                            name,
                            row.getString("target"),
                            rule(row.getString("delete_rule")),
                            rule(row.getString("update_rule")),
                            new ArrayList<>(),
                            new ArrayList<>());
                    keys.add(last);
                }
                last.from().add(row.getString("column_name"));
                last.to().add(row.getString("referenced_column_name"));
            }
        }
        for (Key key : keys) {
            reader.foreignKey(
                    key.table(), new ForeignKey(key.from(), key.target(), key.to(), key.onDelete(), key.onUpdate()));
        }
    }

    private static OnDelete rule(String rule) {
        return switch (rule) {
            case "CASCADE" -> OnDelete.CASCADE;
            case "SET NULL" -> OnDelete.SET_NULL;
            default -> OnDelete.RESTRICT;
        };
    }
}
