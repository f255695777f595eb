package dev.parley.store;

import dev.parley.merge.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What fields are to hold and their columns can't hold for now, {@code parley_waiting}: a reference whose target is not here yet, a date
 * that this database has no day for. Something else stands in the row until then; whoever reads the row lays over it what waits.
 */
public final class Waiting {

    /**
     * What a field is to hold.
     *
     * @param record canonical uuid of the record
     * @param targetObject the object that a reference points to; empty where what waits is no reference
     * @param text canonical text: of a reference the target's uuid
     */
    public record Entry(String object, UUID record, String field, String targetObject, String text) {

        /** A reference that waits for its target. */
        public static Entry reference(String object, UUID record, String field, String targetObject, UUID target) {
            return new Entry(object, record, field, targetObject, target.toString());
        }

        /** A value that the column has no form for. */
        public static Entry value(String object, UUID record, String field, Value value) {
            return new Entry(object, record, field, "", value.text());
        }

        /** Whether it waits for another record. */
        public boolean isReference() {
            return !targetObject.isEmpty();
        }

        /** The record that it waits for. */
        public UUID target() {
            return UUID.fromString(text);
        }

        /** The field's value: of a reference the target's canonical uuid. */
        public Value value(UuidMaps maps) throws SQLException {
            return Value.of(
                    isReference() ? maps.canonical(targetObject, target()).toString() : text);
        }
    }

    private static final String SELECT =
            "select object, record, field, target_object, target from parley_waiting where ";

    private static final String INSERT =
            "insert into parley_waiting (object, record, field, target_object, target) values (?, ?, ?, ?, ?)";

    private final Tx tx;

    private record Any(boolean isThere) {}

    /** What waits, in that transaction. */
    public Waiting(Tx tx) {
        this.tx = tx;
    }

    /** Notes what waits of these records anew: what waited of them before is forgotten. */
    public void replace(String object, Collection<UUID> records, List<Entry> entries) throws SQLException {
        if (!entries.isEmpty() || any()) {
            for (List<UUID> part : tx.parts(records)) {
                tx.update("delete from parley_waiting where object = ? and record" + tx.anyOf(part), object, part);
            }
        }
        add(entries);
    }

    /** Notes what waits of records of which nothing waits so far. */
    public void add(List<Entry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        tx.forget(Any.class);
        tx.batch(INSERT, entries.stream().map(Waiting::arguments).toList());
    }

    /** Notes one more. */
    public void add(Entry entry) throws SQLException {
        tx.forget(Any.class);
        tx.update(INSERT, arguments(entry));
    }

    private static @Nullable Object[] arguments(Entry waiting) {
        return new @Nullable Object[] {
            waiting.object(), waiting.record(), waiting.field(), waiting.targetObject(), waiting.text()
        };
    }

    /** Forgets what waits in these fields of a record: they hold something else now. */
    public void drop(String object, UUID record, Collection<String> fields) throws SQLException {
        for (String field : fields) {
            tx.update(
                    "delete from parley_waiting where object = ? and record = ? and field = ?", object, record, field);
        }
    }

    /** Forgets what waits in these fields: they have been filled in. */
    public void drop(List<Entry> entries) throws SQLException {
        tx.batch(
                "delete from parley_waiting where object = ? and record = ? and field = ?",
                entries.stream()
                        .map(entry -> new @Nullable Object[] {entry.object(), entry.record(), entry.field()})
                        .toList());
    }

    /** What waits of a record waits of the other from now on. */
    public void rename(String object, UUID record, UUID other) throws SQLException {
        for (Entry entry : of(object, List.of(record))) {
            drop(object, record, List.of(entry.field()));
            drop(object, other, List.of(entry.field()));
            add(new Entry(object, other, entry.field(), entry.targetObject(), entry.text()));
        }
    }

    /** What waits of these records. */
    public List<Entry> of(String object, Collection<UUID> records) throws SQLException {
        return select("object = ? and record", object, records);
    }

    /** All that waits of an object's records. */
    public List<Entry> of(String object) throws SQLException {
        return tx.list(SELECT + "object = ?", Waiting::entry, object);
    }

    /** What waits for these records. */
    public List<Entry> on(String object, Collection<UUID> targets) throws SQLException {
        return select("target_object = ? and target", object, targets);
    }

    private List<Entry> select(String condition, String object, Collection<UUID> records) throws SQLException {
        if (records.isEmpty() || !any()) {
            return List.of();
        }
        List<Entry> found = new ArrayList<>();
        for (List<UUID> part : tx.parts(records)) {
            found.addAll(tx.list(SELECT + condition + tx.anyOf(part), Waiting::entry, object, part));
        }
        return found;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getString(1),
                UUID.fromString(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5));
    }

    /** Whether anything waits: most often nothing does. Is looked up once in a transaction: who writes what waits holds the feed lock. */
    private boolean any() throws SQLException {
        return tx.kept(
                        Any.class,
                        any -> new Any(any.first("select 1 from parley_waiting limit 1", row -> true)
                                .isPresent()))
                .isThere();
    }
}
