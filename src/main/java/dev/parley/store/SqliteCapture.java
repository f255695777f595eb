package dev.parley.store;

import static java.util.stream.Collectors.joining;

import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Schema.Table;
import dev.parley.store.CapturePlan.Kept;
import dev.parley.store.CapturePlan.Pointed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Capture by row triggers. Where an insert replaces rows (INSERT OR REPLACE), SQLite fires no trigger for those; so a trigger before the
 * insert writes down the rows that stand in its way, with {@code op} R, and the one after it, which fires if the insert was done,
 * makes deletes of them. An R that is left over says nothing.
 */
final class SqliteCapture implements CaptureSql {

    private static final Dialect DIALECT = new SqliteDialect();

    private static final String AUTHOR = """
            cast((julianday('now') - 2440587.5) * 86400000000.0 as integer),
                   (select user_name from parley_session), (select session from parley_session)""";

    private static final String NOT_APPLYING = "(select applying from parley_session) = 0";

    /** A random uuid (RFC 9562, version 4). */
    private static final String RANDOM = """
            lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
                   || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))""";

    @Override
    public String uuidType() {
        return "text";
    }

    @Override
    public boolean keepsPointed() {
        return true;
    }

    @Override
    public List<String> table(CapturePlan plan, CaptureTarget target, String name) {
        List<String> columns = new ArrayList<>();
        for (Kept kept : plan.kept(target)) {
            columns.add("o%1$d %2$s, n%1$d %2$s".formatted(kept.number(), kept.type()));
            kept.pointed().ifPresent(pointed -> columns.add("ou%1$d text, nu%1$d text".formatted(kept.number())));
        }
        return List.of(
                """
                create table %s (
                  place integer primary key,
                  op text not null,
                  at integer not null,
                  user_name text not null,
                  session text not null,
                  %s
                )""".formatted(name, String.join(",\n  ", columns)),
                "create index %1$s_replaced on %1$s (op) where op = 'R'".formatted(name));
    }

    @Override
    public Map<String, List<String>> triggers(CapturePlan plan, CaptureTarget target) {
        List<Kept> kept = plan.kept(target);
        String capture = target.names().captureTable();
        String forget = "delete from %s where op = 'R'".formatted(capture);
        String inTheWay = inTheWay(plan.table(target));
        Map<String, List<String>> triggers = new LinkedHashMap<>();
        if (!inTheWay.isEmpty()) {
            put(triggers, target, "replace", "before insert", NOT_APPLYING, forget, """
                    insert into %s (op, at, user_name, session, %s)
                    select 'R', %s, %s
                    from %s t
                    where %s""".formatted(
                    capture, columns(kept, "o"), AUTHOR, values(kept, "t"), DIALECT.quote(target.table()), inTheWay));
        }
        List<String> insert = new ArrayList<>(given(target, kept));
        insert.add("update %s set op = 'D' where op = 'R'".formatted(capture));
        insert.add(one(capture, "I", columns(kept, "n"), values(kept, "new")));
        put(triggers, target, "insert", "after insert", NOT_APPLYING, insert.toArray(String[]::new));
        List<Kept> own = kept.stream().filter(k -> k.beside().isEmpty()).toList();
        List<String> update = new ArrayList<>(moved(kept));
        update.add(one(
                capture,
                "U",
                columns(kept, "o") + ", " + columns(kept, "n"),
                list(kept, k -> changed(k, kept, "old"), ", ") + ", "
                        + list(kept, k -> changed(k, kept, "new"), ", ")));
        put(
                triggers,
                target,
                "update",
                "after update",
                NOT_APPLYING + " and (" + list(own, SqliteCapture::differs, " or ") + ")",
                update.toArray(String[]::new));
        List<String> delete =
                new ArrayList<>(List.of(forget, one(capture, "D", columns(kept, "o"), values(kept, "old"))));
        beside(kept, (uuids, id) -> List.of("delete from %s where id = old.%s".formatted(uuids, id)))
                .forEach(delete::add);
        put(triggers, target, "delete", "after delete", NOT_APPLYING, delete.toArray(String[]::new));
        return triggers;
    }

    @Override
    public List<String> marking(CapturePlan plan, HistoryMarks history, String trigger) {
        return trigger(
                trigger,
                "after insert",
                history.table().table(),
                NOT_APPLYING + " and " + history.condition(DIALECT, "new"),
                "insert into parley_entry (history, entry, table_name, table_key, kind)\nvalues (%s)"
                        .formatted(history.values(DIALECT, "new", HistoryMarks.Kind.LIVE)));
    }

    /** Statements about the table of the uuids, given its name and that of the local id. */
    private static List<String> beside(List<Kept> kept, BiFunction<String, String, List<String>> statements) {
        return kept.stream()
                .flatMap(k -> k.beside().stream())
                .flatMap(beside -> statements.apply(DIALECT.quote(beside.table()), DIALECT.quote(beside.id())).stream())
                .toList();
    }

