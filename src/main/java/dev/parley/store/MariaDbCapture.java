package dev.parley.store;

import static java.util.stream.Collectors.joining;

import dev.parley.catalogue.FieldKind;
import dev.parley.store.CapturePlan.Kept;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Capture by row triggers. InnoDB fires none for the rows that a foreign key takes along, so triggers before a delete and an update write those
 * down first: see {@link MariaDbCascades} and {@link MariaDbRenames}. An update that changes nothing is captured too: to compare each column costs more than to keep it. Each time
 * that a trigger fires, MariaDB looks up anew whatever its statements name; so the columns of the capture table go unnamed, all in their order.
 */
final class MariaDbCapture implements CaptureSql {

    private static final Dialect DIALECT = new MariaDbDialect();

    /** The greatest size of a row is 65,535 bytes; leaves room for what is not counted here. */
    private static final int ROW_BYTES = 60_000;

    private static final int BYTES_PER_CHARACTER = 4;

    /** Up to so many bytes a value of a large column is short. */
    private static final int SHORT_BYTES = 500;

    private static final Pattern SIZED = Pattern.compile("(var)?(char|binary)\\((\\d+)\\).*");

    /** Time, user and session, as a trigger sees them. The time is that of the statement. */
    static final String AUTHOR = """
            timestampdiff(microsecond, '1970-01-01 00:00:00', utc_timestamp(6)),
                   left(coalesce(@parley_user, user()), 200), left(coalesce(@parley_session, ''), 200)""";

    @Override
    public String uuidType() {
        return "char(36)";
    }

    @Override
    public List<String> table(CapturePlan plan, CaptureTarget target, String name) {
        if (target.object().isEmpty()) {
            return List.of();
        }
        List<Kept> kept = plan.kept(target);
        String columns = kept.stream()
                .map(k -> "o%1$d %2$s null default null, n%1$d %2$s null default null"
                        .formatted(k.number(), type(k, kept)))
                .collect(joining(",\n  "));
        return List.of("""
                create table if not exists %s (
                  place bigint not null auto_increment primary key,
                  op char(1) not null,
                  at bigint not null,
                  user_name varchar(200) not null,
                  session varchar(200) not null,
                  %s
                ) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin""".formatted(name, columns));
    }

    /** The column's own type, but text without a limit where both rows of a wide table would not fit. */
    private static String type(Kept kept, List<Kept> all) {
        int bytes = all.stream().mapToInt(k -> 2 * bytes(k.type())).sum();
        String type = kept.type();
        if (bytes > ROW_BYTES && bytes(type) > 64) {
            return type.toLowerCase(Locale.ROOT).contains("binary") ? "mediumblob" : "mediumtext";
        }
        // Kept as a double, since a float is read back with six digits.
        return kept.kind() == FieldKind.SINGLE ? "double" : type;
    }

    private static int bytes(String type) {
        Matcher sized = SIZED.matcher(type.toLowerCase(Locale.ROOT));
        if (!sized.matches()) {
            return 12;
        }
        int characters = Integer.parseInt(sized.group(3));
        return sized.group(2).equals("char") ? BYTES_PER_CHARACTER * characters : characters;
    }

    @Override
    public Map<String, List<String>> triggers(CapturePlan plan, CaptureTarget target) {
        Map<String, List<String>> triggers = new LinkedHashMap<>();
        List<String> cascades = new MariaDbCascades(plan).of(target.table());
        if (!cascades.isEmpty()) {
            put(triggers, target, "cascade", "before delete", "@parley_applying is null", cascades);
        }
        List<String> renames = new MariaDbRenames(plan).of(target.table());
        if (!renames.isEmpty()) {
            put(triggers, target, "rename", "before update", "@parley_applying is null", renames);
        }
        if (target.object().isEmpty()) {
            return triggers;
        }
        List<Kept> kept = plan.kept(target);
        put(
                triggers,
                target,
                "insert",
                "after insert",
                "@parley_applying is null",
                beside(
                        target,
                        List.of("insert ignore into %1$s (id, uuid) values (new.%2$s, uuid())"),
                        into(target, kept, "I", k -> "null", k -> value(k, "new")),
                        List.of()));
        put(
                triggers,
                target,
                "update",
                "after update",
                "@parley_applying is null",
                beside(
                        target,
                        List.of(
                                "delete from %1$s where id = new.%2$s and old.%2$s <> new.%2$s",
                                "update %1$s set id = new.%2$s where id = old.%2$s and old.%2$s <> new.%2$s"),
                        updated(target, kept),
                        List.of()));
        put(
                triggers,
                target,
                "delete",
                "after delete",
                "@parley_applying is null",
                beside(
                        target,
                        List.of(),
                        into(target, kept, "D", k -> value(k, "old"), k -> "null"),
                        List.of("delete from %1$s where id = old.%2$s")));
        return triggers;
    }

