package dev.parley.store;

import static java.util.stream.Collectors.joining;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Scope;
import dev.parley.merge.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the triggers wrote down and nobody has taken in yet. Without state: what is installed is looked up each time, so that another
 * process may install anew at any time.
 */
public final class Capture {

    /** What was written down; an {@code R} of SQLite says nothing, a {@code W} of MariaDB is an update with all that is large. */
    private static final String SAYS_SOMETHING = "op in ('I', 'U', 'W', 'D')";

    private static final char WHOLE_UPDATE = 'W';

    private Capture() {}

    /**
     * What was captured of an object, in the order of {@link Captured#place}; nothing where capture is not installed. A field that capture
     * does not know of yet, since its column was added later, is null before and after.
     */
    public static List<Captured> read(Tx tx, CatalogueObject object, int limit) throws SQLException {
        Optional<InstalledCapture> installed = installed(tx, object);
        if (installed.isEmpty()) {
            return List.of();
        }
        Reading reading = new Reading(tx.dialect(), object, installed.orElseThrow());
        String select = "select place, op, at, user_name, session" + reading.columns();
        return inOrder(tx, installed.orElseThrow(), select, reading::captured, limit);
    }

    /**
     * What was captured of the rows with these uuids, is not at hand, and tells what a large field of theirs was before.
     *
     * @param rows uuids of an object whose rows have them
     * @param atHand what was captured of the object and has been read: all that there was then, up to some place
     */
    static List<Captured> tellingLarge(
            Tx tx, CatalogueObject object, Collection<UUID> rows, Collection<Captured> atHand) throws SQLException {
        Optional<InstalledCapture> installed = installed(tx, object);
        if (installed.isEmpty() || !object.hasUuids()) {
            return List.of();
        }
        Reading reading = new Reading(tx.dialect(), object, installed.orElseThrow());
        String table = installed.orElseThrow().names().captureTable();
        String telling = reading.tellsLarge();
        String select = "select place, op, at, user_name, session%s from %s where %s and "
                .formatted(reading.columns(), table, telling);
        long last = atHand.stream().mapToLong(Captured::place).max().orElse(0);
        List<Captured> found = new ArrayList<>();
        // What was committed late stands between what was read.
        Set<Long> late = new HashSet<>(tx.list(
                "select place from %s where place <= ? and %s".formatted(table, telling), row -> row.getLong(1), last));
        atHand.forEach(captured -> late.remove(captured.place()));
        for (List<Long> part : tx.parts(late)) {
            found.addAll(tx.list(select + "place" + tx.anyOf(part), reading::captured, part));
        }
        if (tx.first("select 1 from %s where place > ? and %s limit 1".formatted(table, telling), row -> true, last)
                .isEmpty()) {
            return found;
        }
        for (List<UUID> part : Parts.of(rows, 1000)) {
            List<Object> arguments = new ArrayList<>(List.of(last));
            arguments.addAll(part);
            found.addAll(tx.list(
                    "%s place > ? and o%d in (%s)".formatted(select, reading.uuid + 1, Tx.marks(part.size())),
                    reading::captured,
                    arguments.toArray()));
        }
        return found;
    }

    /** Deletes exactly these, and none that was committed since they were read, whatever its place. */
    public static void discard(Tx tx, CatalogueObject object, List<Captured> captured) throws SQLException {
        if (captured.isEmpty()) {
            return;
        }
        Optional<InstalledCapture> installed = installed(tx, object);
        if (installed.isEmpty()) {
            return;
        }
        String delete = "delete from %s where place "
                .formatted(installed.orElseThrow().names().captureTable());
        List<@Nullable Object[]> runs = new ArrayList<>();
        List<@Nullable Object[]> ends = new ArrayList<>();
        for (Run run :
                runs(captured.stream().mapToLong(Captured::place).sorted().toArray())) {
            if (run.first() < run.last()) {
                runs.add(new @Nullable Object[] {run.first(), run.last() - 1});
            }
            ends.add(new @Nullable Object[] {run.last()});
        }
        // MariaDB reads on to the row after a range, and waits for the transaction that is writing it, however long
        // that takes. The end of each
        // run goes by itself, so that the row after a range is always one of these.
        tx.batch(delete + "between ? and ?", runs);
        tx.batch(delete + "= ?", ends);
    }

