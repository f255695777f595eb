package dev.parley.sync;

import dev.parley.store.Tx;
import dev.parley.store.UuidMaps;
import dev.parley.wire.Known;
import dev.parley.wire.RecordName;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Nobody but the other site can say whether it lacks a record of ours: it may have come there by ways that this site knows nothing of. What it has
 * not said yet is noted here, and is to be asked before anything is taken.
 */
final class Inquiry implements TwinTest {

    private final Set<RecordName> has;
    private final Set<RecordName> lacks;
    private final Set<RecordName> open = new LinkedHashSet<>();

    /** With what it has said so far. */
    Inquiry(Known said) {
        this.has = new HashSet<>(said.has());
        this.lacks = new HashSet<>(said.lacks());
    }

    /** It may know the record by any of its uuids, and by one of them alone. */
    @Override
    public boolean lacks(Tx tx, String object, UUID record) throws SQLException {
        return names(tx, object, record).stream().noneMatch(has::contains);
    }

    @Override
    public boolean mustAsk(Tx tx, String object, UUID record) throws SQLException {
        List<RecordName> unsaid = names(tx, object, record).stream()
                .filter(name -> !lacks.contains(name))
                .toList();
        open.addAll(unsaid);
        return !unsaid.isEmpty();
    }

    private static List<RecordName> names(Tx tx, String object, UUID record) throws SQLException {
        return new UuidMaps(tx)
                .names(object, record).stream()
                        .map(uuid -> new RecordName(object, uuid))
                        .toList();
    }

    /**
     * Nothing is taken while something is open.
     *
     * @throws OpenException where it is, so that what was done meanwhile is undone
     */
    void requireAnswered() {
        if (!open.isEmpty()) {
            throw new OpenException(List.copyOf(open));
        }
    }

    /** The other site is to say first which of these records it has. */
    static final class OpenException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<RecordName> records;

        OpenException(List<RecordName> records) {
            super("the other site has not said which of these records it has: " + records);
            this.records = records;
        }

        List<RecordName> records() {
            return records;
        }
    }
}
