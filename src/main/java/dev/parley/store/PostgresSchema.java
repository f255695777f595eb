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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the tables from the system catalogue: those of the first schema of the search path by their names, those of others that the URL names beside
 * it by schema and name, such as {@code sales.orders}.
 */
final class PostgresSchema {

    private static final String CURRENT = "(select oid from pg_namespace where nspname = current_schema())";

    /** Schemas that somebody named. Of the search path that a server has by itself only the first counts. */
    private static final String READ = """
            (select oid from pg_namespace where nspname = any (
               case when current_setting('search_path') like '%$user%' then array[current_schema()] else current_schemas(false) end)
               and nspname not like 'pg\\_%')""";

    private static final Pattern NAMED = Pattern.compile("NAMED\\((\\w)\\)");

    private static final Set<String> LARGE = Set.of("bytea", "json", "jsonb", "xml");

    private PostgresSchema() {}

    static Schema read(Connection connection) throws SQLException {
        SchemaReader reader = new SchemaReader();
        try (Statement statement = connection.createStatement()) {
            checkPath(statement);
            columns(statement, reader);
            comments(statement, reader);
            keys(statement, reader);
            foreignKeys(statement, reader);
            heirs(statement, reader);
            hidden(statement, reader);
            dotted(statement, reader);
            elsewhere(statement, reader);
            triggers(statement, reader);
        }
        return reader.schema();
    }

