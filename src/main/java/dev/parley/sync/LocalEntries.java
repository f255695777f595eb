package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.HistoryPart;
import dev.parley.catalogue.HistoryTable;
import dev.parley.catalogue.HistoryTable.Column;
import dev.parley.catalogue.Reference;
import dev.parley.merge.Value;
import dev.parley.store.EntryTable;
import dev.parley.store.Waiting;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Turns entries of a history, which are the same everywhere, into what they are here: local ids for uuids, the person's number, the day. */
final class LocalEntries {
    private final Work work;
    private final CatalogueObject object;
    private final NamedPairs pairs;
    private final HistoryTable history;
    private final Map<UUID, String> ids = new HashMap<>();
    private final Optional<Value> business;
    private final List<Waiting.Entry> waiting = new ArrayList<>();

    /** Of that object, which has a history. */
    LocalEntries(Work work, CatalogueObject object, NamedPairs pairs) throws SQLException {
        this.work = work;
        this.object = object;
        this.pairs = pairs;
        this.history = object.history().orElseThrow();
        this.business = work.business().map(here -> Value.of(Long.toString(here.id())));
    }

    /** Points to an object's records by their local ids. */
    static Reference pointer(Work work, String target) {
        return new Reference(target, work.catalogue.require(target).idColumn().orElseThrow(), false);
    }

    /** What parts of the entries that were turned wait for. */
    List<Waiting.Entry> waiting() {
        return waiting;
    }

    /** Looks up at once what the entries are about and refer to. */
    void prepare(List<ChangeEntry> entries) throws SQLException {
        Set<UUID> names = new HashSet<>();
        for (ChangeEntry entry : entries) {
            names.addAll(work.maps.names(object.name(), entry.change().record()));
        }
        if (object.keyFields().isEmpty()) {
            ids.putAll(new EntryTable(work.tx, object).localIds(names));
        }
        for (Field field : object.references()) {
            work.ids.prepare(
                    field.reference().orElseThrow(),
                    entries.stream()
                            .filter(entry -> entry.field().equals(field.name()))
                            .map(ChangeEntry::value)
                            .toList());
        }
    }

    /** The entry's parts as they stand in the history here. */
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
        Value value = entry.value();
        List<Reference> references = pairs.references(entry);
        if (value.isNull() && !references.isEmpty()) {
            value = LocalValues.nothing(object.field(entry.field()).orElseThrow());
        }
        if (!references.isEmpty() && ChangeEntry.isUuid(value.text())) {
            value = id(entry, references);
        }
        boolean nullable = history.column(HistoryPart.NEW_VALUE).orElseThrow().nullable();
        return value.isNull() && !nullable ? Value.of("") : value;
    }

    private Value id(ChangeEntry entry, List<Reference> references) throws SQLException {
        for (Reference reference : references) {
            Optional<Value> id = work.ids.of(reference, entry.value());
            if (id.isPresent()) {
                return id.get();
            }
        }
        await(
                entry,
                HistoryPart.NEW_VALUE,
                references.get(0).target(),
                entry.value().text());
        return Value.of(EntryTable.BY_UUID + entry.value().text());
    }

    /** The person here; 0 or null where that person is not here (yet), or is nobody whom the application knows. */
    private Value user(ChangeEntry entry) throws SQLException {
        Optional<Column> column = history.column(HistoryPart.USER_ID);
        String user = entry.change().author().user();
        if (column.isEmpty()) {
            return Value.NULL;
        }
        Value nobody =
                column.get().nullable() ? Value.NULL : Value.of(column.get().kind() == FieldKind.INTEGER ? "0" : "");
        if (history.users().isPresent() && ChangeEntry.isUuid(user)) {
            Optional<Value> id = work.ids.of(pointer(work, history.users().get()), Value.of(user));
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