    /** The places of what is captured of an object, in order; at most {@code limit}. */
    static List<Long> places(Tx tx, CatalogueObject object, int limit) throws SQLException {
        Optional<InstalledCapture> installed = installed(tx, object);
        if (installed.isEmpty()) {
            return List.of();
        }
        return inOrder(tx, installed.orElseThrow(), "select place", row -> row.getLong(1), limit);
    }

    /** Nobody has counted what a capture table holds: PostgreSQL would sort all of it for the few that are read at once. */
    private static <T> List<T> inOrder(
            Tx tx, InstalledCapture installed, String select, Tx.RowReader<T> reader, int limit) throws SQLException {
        String table = installed.names().captureTable();
        return tx.dialect()
                .inOrderOf(
                        tx,
                        table,
                        "place",
                        hint -> tx.list(
                                "%s from %s%s where %s order by place limit ?"
                                        .formatted(select, table, hint, SAYS_SOMETHING),
                                reader,
                                limit));
    }

    /** Whether so many rows are captured of an object. */
    static boolean isThere(Tx tx, CatalogueObject object, int count) throws SQLException {
        Optional<InstalledCapture> installed = installed(tx, object);
        if (installed.isEmpty()) {
            return false;
        }
        String sql = "select 1 from %s where %s limit 1 offset ?"
                .formatted(installed.orElseThrow().names().captureTable(), SAYS_SOMETHING);
        return tx.first(sql, row -> true, count - 1).isPresent();
    }

    /** Whether anything of the object waits to be taken in. */
    public static boolean pending(Tx tx, CatalogueObject object) throws SQLException {
        return !pending(tx, List.of(object)).isEmpty();
    }