    private static void checkPath(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("select current_schema() is null, current_setting('search_path')")) {
            if (row.next() && row.getBoolean(1)) {
                throw new StoreException(
                        "There is none of the schemas that are looked in: %s. Name one that there is in the URL, in double quotes where it has capitals: `?currentSchema=\"Sales\"`."
                                .formatted(row.getString(2)));
            }
        }
    }

    private static void columns(Statement statement, SchemaReader reader) throws SQLException {
        // A domain counts as the type that it is made of, maybe through others; an array is known by its elements.
        String sql = """
                with recursive bases (domain, base, modifier, required) as (
                  select oid, typbasetype, typtypmod, typnotnull from pg_type where typtype = 'd'
                  union all
                  select d.domain, t.typbasetype, t.typtypmod, d.required or t.typnotnull
                  from bases d join pg_type t on t.oid = d.base and t.typtype = 'd'
                )
                select NAMED(c) as relname,
                       a.attname,
                       format_type(t.oid, coalesce(d.modifier, a.atttypmod)) as type,
                       coalesce(e.typname, t.typname) as base,
                       coalesce(e.typtype, t.typtype) as typtype,
                       e.oid is not null as listed,
                       not (a.attnotnull or coalesce(d.required, false)) as nullable,
                       a.attgenerated <> '' or a.attidentity = 'a' as generated,
                       a.attidentity <> '' or coalesce(pg_get_expr(f.adbin, f.adrelid) like 'nextval(%', false) as given
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                left join lateral (
                  select b.* from bases b join pg_type t on t.oid = b.base and t.typtype <> 'd' where b.domain = a.atttypid
                ) d on true
                join pg_type t on t.oid = coalesce(d.base, a.atttypid)
                left join pg_type l on l.oid = t.typelem and t.typcategory = 'A' and t.typsubscript::text = 'array_subscript_handler'
                left join lateral (
                  select b.base from bases b join pg_type t on t.oid = b.base and t.typtype <> 'd' where b.domain = l.oid
                ) n on true
                left join pg_type e on e.oid = coalesce(n.base, l.oid)
                left join pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum
                where c.relnamespace in READ
                  and c.relkind in ('r', 'p')
                  and not c.relispartition
                order by c.relname, a.attnum""";
        try (ResultSet row = statement.executeQuery(sql(sql))) {
            while (row.next()) {
                String base = row.getString("base");
                Optional<FieldKind> kind = PostgresTypes.kind(base, row.getString("typtype"));
                boolean listed = row.getBoolean("listed");
                reader.column(
                        row.getString("relname"),
                        new Column(
                                row.getString("attname"),
                                row.getString("type"),
                                listed ? kind.map(element -> FieldKind.TEXT) : kind,
                                row.getBoolean("nullable"),
                                listed || LARGE.contains(base),
                                row.getBoolean("generated"),
                                row.getBoolean("given")));
            }
        }
    }

    private static void comments(Statement statement, SchemaReader reader) throws SQLException {
        String sql = """
                select NAMED(c) as relname, d.description
                from pg_class c
                join pg_description d
                  on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
                where c.relnamespace in READ""";
        try (ResultSet row = statement.executeQuery(sql(sql))) {
            while (row.next()) {
                reader.comment(row.getString("relname"), row.getString("description"));
            }
        }
    }

    private static void keys(Statement statement, SchemaReader reader) throws SQLException {
        // Unique over all rows and over plain columns alone.
        String sql = """
                select NAMED(c) as relname,
                       i.indisprimary,
                       array(select a.attname
                             from unnest(i.indkey::int2[]) with ordinality k (attnum, place)
                             join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
                             where k.place <= i.indnkeyatts
                             order by k.place) as columns
                from pg_class c
                join pg_index i on i.indrelid = c.oid and i.indisunique and i.indisvalid
                where c.relnamespace in READ
                  and c.relkind in ('r', 'p')
                  and not c.relispartition
                  and i.indpred is null
                  and i.indexprs is null
                order by c.relname, i.indexrelid""";
        try (ResultSet row = statement.executeQuery(sql(sql))) {
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
                select NAMED(c) as relname,
                       NAMED(t) as target,
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
                  and c.relnamespace in READ
                  and not c.relispartition
                  and not t.relispartition
                order by c.relname, f.conname""";
        try (ResultSet row = statement.executeQuery(sql(sql))) {
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

    /** Tables that others inherit from, partitions aside: a query of one gives the rows of all. */
    private static void heirs(Statement statement, SchemaReader reader) throws SQLException {
        String sql = """
                select NAMED(p) as relname, string_agg(c.relname, ', ' order by c.relname) as heirs
                from pg_inherits i
                join pg_class p on p.oid = i.inhparent and p.relkind = 'r'
                join pg_class c on c.oid = i.inhrelid
                where p.relnamespace in READ
                group by p.oid, p.relname, p.relnamespace""";
        try (ResultSet row = statement.executeQuery(sql(sql))) {
            while (row.next()) {
                reader.unfit(
                        row.getString("relname"),
                        "tables inherit from it (%s), and PostgreSQL shows their rows as rows of it too, so each would be two records"
                                .formatted(row.getString("heirs")));
            }
        }
    }

    private static void hidden(Statement statement, SchemaReader reader) throws SQLException {
        String sql = """
                select NAMED(c) as relname, current_user
                from pg_class c
                where c.relnamespace in READ
                  and c.relkind in ('r', 'p')
                  and row_security_active(c.oid)""";
        try (ResultSet row = statement.executeQuery(sql(sql))) {
            while (row.next()) {
                reader.unfit(row.getString(1), """
                        row level security decides what `%1$s` sees of it, and what it does not see would be missing at other sites; \
                        `alter role %1$s bypassrls` lets it see all\
                        """.formatted(row.getString(2)));
            }
        }
    }

    private static void dotted(Statement statement, SchemaReader reader) throws SQLException {
        String sql =
                "select NAMED(c) as relname from pg_class c where c.relnamespace in READ and c.relkind in ('r', 'p') and c.relname like '%.%'";
        try (ResultSet row = statement.executeQuery(sql(sql))) {
            while (row.next()) {
                reader.unfit(
                        row.getString(1), "its name has a dot, which stands between a schema and its table; rename it");
            }
        }
    }

    private static void elsewhere(Statement statement, SchemaReader reader) throws SQLException {
        String sql = """
                select distinct quote_ident(n.nspname)
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p')
                  and n.oid not in READ
                  and n.nspname <> 'information_schema'
                  and n.nspname not like 'pg\\_%'
                order by 1""";
        try (ResultSet row = statement.executeQuery(sql(sql))) {
            while (row.next()) {
                reader.elsewhere(row.getString(1));
            }
        }
    }

    private static void triggers(Statement statement, SchemaReader reader) throws SQLException {
        String sql = """
                select NAMED(c) as relname, t.tgname
                from pg_trigger t
                join pg_class c on c.oid = t.tgrelid
                join pg_proc f on f.oid = t.tgfoid
                where c.relnamespace in READ
                  and not t.tgisinternal
                  and t.tgenabled in ('O', 'A')
                  and f.prosrc not like '%parley.applying%'
                order by 1, 2""";
        try (ResultSet row = statement.executeQuery(sql(sql))) {
            while (row.next()) {
                reader.trigger(row.getString(1), row.getString(2));
            }
        }
    }

    /** How the table of that alias is called. */
    static String named(String alias) {
        return """
                case when %1$s.relnamespace = %2$s then %1$s.relname::text \
                else (select nspname from pg_namespace where oid = %1$s.relnamespace) || '.' || %1$s.relname end""".formatted(alias, CURRENT);
    }

    /** The query with what is said there as {@code READ} and {@code NAMED(alias)}. */
    private static String sql(String query) {
        return NAMED.matcher(query.replace("READ", READ))
                .replaceAll(found -> Matcher.quoteReplacement(named(found.group(1))));
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
