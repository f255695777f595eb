package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Identity;
import dev.parley.catalogue.Scope;
import dev.parley.merge.Derived;
import dev.parley.merge.Value;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The entries that a round takes, record by record: of each it has to be found out which row it is about. */
final class EntryRows {

    private final Tx tx;
    private final CatalogueObject object;
    private final UuidMaps maps;
    private final Businesses businesses;
    private final HistoryMarks marks;
    private final HistoryEntries reader;
    private final Map<UUID, List<HistoryEntry>> entries = new LinkedHashMap<>();
    private final List<HistoryEntry> strays = new ArrayList<>();
    private final Map<String, UUID> found = new HashMap<>();

    EntryRows(Tx tx, Catalogue catalogue, CatalogueObject object, UuidMaps maps, HistoryMarks marks) {
        this.tx = tx;
        this.object = object;
        this.maps = maps;
        this.businesses = new Businesses(tx, catalogue);
        this.marks = marks;
        this.reader = new HistoryEntries(tx, catalogue, marks);
    }

    /** Every entry whose record is known. */
    List<HistoryEntry> all() {
        return entries.values().stream().flatMap(List::stream).toList();
    }

    /** The records of which there are entries. */
    Set<UUID> records() {
        return entries.keySet();
    }

    /** The entries of a record, in the order of the history. */
    List<HistoryEntry> of(UUID record) {
        return entries.getOrDefault(record, List.of());
    }

    /** Entries of rows of which nothing is known. */
    List<HistoryEntry> strays() {
        return strays;
    }

    /** Reads the entries of the rows that were written, and those of some other keys. */
    void read(WrittenRows written, Set<String> left) throws SQLException {
        Map<String, List<UUID>> candidates = candidates(written);
        Set<String> keys = new HashSet<>(candidates.keySet());
        for (UUID record : maps.names(object.name(), written.records())) {
            keys.add(HistoryEntry.BY_UUID + record);
        }
        Set<String> others = new HashSet<>(left);
        others.removeAll(keys);
        find(others);
        Set<UUID> more = new HashSet<>(found.values());
        keys.addAll(others);
        keys.addAll(otherKeys(more));
        List<HistoryEntry> read = reader.of(keys);
        more.addAll(written.records());
        sort(read, candidates, more);
        forgetVanished(others, read);
        entries.values().forEach(list -> list.sort(Comparator.comparingLong(HistoryEntry::id)));
    }

    /** By the key under which the history knows a row, the records that it was in this round, in order. */
    private Map<String, List<UUID>> candidates(WrittenRows written) {
        Map<String, List<UUID>> candidates = new HashMap<>();
        for (UUID record : written.records()) {
            for (WrittenRows.Event event : written.of(record)) {
                CapturedRecord row = event.either();
                String key = object.keyFields().isEmpty()
                        ? Long.toString(row.id().orElse(0))
                        : row.fields()
                                .getOrDefault(object.keyFields().get(0), Value.NULL)
                                .text();
                List<UUID> known = candidates.computeIfAbsent(key, text -> new ArrayList<>());
                if (!known.contains(record)) {
                    known.add(record);
                }
            }
        }
        return candidates;
    }

    private void sort(List<HistoryEntry> read, Map<String, List<UUID>> candidates, Set<UUID> ours) throws SQLException {
        Map<String, UUID> current = new HashMap<>();
        for (HistoryEntry entry : read) {
            Optional<UUID> record = record(entry, candidates, current);
            if (record.isEmpty()) {
                strays.add(entry);
            } else if (ours.contains(record.get()) || !object.keyFields().isEmpty()) {
                entries.computeIfAbsent(record.get(), key -> new ArrayList<>()).add(entry);
            }
        }
    }

