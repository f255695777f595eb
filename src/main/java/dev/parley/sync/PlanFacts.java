package dev.parley.sync;

import dev.parley.merge.Action;
import dev.parley.merge.Change;
import dev.parley.merge.Derived;
import dev.parley.merge.Prospect;
import dev.parley.merge.Value;
import dev.parley.store.RecordRows.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What the two sites hold of a record, and may tell each other of it.
 *
 * @param record the uuid by which it would travel
 * @param joined the uuids by which it travels now: several where they would be found to be one
 * @param own what this site holds, the baseline of an untouched row too
 * @param row the row here; of several, the one that would stay
 * @param rowThere what the row at the other site would hold by what is told of it; of several, the one that would stay
 * @param rows how many rows there are of it at the site that has more
 * @param held whether the row here is not what it should be, so that it would be tried again
 * @param sends whether this site may tell of it over the link
 * @param foreign whether it is here, and of another business
 * @param theirs what the other site holds
 */
record PlanFacts(
        UUID record,
        Set<UUID> joined,
        List<Change> own,
        Optional<Row> row,
        Optional<Map<String, Value>> rowThere,
        int rows,
        boolean held,
        boolean sends,
        boolean foreign,
        List<Change> theirs) {

    /** Whether the record would be found to be several. */
    boolean isJoined() {
        return joined.size() > 1;
    }

    /** Whether nobody has changed it since Parley came. */
    boolean isUntouched() {
        return Stream.concat(own.stream(), theirs.stream()).allMatch(change -> change.action() == Action.BASELINE);
    }

    /** What this site would make of it. */
    Prospect here(PlanFrame frame, String object, long now, Set<String> quiet) {
        boolean takes = frame.pulls() && !foreign;
        return Prospect.of(own, takes ? arriving(object, theirs) : List.of(), now, quiet);
    }

    /** What the other site would make of it. */
    Prospect there(PlanFrame frame, String object, long now, Set<String> quiet) {
        boolean takes = frame.pushes() && sends;
        return Prospect.of(theirs, takes ? arriving(object, own) : List.of(), now, quiet);
    }

    private List<Change> arriving(String object, List<Change> changes) {
        List<Change> arriving = new ArrayList<>();
        for (UUID other : joined) {
            if (!other.equals(record) && !isUntouched()) {
                arriving.add(Derived.map(object, record, other));
            }
        }
        arriving.addAll(changes);
        return arriving;
    }
}
