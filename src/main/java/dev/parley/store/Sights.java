package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Scope;
import dev.parley.merge.Uuids;
import dev.parley.merge.Value;
import dev.parley.store.RecordIndex.Touched;
import dev.parley.store.WrittenRows.Event;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Puts together what a round sees of each record. */
final class Sights {

    private final Tx tx;
    private final Catalogue catalogue;
    private final CatalogueObject object;
    private final UuidMaps maps;
    private final WrittenRows written;
    private final EntryRows rows;
    private final Map<UUID, Touched> known;
    private final Map<UUID, Map<String, Value>> hidden = new HashMap<>();
    private final Map<UUID, RecordRows.Row> unwritten = new HashMap<>();

    Sights(
            Tx tx,
            Catalogue catalogue,
            CatalogueObject object,
            UuidMaps maps,
            WrittenRows written,
            EntryRows rows,
            Map<UUID, Touched> known) {
        this.tx = tx;
        this.catalogue = catalogue;
        this.object = object;
        this.maps = maps;
        this.written = written;
        this.rows = rows;
        this.known = known;
    }

    /** Looks up what is needed of these records, and gives them in the order in which they are to be taken. */
    Collection<UUID> inOrder(Set<UUID> records) throws SQLException {
        Set<UUID> order = new LinkedHashSet<>(written.records());
        order.retainAll(records);
        List<UUID> others = new ArrayList<>(records);
        others.removeAll(order);
        others.sort(Uuids.ORDER);
        hide(order);
        look(others);
        order.addAll(others);
        return order;
    }

    /** What records that are touched for the first time hold and was not captured: large fields, and what waits. */
    private void hide(Set<UUID> records) throws SQLException {
        Map<UUID, Captured> firsts = new HashMap<>();
        for (UUID record : records) {
            Event first = written.of(record).get(0);
            if (!first.captured().whole()
                    && !known.containsKey(record)
                    && first.before().isPresent()
                    && first.after().isPresent()) {
                firsts.put(record, first.captured());
            }
        }
        new LargeFields(tx, catalogue, object, maps)
                .before(firsts, written.captured(Set.of()))
                .forEach((record, large) -> hidden.put(record, new HashMap<>(large)));
        for (Waiting.Entry entry : new Waiting(tx).of(object.name(), firsts.keySet())) {
            hidden.computeIfAbsent(entry.record(), key -> new HashMap<>()).put(entry.field(), entry.value(maps));
        }
    }

    /** The rows of records that nobody wrote to as far as it was captured. */
    private void look(List<UUID> records) throws SQLException {
        RecordRows reader = new RecordRows(tx, catalogue, maps);
        if (object.keyFields().isEmpty()) {
            reader.byUuid(object, maps.names(object.name(), records)).forEach(row -> unwritten.put(row.record(), row));
            return;
        }
        Map<UUID, List<List<Value>>> keys = new HashMap<>();
        for (UUID record : records) {
            for (HistoryEntry entry : rows.of(record)) {
                Optional<UUID> business = rows.businessOf(entry);
                if (business.isPresent()) {
                    keys.computeIfAbsent(business.get(), key -> new ArrayList<>())
                            .add(List.of(Value.of(entry.key())));
                }
            }
        }
        Businesses businesses = new Businesses(tx, catalogue);
        for (Map.Entry<UUID, List<List<Value>>> of : keys.entrySet()) {
            Businesses.Business business = new Businesses.Business(
                    of.getKey(), businesses.id(of.getKey()).orElseThrow());
            List<List<Value>> distinct = List.copyOf(new HashSet<>(of.getValue()));
            reader.matching(object, business, object.keyFields(), distinct)
                    .forEach(row -> unwritten.put(row.record(), row));
        }
    }

