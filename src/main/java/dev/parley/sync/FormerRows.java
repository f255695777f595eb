package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Uuids;
import dev.parley.store.Businesses;
import dev.parley.store.RecordRows.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** The rows as they are without a play, each as that of the record whose it is in the play's end. */
final class FormerRows {

    private final Map<UUID, Row> byRecord = new HashMap<>();

    private FormerRows() {}

    /**
     * Reads the rows of the records.
     *
     * @param played records as the play left them; of an object that is known by key, all of them
     */
    static FormerRows read(Work work, CatalogueObject object, Collection<PlayedRecord> played) throws SQLException {
        FormerRows former = new FormerRows();
        Map<UUID, PlayedRecord> byName = new HashMap<>();
        played.forEach(record -> record.names().forEach(name -> byName.put(name, record)));
        Optional<Businesses.Business> business = work.business();
        if (object.hasUuids()) {
            for (Row row : work.rows.byUuid(object, byName.keySet())) {
                former.put(row, Objects.requireNonNull(byName.get(row.uuid())));
            }
        } else if (business.isPresent()) {
            for (Row row : work.rows.keyed(object, business.get())) {
                heir(work, object, row, byName).ifPresent(record -> former.put(row, record));
            }
        }
        return former;
    }

    /**
     * Whose the row of an object known by key is in the end. Its key is told by the uuids by which what it refers to travelled before. Where that came
     * apart, nobody may ever have written anything under the uuid that follows from such a key, and the row is another's of those that it was.
     */
    private static Optional<PlayedRecord> heir(
            Work work, CatalogueObject object, Row row, Map<UUID, PlayedRecord> byName) throws SQLException {
        Set<UUID> names = new LinkedHashSet<>(List.of(row.uuid()));
        work.maps.names(object.name(), row.record()).stream()
                .sorted(Uuids.ORDER)
                .forEach(names::add);
        List<PlayedRecord> may = new ArrayList<>();
        for (UUID name : names) {
            Optional.ofNullable(byName.get(name)).ifPresent(may::add);
        }
        return first(may, record -> record.row().isPresent())
                .or(() -> first(may, PlayedRecord::isKnown))
                .or(() -> first(may, record -> true));
    }

    private static Optional<PlayedRecord> first(List<PlayedRecord> records, Predicate<PlayedRecord> which) {
        return records.stream().filter(which).findFirst();
    }

    /** Of several rows of a record, that one stays whose uuid comes first. */
    private void put(Row row, PlayedRecord record) {
        byRecord.merge(
                record.record(), row, (one, other) -> Uuids.ORDER.compare(one.uuid(), other.uuid()) < 0 ? one : other);
    }

    /** The row of a record. */
    Optional<Row> of(PlayedRecord record) {
        return Optional.ofNullable(byRecord.get(record.record()));
    }
}
