package dev.parley.sync;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Reference;
import dev.parley.merge.Value;
import dev.parley.store.RowSource;
import dev.parley.store.Tx;
import dev.parley.store.UuidMaps;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds the local ids of records that references point to, many at a time; remembers them until the transaction ends. */
final class LocalIds {

    private final Tx tx;
    private final Catalogue catalogue;
    private final UuidMaps maps;
    private final Map<String, Map<UUID, Value>> known = new HashMap<>();

    LocalIds(Tx tx, Catalogue catalogue, UuidMaps maps) {
        this.tx = tx;
        this.catalogue = catalogue;
        this.maps = maps;
    }

    /** Looks up what these values of a reference point to. */
    void prepare(Reference reference, Collection<Value> values) throws SQLException {
        Map<UUID, Value> ids = known.computeIfAbsent(key(reference), key -> new HashMap<>());
        Set<UUID> open = new HashSet<>();
        for (Value value : values) {
            Optional<UUID> uuid = uuid(value);
            if (uuid.isPresent() && !ids.containsKey(canonical(reference, uuid.get()))) {
                open.addAll(maps.names(reference.target(), uuid.get()));
            }
        }
        for (List<UUID> part : tx.parts(open)) {
            lookUp(reference, part, ids);
        }
    }

    /** The local id to write for that value of a reference: null for null, empty where the target is not here. */
    Optional<Value> of(Reference reference, Value value) throws SQLException {
        Optional<Value> prepared = prepared(reference, value);
        if (prepared.isEmpty()) {
            prepare(reference, List.of(value));
        }
        return prepared.isPresent() ? prepared : prepared(reference, value);
    }

    /** The same, of what was looked up by {@link #prepare}. */
    Optional<Value> prepared(Reference reference, Value value) throws SQLException {
        Optional<UUID> uuid = uuid(value);
        if (uuid.isEmpty()) {
            return value.isNull() ? Optional.of(Value.NULL) : Optional.empty();
        }
        Map<UUID, Value> ids = known.computeIfAbsent(key(reference), key -> new HashMap<>());
        return Optional.ofNullable(ids.get(canonical(reference, uuid.get())));
    }

    /** Says which local id a record is about to get. */
    void expect(CatalogueObject object, UUID record, Value id) {
        known.computeIfAbsent(object.name() + " " + object.idColumn().orElseThrow(), key -> new HashMap<>())
                .put(record, id);
    }

    /** Forgets what is known of an object's records, since rows came or went. */
    void forget(String object) {
        known.keySet().removeIf(key -> key.startsWith(object + " "));
    }

    /** The uuid that a reference's value is; absent where it is null, or none. */
    static Optional<UUID> uuid(Value value) {
        if (value.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(value.text()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private UUID canonical(Reference reference, UUID uuid) throws SQLException {
        return maps.canonical(reference.target(), uuid);
    }

    private static String key(Reference reference) {
        return reference.target() + " " + reference.targetColumn();
    }

    private void lookUp(Reference reference, List<UUID> uuids, Map<UUID, Value> ids) throws SQLException {
        CatalogueObject target = catalogue.require(reference.target());
        RowSource source = RowSource.of(tx.dialect(), target, "t");
        tx.each(
                "select %s, %s from %s where %s%s"
                        .formatted(
                                source.uuid(),
                                source.column(reference.targetColumn()),
                                source.from(),
                                source.uuid(),
                                tx.anyOf(uuids)),
                row -> ids.put(canonical(reference, UUID.fromString(row.getString(1))), Value.of(row.getString(2))),
                uuids);
    }
}
