package dev.parley.sync;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.HistoryPart;
import dev.parley.catalogue.HistoryTable;
import dev.parley.catalogue.HistoryTable.Column;
import dev.parley.catalogue.Reference;
import dev.parley.merge.Change;
import dev.parley.merge.RecordState;
import dev.parley.merge.Value;
import dev.parley.store.ChangeLog.Addition;
import dev.parley.store.EntryTable;
import dev.parley.store.Waiting;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Writes what arrived into the histories that the application keeps, as if the application had written it. */
final class HistoryWriter {

    private final Work work;

    HistoryWriter(Work work) {
        this.work = work;
    }

    /** Adds entries for these changes, whose rows have been written. */
    void write(List<Addition> additions) throws SQLException {
        if (work.catalogue.objects().stream()
                .noneMatch(object -> object.history().isPresent())) {
            return;
        }
        Map<CatalogueObject, List<Change>> changes = new LinkedHashMap<>();
        for (Addition addition : additions) {
            if (addition instanceof Addition.OfChange of) {
                work.catalogue
                        .object(of.change().object())
                        .filter(object -> object.history().isPresent())
                        .ifPresent(object -> changes.computeIfAbsent(object, key -> new ArrayList<>())
                                .add(of.change()));
            }
        }
        if (changes.isEmpty()) {
            return;
        }
        work.tx.applying(true);
        for (Map.Entry<CatalogueObject, List<Change>> of : changes.entrySet()) {
            write(of.getKey(), of.getValue());
        }
        work.tx.applying(false);
    }

    private void write(CatalogueObject object, List<Change> changes) throws SQLException {
        EntryTable table = new EntryTable(work.tx, object);
        List<ChangeEntry> entries = new ArrayList<>();
        changes.forEach(change -> entries.addAll(ChangeEntry.of(object, change)));
        Set<UUID> there = table.putAside(entries.stream().map(ChangeEntry::uuid).toList());
        entries.removeIf(entry -> there.contains(entry.uuid()));
        if (entries.isEmpty()) {
            return;
        }
        Local local = new Local(object, entries);
        Map<ChangeEntry, Map<HistoryPart, Value>> rows = new LinkedHashMap<>();
        for (ChangeEntry entry : entries) {
            rows.put(entry, local.parts(entry));
        }
        insert(table, object, entries, rows);
        work.waiting.replace(
                EntryTable.waitingName(object.history().orElseThrow()),
                local.waiting.stream().map(Waiting.Entry::record).toList(),
                local.waiting);
    }

    private void insert(
            EntryTable table,
            CatalogueObject object,
            List<ChangeEntry> entries,
            Map<ChangeEntry, Map<HistoryPart, Value>> rows)
            throws SQLException {
        Savepoint savepoint = work.tx.connection().setSavepoint();
        try {
            table.insert(entries.stream()
                    .map(entry -> rows.getOrDefault(entry, Map.of()))
                    .toList());
            work.tx.connection().releaseSavepoint(savepoint);
        } catch (SQLException failure) {
            if (work.tx.dialect().isPassing(failure) || work.tx.dialect().isDisconnect(failure)) {
                throw failure;
            }
            work.tx.connection().rollback(savepoint);
            split(table, object, entries, rows, String.valueOf(failure.getMessage()));
        } catch (IllegalArgumentException refused) {
            work.tx.connection().rollback(savepoint);
            split(table, object, entries, rows, String.valueOf(refused.getMessage()));
        }
    }

    /** A history that does not take an entry stops nothing: that entry is told of. */
    private void split(
            EntryTable table,
            CatalogueObject object,
            List<ChangeEntry> entries,
            Map<ChangeEntry, Map<HistoryPart, Value>> rows,
            String why)
            throws SQLException {
        if (entries.size() == 1) {
            String history = object.history().orElseThrow().table();
            String first = why.strip().lines().findFirst().orElse(why);
            work.sightings.entry(object.name(), entries.get(0).change().record(), history, first);
            return;
        }
        int middle = entries.size() / 2;
        insert(table, object, entries.subList(0, middle), rows);
        insert(table, object, entries.subList(middle, entries.size()), rows);
    }

