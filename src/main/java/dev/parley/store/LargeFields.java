package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.merge.Value;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Finds what large fields held before a record was touched for the first time, where the trigger did not write them down since they are long and
 * did not change: the row holds it still, unless something that is captured since says what it was.
 */
final class LargeFields {

    private final Tx tx;
    private final CatalogueObject object;
    private final RecordRows rows;
    private final UuidMaps maps;
    private final List<Field> large;

    LargeFields(Tx tx, Catalogue catalogue, CatalogueObject object, UuidMaps maps) {
        this.tx = tx;
        this.object = object;
        this.maps = maps;
        this.rows = new RecordRows(tx, catalogue, maps);
        this.large = object.fields().stream().filter(Field::large).toList();
    }

    /**
     * The large fields that the captured updates do not tell.
     *
     * @param firsts the first captured update of each record, by canonical uuid
     * @param round all captured rows of the object that this round holds
     */
    Map<UUID, Map<String, Value>> before(Map<UUID, Captured> firsts, List<Captured> round) throws SQLException {
        if (large.isEmpty() || firsts.isEmpty() || !object.hasUuids()) {
            return Map.of();
        }
        Map<UUID, Map<String, Value>> found = new HashMap<>();
        Map<String, UUID> names = new HashMap<>();
        for (UUID record : firsts.keySet()) {
            for (UUID name : maps.names(object.name(), record)) {
                names.put(name.toString(), record);
            }
        }
        Set<UUID> uuids = names.keySet().stream().map(UUID::fromString).collect(Collectors.toCollection(HashSet::new));
        for (RecordRows.Row row : rows.byUuid(object, uuids, large)) {
            Map<String, Value> values = new HashMap<>();
            large.forEach(field -> values.put(field.name(), row.fields().getOrDefault(field.name(), Value.NULL)));
            found.put(row.record(), values);
        }
        // Whatever altered a row after this round was read is captured by now: what it says was there before counts.
        List<Captured> since = new ArrayList<>(round);
        since.addAll(Capture.tellingLarge(tx, object, uuids, round));
        since.sort(Comparator.comparingLong(Captured::place));
        for (int i = since.size() - 1; i >= 0; i--) {
            Captured event = since.get(i);
            event.before().ifPresent(row -> {
                UUID record = names.get(row.uuid().text());
                if (record != null) {
                    overlay(found.computeIfAbsent(record, key -> new HashMap<>()), row, event);
                }
            });
        }
        return found;
    }

    private void overlay(Map<String, Value> values, LocalRow row, Captured event) {
        for (int i = 0; i < object.fields().size(); i++) {
            Field field = object.fields().get(i);
            if (!field.large()) {
                continue;
            }
            Value was = row.values().get(i);
            boolean said = event.whole()
                    || event.after().isEmpty()
                    || !was.isNull()
                    || !event.after().get().values().get(i).isNull();
            if (said) {
                values.put(field.name(), was);
            }
        }
    }
}
