package dev.parley.store;

import dev.parley.merge.Uuids;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Which uuids name one record: an index of the log's map changes. Each object's maps are read once a transaction, since there are few: a map
 * is made only where the same was entered at two sites.
 */
public final class UuidMaps {

    private final Tx tx;
    private final Map<String, Map<UUID, UUID>> canonical = new HashMap<>();
    private final Map<String, Map<UUID, Set<UUID>>> aliases = new HashMap<>();

    /** The maps, in that transaction. */
    public UuidMaps(Tx tx) {
        this.tx = tx;
    }

    /** The least of all uuids that name the same record. */
    public UUID canonical(String object, UUID uuid) throws SQLException {
        return of(object).getOrDefault(uuid, uuid);
    }

    /** Every uuid that names the record, its canonical one first. */
    public List<UUID> names(String object, UUID uuid) throws SQLException {
        UUID least = canonical(object, uuid);
        Set<UUID> others = aliases.getOrDefault(object, Map.of()).get(least);
        if (others == null) {
            return List.of(least);
        }
        List<UUID> names = new ArrayList<>(List.of(least));
        names.addAll(others);
        return names;
    }

    /** Every uuid that names one of the records. */
    public Set<UUID> names(String object, Collection<UUID> uuids) throws SQLException {
        if (of(object).isEmpty()) {
            return new HashSet<>(uuids);
        }
        Set<UUID> names = new HashSet<>();
        for (UUID uuid : uuids) {
            names.addAll(names(object, uuid));
        }
        return names;
    }

    /** All aliases of the object with their canonical uuid. */
    public Map<UUID, UUID> all(String object) throws SQLException {
        return Map.copyOf(of(object));
    }

    /** Makes the two classes one. */
    public void join(String object, UUID one, UUID other) throws SQLException {
        UUID a = canonical(object, one);
        UUID b = canonical(object, other);
        if (a.equals(b)) {
            return;
        }
        UUID least = Uuids.lesser(a, b);
        UUID greater = least.equals(a) ? b : a;
        tx.update("update parley_map set canonical = ? where object = ? and canonical = ?", least, object, greater);
        tx.update("insert into parley_map (object, alias, canonical) values (?, ?, ?)", object, greater, least);
        canonical.remove(object);
        aliases.remove(object);
    }

    /**
     * Makes several classes of one.
     *
     * @param names all uuids of the class
     * @param now what is the least uuid of each one's class from now on
     */
    public void split(String object, Collection<UUID> names, UnaryOperator<UUID> now) throws SQLException {
        for (UUID name : names) {
            tx.update("delete from parley_map where object = ? and alias = ?", object, name);
            UUID least = now.apply(name);
            if (!least.equals(name)) {
                tx.update("insert into parley_map (object, alias, canonical) values (?, ?, ?)", object, name, least);
            }
        }
        canonical.remove(object);
        aliases.remove(object);
    }

    private Map<UUID, UUID> of(String object) throws SQLException {
        Map<UUID, UUID> known = canonical.get(object);
        if (known != null) {
            return known;
        }
        Map<UUID, UUID> read = new HashMap<>();
        Map<UUID, Set<UUID>> classes = new HashMap<>();
        tx.each(
                "select alias, canonical from parley_map where object = ?",
                row -> {
                    UUID alias = UUID.fromString(row.getString(1));
                    UUID least = UUID.fromString(row.getString(2));
                    read.put(alias, least);
                    classes.computeIfAbsent(least, key -> new HashSet<>()).add(alias);
                },
                object);
        canonical.put(object, read);
        aliases.put(object, classes);
        return read;
    }
}