    /** Rows came of which the history may tell already. The transaction is applying. */
    void rowsCame(CatalogueObject object, List<Outcome> outcomes) throws SQLException {
        if (object.history().isPresent() && object.keyFields().isEmpty()) {
            EntryTable table = new EntryTable(work.tx, object);
            table.rowsCame(outcomes.stream().map(Outcome::record).toList());
            List<UUID> back = outcomes.stream()
                    .filter(Outcome::known)
                    .map(Outcome::record)
                    .toList();
            for (Map.Entry<String, String> id : table.cameBack(back).entrySet()) {
                rowBecame(object, id.getKey(), id.getValue());
            }
        }
    }

    /** What was known under one local id is known under another from now on. The transaction is applying. */
    void rowBecame(CatalogueObject object, String id, String other) throws SQLException {
        if (object.history().isPresent()) {
            new EntryTable(work.tx, object).rowBecame(id, other);
        }
        for (Catalogue.Referrer referrer : work.catalogue.referrers(object.name())) {
            if (referrer.object().history().isPresent()) {
                new EntryTable(work.tx, referrer.object())
                        .targetBecame(referrer.field().name(), id, other);
            }
        }
    }

    /** What an entry waited for has come. The transaction is applying. */
    void fill(Waiting.Entry reference) throws SQLException {
        for (CatalogueObject object : work.catalogue.objects()) {
            Optional<HistoryTable> history = object.history()
                    .filter(table -> EntryTable.waitingName(table).equals(reference.object()));
            if (history.isPresent()) {
                Optional<Value> id = work.ids.of(
                        pointer(reference.targetObject()),
                        Value.of(reference.target().toString()));
                if (id.isPresent()) {
                    new EntryTable(work.tx, object)
                            .fill(HistoryPart.valueOf(reference.field()), reference.record(), id.get());
                    work.waiting.drop(reference.object(), reference.record(), List.of(reference.field()));
                }
                return;
            }
        }
        // The history is in no catalogue any more.
        work.waiting.drop(reference.object(), reference.record(), List.of(reference.field()));
    }

    /** Points to an object's records by their local ids. */
    private Reference pointer(String target) {
        return new Reference(target, work.catalogue.require(target).idColumn().orElseThrow(), false);
    }

    /** Turns what is the same everywhere into what it is here. */
    private final class Local {
        private final CatalogueObject object;
        private final HistoryTable history;
        private final Map<UUID, String> ids;
        private final Optional<Value> business;
        private final List<Waiting.Entry> waiting = new ArrayList<>();

        Local(CatalogueObject object, List<ChangeEntry> entries) throws SQLException {
            this.object = object;
            this.history = object.history().orElseThrow();
            this.business = work.business().map(here -> Value.of(Long.toString(here.id())));
            Set<UUID> names = new HashSet<>();
            for (ChangeEntry entry : entries) {
                names.addAll(work.maps.names(object.name(), entry.change().record()));
            }
            this.ids = object.keyFields().isEmpty() ? new EntryTable(work.tx, object).localIds(names) : Map.of();
            for (Field field : object.references()) {
                work.ids.prepare(
                        field.reference().orElseThrow(),
                        entries.stream()
                                .filter(entry -> entry.field().equals(field.name()))
                                .map(ChangeEntry::value)
                                .toList());
            }
        }

        Map<HistoryPart, Value> parts(ChangeEntry entry) throws SQLException {
            Map<HistoryPart, Value> parts = new HashMap<>();
            parts.put(HistoryPart.UUID, Value.of(entry.uuid().toString()));
            parts.put(HistoryPart.BUSINESS, business(entry));
            parts.put(HistoryPart.USER_ID, user(entry));
            parts.put(HistoryPart.SESSION, Value.of(entry.change().author().session()));
            parts.put(HistoryPart.ACTION, Value.of(Integer.toString(entry.action())));
            parts.put(HistoryPart.TABLE_KEY, Value.of(key(entry)));
            parts.put(HistoryPart.TABLE_FIELD, Value.of(entry.field()));
            parts.put(HistoryPart.NEW_VALUE, value(entry));
            parts.put(HistoryPart.LOG_DATE, Value.of(entry.date()));
            return parts;
        }