    /** A condition that holds where anything of the catalogue's objects waits to be taken in. */
    static String isPending(Tx tx, Catalogue catalogue) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (CatalogueObject object : catalogue.objects()) {
            parts.addAll(waiting(InstalledCapture.all(tx), object));
        }
        return parts.isEmpty() ? "1 = 0" : "(" + String.join(" or ", parts) + ")";
    }

    /** Conditions of which one holds where anything of the object waits; none where capture is not installed. */
    private static List<String> waiting(Map<String, InstalledCapture> installed, CatalogueObject object) {
        List<String> parts = new ArrayList<>();
        InstalledCapture capture = installed.get(object.name());
        if (capture != null) {
            parts.add("exists (select 1 from %s where %s)"
                    .formatted(capture.names().captureTable(), SAYS_SOMETHING));
            HistoryMarks.installed(installed, object).ifPresent(marks -> parts.add(marks.pending()));
        }
        return parts;
    }

    /** The objects of which something waits to be taken in, in their order. */
    public static List<CatalogueObject> pending(Tx tx, List<CatalogueObject> objects) throws SQLException {
        if (objects.isEmpty()) {
            return List.of();
        }
        Map<String, InstalledCapture> installed = InstalledCapture.all(tx);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            CatalogueObject object = objects.get(i);
            int number = i;
            waiting(installed, object).forEach(any -> parts.add("select %d where %s".formatted(number, any)));
        }
        if (parts.isEmpty()) {
            return List.of();
        }
        List<Integer> found = tx.list(String.join(" union all ", parts), row -> row.getInt(1));
        return found.stream().sorted().distinct().map(objects::get).toList();
    }

    /** Like {@link #pending(Tx, List)}, of all objects of a catalogue. */
    public static List<CatalogueObject> pending(Tx tx, Catalogue catalogue) throws SQLException {
        return pending(tx, catalogue.objects());
    }

    private static Optional<InstalledCapture> installed(Tx tx, CatalogueObject object) throws SQLException {
        return Optional.ofNullable(InstalledCapture.all(tx).get(object.name()));
    }

    /** First and last of each run of places that follow one another. */
    private static List<Run> runs(long[] places) {
        List<Run> runs = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= places.length; i++) {
            if (i == places.length || places[i] != places[i - 1] + 1) {
                runs.add(new Run(places[start], places[i - 1]));
                start = i;
            }
        }
        return runs;
    }

    /** Places that follow each other without a gap. */
    private record Run(long first, long last) {}

    /** Where in a captured row an object's values stand. */
    private static final class Reading {

        private static final int HEAD = 5;
        private static final int NOT_KEPT = -1;

        private final Dialect dialect;
        private final CatalogueObject object;
        private final InstalledCapture installed;
        private final int id;
        private final int uuid;
        private final int business;
        private final boolean knowsLarge;
        private final List<FieldKind> kinds = new ArrayList<>();
        private final List<Integer> fields = new ArrayList<>();
        private final List<Integer> pointed = new ArrayList<>();
        private final List<Value> nowhere;

        Reading(Dialect dialect, CatalogueObject object, InstalledCapture installed) {
            this.dialect = dialect;
            this.object = object;
            this.installed = installed;
            this.id = object.idColumn().map(this::place).orElse(NOT_KEPT);
            this.uuid = Columns.kept(object).map(this::place).orElse(NOT_KEPT);
            this.business = object.scope() instanceof Scope.Column column ? place(column.column()) : NOT_KEPT;
            List<String> pointers = installed.columns().stream()
                    .filter(installed.pointed()::contains)
                    .toList();
            object.fields().forEach(field -> {
                kinds.add(field.kind());
                fields.add(place(field.name()));
                int pointer = pointers.indexOf(field.name());
                pointed.add(pointer < 0 ? NOT_KEPT : installed.columns().size() + pointer);
            });
            // A column that came since is in no row that was captured before.
            this.knowsLarge = object.fields().stream().filter(Field::large).allMatch(field -> place(field.name()) >= 0);
            this.nowhere = Collections.nCopies(pointed.size(), Value.NULL);
        }

        /** The old columns, then the new ones; each with the pointed uuids after them. */
        String columns() {
            StringBuilder columns = new StringBuilder();
            for (String side : List.of("o", "n")) {
                for (int i = 1; i <= installed.columns().size(); i++) {
                    columns.append(", ").append(side).append(i);
                }
                for (int i = 1; i <= installed.columns().size(); i++) {
                    if (installed.pointed().contains(installed.columns().get(i - 1))) {
                        columns.append(", ").append(side).append('u').append(i);
                    }
                }
            }
            return columns.toString();
        }

        /** What holds where it is written down what a large field was before. */
        String tellsLarge() {
            String told = object.fields().stream()
                    .filter(Field::large)
                    .map(field -> place(field.name()) + 1)
                    .filter(number -> number > 0)
                    .map(number -> "o%1$d is not null or n%1$d is not null".formatted(number))
                    .collect(joining(" or "));
            String whole = knowsLarge ? " or op = 'W'" : "";
            return told.isEmpty() ? "op = 'D'" : "(op = 'D'%s or (op in ('U', 'W') and (%s)))".formatted(whole, told);
        }

        Captured captured(ResultSet row) throws SQLException {
            char written = row.getString(2).charAt(0);
            char op = written == WHOLE_UPDATE ? 'U' : written;
            int width = installed.columns().size() + installed.pointed().size();
            Optional<LocalRow> before =
                    op == 'I' ? Optional.empty() : Optional.of(row(row, HEAD + 1, Optional.empty()));
            return new Captured(
                    row.getLong(1),
                    op,
                    row.getLong(3),
                    row.getString(4),
                    row.getString(5),
                    before,
                    op == 'D' ? Optional.empty() : Optional.of(row(row, HEAD + 1 + width, before)),
                    knowsLarge && written != 'U');
        }

        /** The row whose columns begin there. What it has in common with the one before it shares, as most of an update: a round holds many rows. */
        private LocalRow row(ResultSet row, int from, Optional<LocalRow> before) throws SQLException {
            Value[] values = new Value[fields.size()];
            for (int i = 0; i < values.length; i++) {
                Value value = value(row, from, fields.get(i), kinds.get(i));
                values[i] =
                        before.isPresent() ? same(value, before.get().values().get(i)) : value;
            }
            return new LocalRow(
                    value(row, from, id, FieldKind.INTEGER),
                    value(row, from, uuid, FieldKind.TEXT),
                    value(row, from, business, FieldKind.INTEGER),
                    Arrays.asList(values),
                    installed.pointed().isEmpty() ? nowhere : pointed(row, from));
        }

        private static Value same(Value value, Value before) {
            return value.equals(before) ? before : value;
        }

        private List<Value> pointed(ResultSet row, int from) throws SQLException {
            List<Value> uuids = new ArrayList<>(pointed.size());
            for (int place : pointed) {
                uuids.add(value(row, from, place, FieldKind.TEXT));
            }
            return uuids;
        }

        private Value value(ResultSet row, int from, int place, FieldKind kind) throws SQLException {
            return place == NOT_KEPT ? Value.NULL : dialect.read(row, from + place, kind);
        }

        private int place(String column) {
            return installed.columns().indexOf(column);
        }
    }
}
