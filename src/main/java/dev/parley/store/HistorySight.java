package dev.parley.store;

import dev.parley.merge.Value;
import dev.parley.store.RecordIndex.Touched;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * What a round sees of one record: what became of its row, and the entries that the application wrote.
 *
 * @param record canonical uuid
 * @param business uuid of its business, or {@link ChangeLog#SHARED}
 * @param id its local id, if there is one
 * @param key the fields of its key, where it is known by one
 * @param known what the index has of it
 * @param before the row before the round; absent where there was none. Before and after are the same where no write was captured
 * @param after the row after it; absent where there is none
 * @param gone the row as it was when it was deleted; absent where there is one after the round, and where no delete was captured
 * @param untold large fields that did not change, so that neither row tells them
 * @param hidden what those hold, and what references wait for, of a record that was not touched before
 * @param at when the row was last written, microseconds UTC, where no entry tells
 * @param found entries from before Parley, in the order of the history
 * @param live entries that were seen as they came, in the order of the history
 */
record HistorySight(
        UUID record,
        String business,
        OptionalLong id,
        Map<String, Value> key,
        Optional<Touched> known,
        Optional<Map<String, Value>> before,
        Optional<Map<String, Value>> after,
        Optional<Map<String, Value>> gone,
        Set<String> untold,
        Map<String, Value> hidden,
        long at,
        List<HistoryEntry> found,
        List<HistoryEntry> live) {

    /** What the row holds in that field at the end of the round; empty where that is not told. */
    Optional<Value> now(String field) {
        return untold.contains(field) ? Optional.empty() : after.map(row -> row.get(field));
    }

    /** What the row held in that field when it was last there. */
    Optional<Value> last(String field) {
        return after.isPresent() ? now(field) : gone.map(row -> row.get(field));
    }

    /** What the row held in that field at the beginning of the round. */
    Optional<Value> was(String field) {
        return before.isPresent() ? Optional.ofNullable(start().get(field)) : Optional.empty();
    }

    /** The whole row at the beginning of the round. */
    Map<String, Value> start() {
        Map<String, Value> start = new HashMap<>(before.orElse(Map.of()));
        start.putAll(hidden);
        return start;
    }

    /** Whether nothing happened: an update that set what was there already. */
    boolean isNothing() {
        boolean same = before.isPresent()
                && after.isPresent()
                && after.get().keySet().stream()
                        .allMatch(field -> now(field)
                                        .equals(Optional.ofNullable(before.get().get(field)))
                                || untold.contains(field));
        return found.isEmpty() && live.isEmpty() && (same || (before.isEmpty() && after.isEmpty()));
    }
}