        /** The business here; 0 or null until it arrives. */
        private Value business(ChangeEntry entry) {
            Optional<Column> column = history.column(HistoryPart.BUSINESS);
            if (business.isPresent() || column.isEmpty()) {
                return business.orElse(Value.NULL);
            }
            work.catalogue
                    .businesses()
                    .ifPresent(target -> await(
                            entry,
                            HistoryPart.BUSINESS,
                            target.name(),
                            work.scope.business().toString()));
            return column.get().nullable() ? Value.NULL : Value.of("0");
        }

        private String key(ChangeEntry entry) throws SQLException {
            if (!object.keyFields().isEmpty()) {
                return entry.change()
                        .fields()
                        .getOrDefault(object.keyFields().get(0), Value.NULL)
                        .text();
            }
            for (UUID name : work.maps.names(object.name(), entry.change().record())) {
                String id = ids.get(name);
                if (id != null) {
                    return id;
                }
            }
            return EntryTable.BY_UUID
                    + work.maps.canonical(object.name(), entry.change().record());
        }

        private Value value(ChangeEntry entry) throws SQLException {
            Optional<Reference> reference = reference(entry);
            Value value = entry.value();
            if (reference.isPresent() && ChangeEntry.isUuid(value.text())) {
                Optional<Value> id = work.ids.of(reference.get(), value);
                value = id.orElse(Value.of(EntryTable.BY_UUID + value.text()));
                if (id.isEmpty()) {
                    await(
                            entry,
                            HistoryPart.NEW_VALUE,
                            reference.get().target(),
                            entry.value().text());
                }
            }
            boolean nullable =
                    history.column(HistoryPart.NEW_VALUE).orElseThrow().nullable();
            return value.isNull() && !nullable ? Value.of("") : value;
        }

        /** Where the entry's field points, if it does: always to one object, or to what another field of the record names. */
        private Optional<Reference> reference(ChangeEntry entry) throws SQLException {
            Optional<Field> field = object.field(entry.field());
            Optional<String> naming = field.flatMap(Field::namedIn);
            if (naming.isEmpty()) {
                return field.flatMap(Field::reference);
            }
            Value name = entry.change().fields().get(naming.get());
            if (name == null) {
                UUID record = work.maps.canonical(object.name(), entry.change().record());
                Collection<Change> changes =
                        work.histories(object.name(), List.of(record)).getOrDefault(record, List.of());
                name = RecordState.of(changes).values().getOrDefault(naming.get(), Value.NULL);
            }
            return work.catalogue.named(name.text());
        }

        /** The person here; 0 or null where that person is not here (yet), or is nobody whom the application knows. */
        private Value user(ChangeEntry entry) throws SQLException {
            Optional<Column> column = history.column(HistoryPart.USER_ID);
            String user = entry.change().author().user();
            if (column.isEmpty()) {
                return Value.NULL;
            }
            Value nobody = column.get().nullable()
                    ? Value.NULL
                    : Value.of(column.get().kind() == FieldKind.INTEGER ? "0" : "");
            if (history.users().isPresent() && ChangeEntry.isUuid(user)) {
                Optional<Value> id = work.ids.of(pointer(history.users().get()), Value.of(user));
                if (id.isEmpty()) {
                    await(entry, HistoryPart.USER_ID, history.users().get(), user);
                }
                return id.orElse(nobody);
            }
            if (column.get().kind() == FieldKind.TEXT) {
                return Value.of(user);
            }
            // A number that names no record here may name another person at this site.
            boolean number = user.matches("-?\\d{1,9}") && (history.users().isEmpty() || Integer.parseInt(user) <= 0);
            return number ? Value.of(user) : nobody;
        }

        private void await(ChangeEntry entry, HistoryPart part, String target, String uuid) {
            if (ChangeEntry.isUuid(uuid)) {
                waiting.add(Waiting.Entry.reference(
                        EntryTable.waitingName(history), entry.uuid(), part.name(), target, UUID.fromString(uuid)));
            }
        }
    }
}
