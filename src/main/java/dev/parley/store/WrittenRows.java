package dev.parley.store;

import dev.parley.catalogue.CatalogueObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What was captured of an object, record by record. */
final class WrittenRows {

    /** What happened to one record: before is absent for an insert, after for a delete. */
    record Event(Captured captured, Optional<CapturedRecord> before, Optional<CapturedRecord> after) {

        /** The row after, or where it went, before. */
        CapturedRecord either() {
            return after.or(() -> before).orElseThrow();
        }
    }

    private final CatalogueObject object;
    private final Translation translation;
    private final List<Captured> captured = new ArrayList<>();
    private final Map<Long, Set<UUID>> byPlace = new LinkedHashMap<>();
    private final Map<UUID, List<Event>> events = new LinkedHashMap<>();

    WrittenRows(CatalogueObject object, Translation translation) {
        this.object = object;
        this.translation = translation;
    }

    void sort(List<Captured> all) throws SQLException {
        for (Captured each : all) {
            captured.add(each);
            Optional<CapturedRecord> before = row(each.before());
            Optional<CapturedRecord> after = row(each.after());
            if (before.isPresent() && after.isPresent() && isMoved(before.get(), after.get())) {
                add(new Event(each, before, Optional.empty()));
                add(new Event(each, Optional.empty(), after));
            } else if (before.isPresent() || after.isPresent()) {
                add(new Event(each, before, after));
            }
        }
    }

    /** Whether the row became another record, or another business's: then the one was deleted and the other added. */
    private static boolean isMoved(CapturedRecord before, CapturedRecord after) {
        return !before.record().equals(after.record()) || !before.business().equals(after.business());
    }

    private Optional<CapturedRecord> row(Optional<LocalRow> row) throws SQLException {
        return row.isPresent() ? translation.record(object, row.get()) : Optional.empty();
    }

    private void add(Event event) {
        UUID record = event.either().record();
        byPlace.computeIfAbsent(event.captured().place(), key -> new HashSet<>())
                .add(record);
        events.computeIfAbsent(record, key -> new ArrayList<>()).add(event);
    }

    /** The records that an event is about. */
    Set<UUID> records(Captured event) throws SQLException {
        Set<UUID> records = new HashSet<>();
        row(event.before()).ifPresent(row -> records.add(row.record()));
        row(event.after()).ifPresent(row -> records.add(row.record()));
        return records;
    }

    /** These records, and whatever was written together with them. */
    Set<UUID> together(Set<UUID> some) {
        Set<UUID> all = new HashSet<>(some);
        boolean more = !some.isEmpty();
        while (more) {
            more = false;
            for (Set<UUID> records : byPlace.values()) {
                if (records.stream().anyMatch(all::contains)) {
                    more |= all.addAll(records);
                }
            }
        }
        return all;
    }

    /** The records that were written, in their order. */
    Set<UUID> records() {
        return events.keySet();
    }

    /** What happened to a record, in order. */
    List<Event> of(UUID record) {
        return events.getOrDefault(record, List.of());
    }

    /** All that was captured, but for what is about one of these records. */
    List<Captured> captured(Set<UUID> without) {
        return captured.stream()
                .filter(each ->
                        byPlace.getOrDefault(each.place(), Set.of()).stream().noneMatch(without::contains))
                .toList();
    }
}