    @Override
    public List<String> marking(CapturePlan plan, HistoryMarks history, String trigger) {
        return trigger(
                trigger,
                "after insert",
                history.table().table(),
                "@parley_applying is null and " + history.condition(DIALECT, "new"),
                List.of("insert into parley_entry (history, entry, table_name, table_key, kind)\nvalues (%s)"
                        .formatted(history.values(DIALECT, "new", HistoryMarks.Kind.LIVE))));
    }

    /** The statement with those about the table of the uuids before and after it, given its name and that of the local id. */
    private static List<String> beside(
            CaptureTarget target, List<String> before, String statement, List<String> after) {
        Optional<UuidTable> uuids = CapturePlan.uuids(target);
        if (uuids.isEmpty()) {
            return List.of(statement);
        }
        String name = uuids.get().quoted(DIALECT);
        String id = DIALECT.quote(target.object().orElseThrow().idColumn().orElseThrow());
        List<String> all = new ArrayList<>();
        before.forEach(each -> all.add(each.formatted(name, id)));
        all.add(statement);
        after.forEach(each -> all.add(each.formatted(name, id)));
        return all;
    }

    /** A trigger keeps the sql_mode under which it was made: not a strict one, for it must never make a statement fail. */
    private static void put(
            Map<String, List<String>> triggers,
            CaptureTarget target,
            String event,
            String moment,
            String condition,
            List<String> statements) {
        String name = target.names().trigger(event);
        triggers.put(name, trigger(name, moment, target.table(), condition, statements));
    }

    private static List<String> trigger(
            String name, String moment, String table, String condition, List<String> statements) {
        String create = """
                create or replace trigger %s %s on %s for each row
                if %s then
                %s;
                end if""".formatted(name, moment, DIALECT.quote(table), condition, String.join(";\n", statements));
        return List.of(
                "set @parley_mode = @@sql_mode, sql_mode = 'ALLOW_INVALID_DATES'",
                create,
                "set sql_mode = @parley_mode");
    }

    /** Writes down what stands before and after. */
    private static String into(
            CaptureTarget target,
            List<Kept> kept,
            String op,
            Function<Kept, String> before,
            Function<Kept, String> after) {
        return "insert into %s\nvalues (null, '%s', %s,\n       %s)"
                .formatted(
                        target.names().captureTable(),
                        op,
                        AUTHOR,
                        list(kept, k -> before.apply(k) + ", " + after.apply(k), ", "));
    }

    /**
     * Writes an update down: whole where all that is large is short, else with what is large only where it changed. To find out what changed costs more
     * than to keep what is short, and what was not kept has to be looked up later.
     */
    private static String updated(CaptureTarget target, List<Kept> kept) {
        String some = into(target, kept, "U", k -> changed(k, "old"), k -> changed(k, "new"));
        List<Kept> large = kept.stream().filter(Kept::large).toList();
        if (large.isEmpty()) {
            return some;
        }
        return "if %s then\nbegin\n%s%s;\nend;\nelse\n%s;\nend if"
                .formatted(
                        list(
                                large,
                                k -> "octet_length(%s) > %3$d or octet_length(%s) > %3$d"
                                        .formatted(value(k, "old"), value(k, "new"), SHORT_BYTES),
                                " or "),
                        told(kept),
                        some,
                        into(target, kept, "W", k -> whole(k, "old"), k -> whole(k, "new")));
    }