    private Optional<UUID> record(HistoryEntry entry, Map<String, List<UUID>> candidates, Map<String, UUID> current)
            throws SQLException {
        Optional<UUID> named = HistoryEntry.byUuid(entry.key());
        if (named.isPresent()) {
            return Optional.of(maps.canonical(object.name(), named.get()));
        }
        if (!object.keyFields().isEmpty()) {
            return Optional.of(keyed(entry));
        }
        List<UUID> rows = candidates.getOrDefault(entry.key(), List.of());
        if (rows.isEmpty()) {
            return Optional.ofNullable(found.get(entry.key()));
        }
        UUID row = current.getOrDefault(entry.key(), rows.get(0));
        if (EntryValues.isIdentity(object, entry.field())) {
            Optional<UUID> told = HistoryEntry.uuid(entry.value().text());
            row = told.isPresent() ? maps.canonical(object.name(), told.get()) : row;
        }
        // A database may give the id of a deleted row to the next one.
        int next = rows.indexOf(row) + 1;
        current.put(entry.key(), entry.isDelete() && next < rows.size() ? rows.get(next) : row);
        return Optional.of(row);
    }

    private UUID keyed(HistoryEntry entry) throws SQLException {
        UUID business = businessOf(entry).orElse(new UUID(0, 0));
        List<Value> key = List.of(Value.of(entry.key()));
        return maps.canonical(object.name(), Derived.keyed(object.name(), business, key));
    }

    /** The business that an entry names. */
    Optional<UUID> businessOf(HistoryEntry entry) throws SQLException {
        if (object.scope() instanceof Scope.Whole) {
            return businesses.uuid(Businesses.WHOLE);
        }
        return entry.business().isNull()
                ? Optional.empty()
                : businesses.uuid(Long.parseLong(entry.business().text()));
    }

    /** Finds the records of keys: among the rows, the deleted records, and what the history itself tells. */
    private void find(Set<String> keys) throws SQLException {
        if (!object.keyFields().isEmpty()) {
            return;
        }
        RowSource source = RowSource.of(tx.dialect(), object, "t");
        List<Long> ids = new ArrayList<>();
        for (String key : keys) {
            Optional<UUID> named = HistoryEntry.byUuid(key);
            if (named.isPresent()) {
                found.put(key, maps.canonical(object.name(), named.get()));
            } else if (key.length() < 19 && key.chars().allMatch(Character::isDigit) && !key.isEmpty()) {
                ids.add(Long.parseLong(key));
            }
        }
        live(source.id(), ids);
        ids.removeIf(id -> found.containsKey(Long.toString(id)));
        new RecordIndex(tx).byLocalId(object.name(), ids).forEach((id, record) -> found.put(Long.toString(id), record));
        for (Long id : ids) {
            String key = Long.toString(id);
            if (!found.containsKey(key)) {
                Optional<UUID> told = object.identity() instanceof Identity.UuidColumn uuid
                        ? reader.told(key, uuid.column())
                        : Optional.empty();
                if (told.isPresent()) {
                    found.put(key, maps.canonical(object.name(), told.get()));
                }
            }
        }
    }

    private void live(String column, Collection<?> values) throws SQLException {
        RowSource source = RowSource.of(tx.dialect(), object, "t");
        for (List<?> part : tx.parts(values)) {
            tx.each(
                    "select %s, %s from %s where %s%s"
                            .formatted(source.id(), source.uuid(), source.from(), column, tx.anyOf(part)),
                    row -> found.put(
                            row.getString(1), maps.canonical(object.name(), UUID.fromString(row.getString(2)))),
                    part);
        }
    }

    /** The other keys under which the history may know these records. */
    private Set<String> otherKeys(Set<UUID> records) throws SQLException {
        Set<UUID> names = maps.names(object.name(), records);
        if (object.keyFields().isEmpty()) {
            live(RowSource.of(tx.dialect(), object, "t").uuid(), names);
        }
        Set<String> keys = new HashSet<>(found.keySet());
        names.forEach(name -> keys.add(HistoryEntry.BY_UUID + name));
        return keys;
    }

    /** A mark whose entry was taken out of the history says nothing any more. */
    private void forgetVanished(Set<String> keys, List<HistoryEntry> read) throws SQLException {
        Set<String> vanished = new HashSet<>(keys);
        read.forEach(entry -> vanished.remove(entry.key()));
        for (List<String> part : tx.parts(vanished)) {
            marks.forgetVanished(tx, part);
        }
    }
}
