package dev.parley.store;

import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Schema;
import dev.parley.catalogue.Schema.Column;
import dev.parley.catalogue.Schema.ForeignKey;
import dev.parley.catalogue.Schema.OnDelete;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the tables of the current schema from the system catalogue. */
final class PostgresSchema {

    private static final Set<String> LARGE = Set.of("bytea", "json", "jsonb", "xml");

    private PostgresSchema() {}

    static Schema read(Connection connection) throws SQLException {
        SchemaReader reader = new SchemaReader();
        try (Statement statement = connection.createStatement()) {
            columns(statement, reader);
            comments(statement, reader);
            keys(statement, reader);
            foreignKeys(statement, reader);
        }
        return reader.schema();
    }

    private static void columns(Statement statement, SchemaReader reader) throws SQLException {
        // A domain counts as the type that it is made of.
        String sql = """
                select c.relname,
                       a.attname,
                       case when b.oid is null
                         then format_type(a.atttypid, a.atttypmod)
                         else format_type(t.typbasetype, t.typtypmod)
                       end as type,
                       coalesce(b.typname, t.typname) as base,
                       coalesce(b.typtype, t.typtype) = 'e' as listed,
                       not (a.attnotnull or t.typnotnull) as nullable,
                       a.attgenerated <> '' as generated,
                       a.attidentity <> '' or coalesce(pg_get_expr(d.adbin, d.adrelid) like 'nextval(%', false) as given
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                join pg_type t on t.oid = a.atttypid
                left join pg_type b on b.oid = t.typbasetype
                left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                where c.relnamespace = current_schema()::regnamespace
                  and c.relkind in ('r', 'p')
                  and not c.relispartition
                order by c.relname, a.attnum""";
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                String base = row.getString("base");
                Optional<FieldKind> kind = row.getBoolean("listed") ? Optional.of(FieldKind.TEXT) : kind(base);
                reader.column(
                        row.getString("relname"),
                        new Column(
                                row.getString("attname"),
                                row.getString("type"),
                                kind,
                                row.getBoolean("nullable"),
                                LARGE.contains(base),
                                row.getBoolean("generated"),
                                row.getBoolean("given")));
            }
        }
    }

    private static Optional<FieldKind> kind(String base) {
        return Optional.ofNullable(
                switch (base) {
                    case "int2", "int4", "int8" -> FieldKind.INTEGER;
                    case "numeric" -> FieldKind.DECIMAL;
                    case "float4", "float8" -> FieldKind.REAL;
                    case "bool" -> FieldKind.BOOLEAN;
                    case "text", "varchar", "bpchar", "citext", "name", "uuid", "json", "jsonb", "xml" ->
                        FieldKind.TEXT;
                    case "date" -> FieldKind.DATE;
                    case "time" -> FieldKind.TIME;
                    case "timestamp", "timestamptz" -> FieldKind.DATETIME;
                    case "bytea" -> FieldKind.BINARY;
                    default -> null;
                });
    }

    private static void comments(Statement statement, SchemaReader reader) throws SQLException {
        String sql = """
                select c.relname, d.description
                from pg_class c
                join pg_description d
                  on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
                where c.relnamespace = current_schema()::regnamespace""";
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                reader.comment(row.getString("relname"), row.getString("description"));
            }
        }
    }

    private static void keys(Statement statement, SchemaReader reader) throws SQLException {
        // Unique over all rows and over plain columns alone.
        String sql = """
                select c.relname,
                       i.indisprimary,
                       array(select a.attname
                             from unnest(i.indkey::int2[]) with ordinality k (attnum, place)
                             join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
                             where k.place <= i.indnkeyatts
                             order by k.place) as columns
                from pg_class c
                join pg_index i on i.indrelid = c.oid and i.indisunique and i.indisvalid
                where c.relnamespace = current_schema()::regnamespace
                  and c.relkind in ('r', 'p')
                  and not c.relispartition
                  and i.indpred is null
                  and i.indexprs is null
                order by c.relname, i.indexrelid""";
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                String table = row.getString("relname");
                List<String> columns = strings(row, "columns");
                if (row.getBoolean("indisprimary")) {
                    reader.primaryKey(table, columns);
                } else {
                    reader.unique(table, columns);
                }
            }
        }
    }

    private static void foreignKeys(Statement statement, SchemaReader reader) throws SQLException {
        String sql = """
                select c.relname,
                       t.relname as target,
                       array(select a.attname
                             from unnest(f.conkey) with ordinality k (attnum, place)
                             join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.attnum
                             order by k.place) as columns,
                       array(select a.attname
                             from unnest(f.confkey) with ordinality k (attnum, place)
                             join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.attnum
                             order by k.place) as target_columns,
                       f.confdeltype
                from pg_constraint f
                join pg_class c on c.oid = f.conrelid
                join pg_class t on t.oid = f.confrelid
                where f.contype = 'f'
                  and c.relnamespace = current_schema()::regnamespace
                  and not c.relispartition
                  and not t.relispartition
                order by c.relname, f.conname""";
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                OnDelete onDelete =
                        switch (row.getString("confdeltype")) {
                            case "c" -> OnDelete.CASCADE;
                            case "n", "d" -> OnDelete.SET_NULL;
                            default -> OnDelete.RESTRICT;
                        };
                reader.foreignKey(
                        row.getString("relname"),
                        new ForeignKey(
                                strings(row, "columns"),
                                row.getString("target"),
                                strings(row, "target_columns"),
                                onDelete));
            }
        }
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
