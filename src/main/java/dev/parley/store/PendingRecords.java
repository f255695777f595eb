package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Tells of which records something is captured that the log does not have yet. Their rows may not be taken for untouched: what they hold
 * reaches others as a change.
 */
public final class PendingRecords {

    /** How many captured rows are looked at. There are few as a rule, since what is captured has been taken in just before. */
    private static final int LIMIT = 100_000;

    private PendingRecords() {}

    /** Canonical uuids of the object's records that were altered since the last round of the sequencer, as this transaction sees it. */
    public static Set<UUID> of(Tx tx, Catalogue catalogue, UuidMaps maps, CatalogueObject object) throws SQLException {
        if (!Capture.pending(tx, object)) {
            return Set.of();
        }
        Map<String, List<Captured>> captured = new HashMap<>();
        for (CatalogueObject any : catalogue.objects()) {
            captured.put(any.name(), Capture.read(tx, any, LIMIT));
        }
        Translation translation = new Translation(tx, catalogue, maps, captured);
        translation.prepare(object);
        Set<UUID> records = new HashSet<>();
        for (Captured event : captured.getOrDefault(object.name(), List.of())) {
            for (Optional<LocalRow> row : List.of(event.before(), event.after())) {
                if (row.isPresent()) {
                    translation.record(object, row.get()).ifPresent(record -> records.add(record.record()));
                }
            }
        }
        return records;
    }
}
