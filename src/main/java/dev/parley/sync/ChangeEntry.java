package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Identity;
import dev.parley.merge.Action;
import dev.parley.merge.Change;
import dev.parley.merge.Derived;
import dev.parley.merge.Value;
import dev.parley.store.EntryTable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a change says of one field, as a history tells it: one entry a field. A change that came from such a history is about one field, and
 * its entry has the change's uuid again; of a change of several fields, each entry's uuid is derived, the same at every site.
 *
 * @param value the value, references by uuid
 */
record ChangeEntry(UUID uuid, Change change, int action, String field, Value value) {

    private static final int NONE = 0;

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /**
     * The entries that stand for a change; none where it is in no history: what nobody wrote down, and what Parley concluded.
     *
     * @param along fields that only travel with another one that the change set
     */
    static List<ChangeEntry> of(CatalogueObject object, Change change, Set<String> along) {
        int action = number(change.action());
        if (action == NONE || Derived.isUnlogged(change)) {
            return List.of();
        }
        if (change.action().isDelete()) {
            return List.of(new ChangeEntry(change.uuid(), change, action, EntryTable.WHOLE, Value.of("")));
        }
        boolean add = change.action() == Action.ADD;
        Map<String, Value> told = new TreeMap<>(change.fields());
        told.keySet().removeAll(object.quietFields());
        told.keySet().removeAll(along);
        told.keySet().removeAll(object.keyFields());
        Set<String> unsynced = object.history().orElseThrow().unsynced();
        told.keySet().removeAll(unsynced);
        boolean alone = told.size() == 1;
        List<ChangeEntry> entries = new ArrayList<>();
        if (add && !alone && object.identity() instanceof Identity.UuidColumn uuid) {
            Value record = Value.of(change.record().toString());
            entries.add(new ChangeEntry(change.uuid(), change, action, uuid.column(), record));
        }
        told.forEach((field, value) -> entries.add(new ChangeEntry(
                alone ? change.uuid() : Derived.entry(change, field),
                change,
                action,
                field,
                text(object, field, value))));
        return entries;
    }

    private static int number(Action action) {
        return switch (action) {
            case ADD -> 1;
            case UPDATE -> 2;
            case DELETE -> 3;
            case MERGE -> 4;
            case MERGED -> 5;
            case AUTOMERGE -> 6;
            case AUTOMERGED -> 7;
            case BASELINE, MAP, UNMAP -> NONE;
        };
    }

    /** Bytes are no text for people. */
    private static Value text(CatalogueObject object, String name, Value value) {
        Optional<Field> field = object.field(name);
        boolean bytes = field.filter(of -> of.kind() == FieldKind.BINARY).isPresent();
        return bytes ? Value.of("") : value;
    }

    /** When, in UTC. */
    String date() {
        return SECONDS.format(Instant.ofEpochSecond(Math.floorDiv(change.at(), 1_000_000L)));
    }

    static boolean isUuid(String text) {
        try {
            return text.length() == 36 && UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}