    /** The value of a row that is written down whole. The uuid stands under the new id by then. */
    private static String whole(Kept kept, String row) {
        return value(kept, kept.beside().isPresent() ? "new" : row);
    }

    /** Looks, once for both rows, which large values are to be kept. */
    private static String told(List<Kept> kept) {
        return kept.stream()
                .filter(Kept::large)
                .map(k -> "declare told_%d boolean default %s;\n"
                        .formatted(k.number(), k.told(kept, MariaDbCapture::differs)))
                .collect(joining());
    }

    private static String changed(Kept kept, String row) {
        String value = whole(kept, row);
        return kept.large() ? "if(told_%d, %s, null)".formatted(kept.number(), value) : value;
    }

    /** Text differs by its bytes, whatever its collation takes for equal. */
    private static String differs(Kept kept) {
        return switch (kept.kind()) {
            case TEXT, JSON -> "not (binary %s <=> binary %s)".formatted(value(kept, "old"), value(kept, "new"));
            default -> "not (%s <=> %s)".formatted(value(kept, "old"), value(kept, "new"));
        };
    }

    /** The value of a row. */
    static String value(Kept kept, String row) {
        return kept.beside()
                .map(beside -> beside.uuid(DIALECT, "", row + "." + DIALECT.quote(beside.id())))
                .orElseGet(() -> row + "." + DIALECT.quote(kept.name()));
    }

    /** Tables that no object lies in, but whose rows take captured ones along. */
    @Override
    public Set<String> moreTables(CapturePlan plan) {
        MariaDbCascades cascades = new MariaDbCascades(plan);
        Set<String> more = new TreeSet<>();
        plan.schema().tables().forEach(table -> {
            boolean acts = !cascades.of(table.name()).isEmpty()
                    || !new MariaDbRenames(plan).of(table.name()).isEmpty();
            if (plan.ofTable(table.name()).isEmpty() && acts) {
                more.add(table.name());
            }
        });
        return more;
    }

    @Override
    public List<String> lock(CapturePlan plan, CaptureTarget target) {
        String capture = target.object().isPresent()
                ? ", %s write".formatted(target.names().captureTable())
                : "";
        String uuids = CapturePlan.uuids(target)
                .map(table -> ", %s write".formatted(table.quoted(DIALECT)))
                .orElse("");
        return List.of("lock tables %s write, parley_object write%s%s"
                .formatted(DIALECT.quote(target.table()), capture, uuids));
    }

    @Override
    public List<String> unlock() {
        return List.of("unlock tables");
    }

    /** In one statement, which is done as a whole or not at all. */
    @Override
    public List<String> reshape(CapturePlan plan, CaptureTarget target, InstalledCapture before) {
        if (target.object().isEmpty()) {
            return List.of();
        }
        List<Kept> kept = plan.kept(target);
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < before.columns().size(); i++) {
            String name = before.columns().get(i);
            if (kept.stream().noneMatch(k -> k.name().equals(name))) {
                steps.add("drop column o%1$d, drop column n%1$d".formatted(i + 1));
            }
        }
        String last = "session";
        for (Kept k : kept) {
            int place = before.columns().indexOf(k.name()) + 1;
            for (String side : List.of("o", "n")) {
                String name = side + k.number();
                String column = "%s %s null default null after %s".formatted(name, type(k, kept), last);
                steps.add(place > 0 ? "change column %s%d %s".formatted(side, place, column) : "add column " + column);
                last = name;
            }
        }
        return List.of(
                "set @parley_mode = @@sql_mode, sql_mode = 'ALLOW_INVALID_DATES'",
                "alter table %s\n  %s".formatted(target.names().captureTable(), String.join(",\n  ", steps)),
                "set sql_mode = @parley_mode");
    }

    @Override
    public Map<String, String> standing(Connection connection) throws SQLException {
        String sql = """
                select trigger_name, event_object_table
                from information_schema.triggers
                where trigger_schema = database() and trigger_name like 'parley\\_capture\\_%'""";
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
        return List.of("drop trigger if exists " + DIALECT.quote(trigger));
    }

    private static String list(List<Kept> kept, Function<Kept, String> text, String between) {
        return kept.stream().map(text).collect(joining(between));
    }
}