    /** What the round sees of a record; empty where its row is not here and nothing tells whether it ever was. */
    Optional<HistorySight> of(UUID record, List<HistoryEntry> entries) throws SQLException {
        Optional<Touched> touched = Optional.ofNullable(known.get(record));
        List<Event> events = written.of(record);
        if (!events.isEmpty()) {
            return Optional.of(written(record, touched, events, entries));
        }
        Optional<RecordRows.Row> row = Optional.ofNullable(unwritten.get(record));
        boolean deleted = !entries.isEmpty() && entries.get(entries.size() - 1).isDelete();
        if (row.isEmpty() && touched.isEmpty() && !deleted && !entries.isEmpty()) {
            return Optional.empty();
        }
        Optional<Map<String, Value>> fields = row.map(RecordRows.Row::fields);
        OptionalLong id = row.isPresent() && !row.get().id().isNull()
                ? OptionalLong.of(Long.parseLong(row.get().id().text()))
                : touched.map(Touched::localId).orElse(OptionalLong.empty());
        return Optional.of(new HistorySight(
                record,
                business(record, touched, entries),
                id,
                key(fields, entries),
                touched,
                fields,
                fields,
                Optional.empty(),
                Set.of(),
                Map.of(),
                Long.MIN_VALUE,
                touched.isPresent() ? List.of() : entries,
                touched.isPresent() ? entries : List.of()));
    }

    private HistorySight written(
            UUID record, Optional<Touched> touched, List<Event> events, List<HistoryEntry> entries) {
        Event first = events.get(0);
        Event last = events.get(events.size() - 1);
        Optional<Map<String, Value>> before =
                first.before().map(CapturedRecord::fields).map(HashMap::new);
        Optional<Map<String, Value>> after =
                last.after().map(CapturedRecord::fields).map(HashMap::new);
        Set<String> untold = new HashSet<>();
        for (Field field : object.fields()) {
            if (field.large()) {
                large(field.name(), events, before, after, untold);
            }
        }
        boolean apart = touched.isEmpty();
        return new HistorySight(
                record,
                last.either().business(),
                last.either().id(),
                key(after.or(() -> before), entries),
                touched,
                before,
                after,
                last.after().isPresent() ? Optional.empty() : last.before().map(CapturedRecord::fields),
                untold,
                apart ? hidden.getOrDefault(record, Map.of()) : Map.of(),
                entries.isEmpty() ? last.captured().at() : Long.MIN_VALUE,
                apart ? entries.stream().filter(HistoryEntry::isFound).toList() : List.of(),
                apart ? entries.stream().filter(entry -> !entry.isFound()).toList() : entries);
    }

    /** A large field stands in a captured update only where it changed, or where that is whole. */
    private static void large(
            String field,
            List<Event> events,
            Optional<Map<String, Value>> before,
            Optional<Map<String, Value>> after,
            Set<String> untold) {
        List<Event> telling = events.stream()
                .filter(event -> event.captured().whole()
                        || event.before().isEmpty()
                        || event.after().isEmpty()
                        || !value(event.before(), field).isNull()
                        || !value(event.after(), field).isNull())
                .toList();
        if (telling.isEmpty()) {
            untold.add(field);
            return;
        }
        before.ifPresent(row -> row.put(field, value(telling.get(0).before(), field)));
        after.ifPresent(
                row -> row.put(field, value(telling.get(telling.size() - 1).after(), field)));
    }

    private static Value value(Optional<CapturedRecord> row, String field) {
        return row.map(found -> found.fields().getOrDefault(field, Value.NULL)).orElse(Value.NULL);
    }

    private Map<String, Value> key(Optional<Map<String, Value>> row, List<HistoryEntry> entries) {
        Map<String, Value> key = new HashMap<>();
        for (String field : object.keyFields()) {
            Optional<Value> told =
                    entries.stream().map(entry -> Value.of(entry.key())).findFirst();
            row.map(fields -> fields.getOrDefault(field, Value.NULL))
                    .or(() -> told)
                    .ifPresent(value -> key.put(field, value));
        }
        return key;
    }

    private String business(UUID record, Optional<Touched> touched, List<HistoryEntry> entries) throws SQLException {
        if (touched.isPresent()) {
            return touched.get().business();
        }
        if (object.isShared()) {
            return ChangeLog.SHARED;
        }
        Optional<UUID> business = Optional.empty();
        if (object.scope() instanceof Scope.Self) {
            business = Optional.of(record);
        } else if (object.keyFields().isEmpty()) {
            business = new RecordBusiness(tx, catalogue, maps).of(object, record);
        }
        if (business.isEmpty() && !entries.isEmpty()) {
            business = rows.businessOf(entries.get(0));
        }
        return business.orElse(new UUID(0, 0)).toString();
    }
}
