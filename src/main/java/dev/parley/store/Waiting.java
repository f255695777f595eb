package dev.parley.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** References whose target is not here yet: {@code parley_waiting}. */
public final class Waiting {

    /**
     * A reference that waits.
     *
     * @param record canonical uuid of the record that refers
     * @param target uuid of the record referred to
     */
    public record Reference(String object, UUID record, String field, String targetObject, UUID target) {}

    private final Tx tx;

    /** What waits, in that transaction. */
    public Waiting(Tx tx) {
        this.tx = tx;
    }

    /** Notes references of these records anew: what waited of them before is forgotten. */
    public void replace(String object, Collection<UUID> records, List<Reference> references) throws SQLException {
        if (!references.isEmpty() || any()) {
            for (List<UUID> part : tx.parts(records)) {
                tx.update("delete from parley_waiting where object = ? and record" + tx.anyOf(part), object, part);
            }
        }
        add(references);
    }

    /** Notes references of records of which none waits. */
    public void add(List<Reference> references) throws SQLException {
        tx.batch(
                "insert into parley_waiting (object, record, field, target_object, target) values (?, ?, ?, ?, ?)",
                references.stream().map(Waiting::arguments).toList());
    }

    private static @Nullable Object[] arguments(Reference waiting) {
        return new @Nullable Object[] {
            waiting.object(), waiting.record(), waiting.field(), waiting.targetObject(), waiting.target()
        };
    }

    /** Forgets what waits in these fields of a record: they hold something else now. */
    public void drop(String object, UUID record, Collection<String> fields) throws SQLException {
        for (String field : fields) {
            tx.update(
                    "delete from parley_waiting where object = ? and record = ? and field = ?", object, record, field);
        }
    }

    /** What waits of a record waits of the other from now on. */
    public void rename(String object, UUID record, UUID other) throws SQLException {
        for (Reference reference : of(object, List.of(record))) {
            drop(object, record, List.of(reference.field()));
            drop(object, other, List.of(reference.field()));
            tx.update(
                    "insert into parley_waiting (object, record, field, target_object, target) values (?, ?, ?, ?, ?)",
                    arguments(new Reference(
                            object, other, reference.field(), reference.targetObject(), reference.target())));
        }
    }

    /** What waits of these records. */
    public List<Reference> of(String object, Collection<UUID> records) throws SQLException {
        return select("object = ? and record", object, records);
    }

    /** What waits for these records. */
    public List<Reference> on(String object, Collection<UUID> targets) throws SQLException {
        return select("target_object = ? and target", object, targets);
    }

    private List<Reference> select(String condition, String object, Collection<UUID> records) throws SQLException {
        if (records.isEmpty() || !any()) {
            return List.of();
        }
        List<Reference> found = new ArrayList<>();
        for (List<UUID> part : tx.parts(records)) {
            found.addAll(tx.list(
                    "select object, record, field, target_object, target from parley_waiting where " + condition
                            + tx.anyOf(part),
                    row -> new Reference(
                            row.getString(1),
                            UUID.fromString(row.getString(2)),
                            row.getString(3),
                            row.getString(4),
                            UUID.fromString(row.getString(5))),
                    object,
                    part));
        }
        return found;
    }

    private boolean any() throws SQLException {
        return tx.first("select 1 from parley_waiting limit 1", row -> true).isPresent();
    }
}
