package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Fields;
import dev.parley.merge.Value;
import dev.parley.store.RecordIndex.State;
import dev.parley.store.RecordIndex.Touched;
import dev.parley.store.RecordRows;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a record is to be, and how far its row has been brought there. */
final class Outcome {

    private final CatalogueObject object;
    private final UUID record;
    private Optional<RecordRows.Row> row;
    private final boolean known;
    private boolean exists;
    private Map<String, Value> values;
    private Optional<Touched> touched;
    private Optional<Touched> free;
    private boolean written;

    /**
     * What a record is to be.
     *
     * @param row its row as it stands, if there is one
     * @param known whether the index of touched records knows it
     * @param exists whether it is to be there
     * @param values the fields it is to have
     * @param touched what the index is to say; empty for a row that is loaded without changes
     */
    Outcome(
            CatalogueObject object,
            UUID record,
            Optional<RecordRows.Row> row,
            boolean known,
            boolean exists,
            Map<String, Value> values,
            Optional<Touched> touched) {
        this.object = object;
        this.record = record;
        this.row = row;
        this.known = known;
        this.exists = exists;
        this.values = Fields.of(values);
        this.touched = touched;
        this.free = touched;
    }

    CatalogueObject object() {
        return object;
    }

    UUID record() {
        return record;
    }

    Optional<RecordRows.Row> row() {
        return row;
    }

    /** Notes a row that came to be the record's since: a foreign key took it along when what it names was renamed. */
    void standsIn(RecordRows.Row found) {
        row = Optional.of(found);
    }

    /** Notes that no row is the record's any more: it was none yet, or another record has taken it over. */
    void hasNoRow() {
        row = Optional.empty();
    }

    boolean known() {
        return known;
    }

    boolean exists() {
        return exists;
    }

    Map<String, Value> values() {
        return values;
    }

    Optional<Touched> touched() {
        return touched;
    }

    boolean isLoad() {
        return touched.isEmpty();
    }

    /** Whether its row was written or removed. */
    boolean written() {
        return written;
    }

    void markWritten() {
        written = true;
    }

    boolean isHeld() {
        return touched.filter(state -> state.state() == State.HELD).isPresent();
    }

    /** The row can't be brought to what it is to be. */
    void hold() {
        free = isHeld() ? free : touched;
        touched = touched.map(state -> state.with(State.HELD));
    }

    /** It is tried again: the index is to say what it was to say before it was held. */
    void release() {
        touched = free;
    }

    /** It is to be something else after all. */
    void become(boolean isThere, Map<String, Value> fields, Touched state) {
        exists = isThere;
        values = Fields.of(fields);
        touched = Optional.of(state);
    }
}
