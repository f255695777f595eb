package dev.parley.wire;

import dev.parley.merge.Change;
import dev.parley.merge.Derived;
import dev.parley.merge.Fields;
import dev.parley.merge.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What travels: changes of one record, or the whole record.
 *
 * @param object full name of the object
 * @param record the record's canonical uuid at the sender
 * @param whole whether this is all that the sender holds of the record
 * @param row the content of a row that has no changes yet; only in a whole packet, which then has no changes
 * @param changes changes of the record, in the order in which the sender got them; maps come first
 */
public record Packet(String object, UUID record, boolean whole, Optional<Untouched> row, List<Change> changes) {

    /** Takes a copy that nobody can alter. */
    public Packet {
        changes = List.copyOf(changes);
    }

    /** A whole record that has no changes. */
    public static Packet untouched(String object, UUID record, Untouched row) {
        return new Packet(object, record, true, Optional.of(row), List.of());
    }

    /** A whole record with all its changes. */
    public static Packet whole(String object, UUID record, List<Change> changes) {
        return new Packet(object, record, true, Optional.empty(), changes);
    }

    /** Some changes of a record. */
    public static Packet of(String object, UUID record, List<Change> changes) {
        return new Packet(object, record, false, Optional.empty(), changes);
    }

    /** Whether it says of a record nothing but which uuids name it. */
    public boolean isNaming() {
        return !changes.isEmpty()
                && changes.stream().allMatch(change -> change.action().isNaming());
    }

    /** The change that the untouched row stands for. */
    public Optional<Change> baseline() {
        return row.map(content -> Derived.baseline(object, record, content.at(), content.fields()));
    }

    /**
     * The content of a row without changes.
     *
     * @param at its last_updated in microseconds UTC, 0 where its table has none
     * @param fields every field
     */
    public record Untouched(long at, Map<String, Value> fields) {
        /** Takes a copy that nobody can alter. */
        public Untouched {
            fields = Fields.of(fields);
        }
    }
}
