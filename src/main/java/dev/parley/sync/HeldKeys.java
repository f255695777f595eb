package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.RecordState;
import dev.parley.merge.Value;
import dev.parley.store.RecordIndex.Touched;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Records known by key that could not be written: no row tells what they refer to, but the log does. Read once a transaction. */
final class HeldKeys {

    private static final int PAGE = 500;

    private final Work work;
    private final Map<String, List<Held>> known = new HashMap<>();

    HeldKeys(Work work) {
        this.work = work;
    }

    /** A record that could not be written, with the fields that the log gives it. */
    record Held(UUID record, Map<String, Value> fields) {}

    /** Those of the object that refer by that field of their key to the record. */
    List<Held> referring(CatalogueObject object, String field, String target, UUID record) throws SQLException {
        List<Held> found = new ArrayList<>();
        for (Held held : of(object)) {
            Value to = held.fields().getOrDefault(field, Value.NULL);
            if (!to.isNull()
                    && work.maps.canonical(target, UUID.fromString(to.text())).equals(record)) {
                found.add(held);
            }
        }
        return found;
    }

    private List<Held> of(CatalogueObject object) throws SQLException {
        List<Held> read = known.get(object.name());
        if (read == null) {
            read = read(object);
            known.put(object.name(), read);
        }
        return read;
    }

    private List<Held> read(CatalogueObject object) throws SQLException {
        List<Held> read = new ArrayList<>();
        String after = "";
        List<UUID> page;
        do {
            page = work.index.held(work.scope.business().toString(), object.name(), after, PAGE).stream()
                    .filter(touched -> touched.object().equals(object.name()))
                    .map(Touched::record)
                    .toList();
            work.histories(object.name(), page)
                    .forEach((record, changes) ->
                            read.add(new Held(record, RecordState.of(changes).values())));
            after = page.isEmpty() ? after : page.get(page.size() - 1).toString();
        } while (page.size() == PAGE);
        return read;
    }
}