    /** A row that comes gets a uuid; one that takes the place of a row with its id keeps that one's. */
    private static List<String> given(CaptureTarget target, List<Kept> kept) {
        return beside(
                kept,
                (uuids, id) -> List.of(
                        "delete from %s where id is not new.%s and id in (select o1 from %s where op = 'R')"
                                .formatted(uuids, id, target.names().captureTable()),
                        "insert into %1$s (id, uuid) select new.%2$s, %3$s where not exists (select 1 from %1$s where id = new.%2$s)"
                                .formatted(uuids, id, RANDOM)));
    }

    /** A row that gets another id keeps its uuid. */
    private static List<String> moved(List<Kept> kept) {
        return beside(
                kept,
                (uuids, id) -> List.of(
                        "delete from %1$s where id = new.%2$s and old.%2$s is not new.%2$s".formatted(uuids, id),
                        "update %1$s set id = new.%2$s where id = old.%2$s and old.%2$s is not new.%2$s"
                                .formatted(uuids, id)));
    }

    private static void put(
            Map<String, List<String>> triggers,
            CaptureTarget target,
            String event,
            String moment,
            String condition,
            String... statements) {
        String name = target.names().trigger(event);
        triggers.put(name, trigger(name, moment, target.table(), condition, statements));
    }

    private static List<String> trigger(
            String name, String moment, String table, String condition, String... statements) {
        String create = """
                create trigger %s %s on %s for each row
                when %s
                begin
                %s;
                end""".formatted(name, moment, DIALECT.quote(table), condition, String.join(";\n", statements));
        return List.of("drop trigger if exists " + name, create);
    }

    private static String one(String capture, String op, String columns, String values) {
        return "insert into %s (op, at, user_name, session, %s)\nselect '%s', %s, %s"
                .formatted(capture, columns, op, AUTHOR, values);
    }

    /** What holds for a row t that has a value which the new row may not have too. */
    private static String inTheWay(Table table) {
        List<List<String>> uniques = new ArrayList<>(table.uniques());
        if (!table.primaryKey().isEmpty()) {
            uniques.add(table.primaryKey());
        }
        return uniques.stream()
                .map(columns -> columns.stream()
                        .map(DIALECT::quote)
                        .map(column -> "t.%1$s = new.%1$s".formatted(column))
                        .collect(joining(" and ", "(", ")")))
                .collect(joining(" or "));
    }

    /** The columns for the values that {@link #values} or {@link #changed} give. */
    private static String columns(List<Kept> kept, String side) {
        return list(
                kept,
                k -> side + k.number() + (k.pointed().isPresent() ? ", %su%d".formatted(side, k.number()) : ""),
                ", ");
    }

    private static String values(List<Kept> kept, String row) {
        return list(
                kept,
                k -> value(k, row)
                        + k.pointed().map(p -> ", " + uuid(p, value(k, row))).orElse(""),
                ", ");
    }

    private static String changed(Kept kept, List<Kept> all, String row) {
        // The uuid stands under the new id by then.
        String value = value(kept, kept.beside().isPresent() ? "new" : row);
        if (kept.large()) {
            return "case when %s then %s end".formatted(kept.told(all, SqliteCapture::differs), value);
        }
        return value
                + kept.pointed().map(pointed -> ", " + uuid(pointed, value)).orElse("");
    }

    private static String uuid(Pointed pointed, String value) {
        return pointed.uuid(DIALECT, "", value);
    }

    /** Text differs by its bytes, whatever its collation takes for equal. */
    private static String differs(Kept kept) {
        return "%s is not %s%s"
                .formatted(
                        value(kept, "old"),
                        value(kept, "new"),
                        kept.kind() == FieldKind.BINARY ? "" : " collate binary");
    }

    private static String value(Kept kept, String row) {
        if (kept.beside().isPresent()) {
            Pointed beside = kept.beside().get();
            return beside.uuid(DIALECT, "", row + "." + DIALECT.quote(beside.id()));
        }
        return row + "." + DIALECT.quote(kept.name());
    }

    /** A transaction that writes is alone from its first moment. */
    @Override
    public List<String> lock(CapturePlan plan, CaptureTarget target) {
        return List.of();
    }

    @Override
    public List<String> reshape(CapturePlan plan, CaptureTarget target, InstalledCapture before) {
        List<String> statements = new ArrayList<>();
        String capture = target.names().captureTable();
        statements.add("drop index if exists " + capture + "_replaced");
        statements.addAll(Reshaping.statements(this, plan, target, before, (kept, value) -> value, List.of()));
        statements.add("drop index %s_new_replaced".formatted(capture));
        statements.add("create index %1$s_replaced on %1$s (op) where op = 'R'".formatted(capture));
        return statements;
    }

    @Override
    public Map<String, String> standing(Connection connection) throws SQLException {
        String sql = """
                select name, tbl_name from sqlite_master
                where type = 'trigger' and name like 'parley\\_capture\\_%' escape '\\'""";
        Map<String, String> standing = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                standing.put(row.getString(1), row.getString(2));
            }
        }
        return standing;
    }

    @Override
    public List<String> drop(String trigger, String table) {
        return List.of("drop trigger if exists " + trigger);
    }

    private static String list(List<Kept> kept, Function<Kept, String> text, String between) {
        return kept.stream().map(text).collect(joining(between));
    }
}
