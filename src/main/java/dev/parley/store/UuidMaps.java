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
    private final Map<String, Set<UUID>> parted = new HashMap<>();

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

    /** Whether anything was said of any. */
    public boolean isAny(String object) throws SQLException {
        return !of(object).isEmpty() || !parted.getOrDefault(object, Set.of()).isEmpty();
    }

    /** All uuids of which something was said: that they name a record together with others, or that they do not. */
    public Set<UUID> named(String object) throws SQLException {
        Map<UUID, UUID> maps = of(object);
        Set<UUID> named = new HashSet<>(parted.getOrDefault(object, Set.of()));
        named.addAll(maps.keySet());
        named.addAll(maps.values());
        return named;
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
        put(object, greater, least);
        forget(object);
    }

    /**
     * Makes several classes of one.
     *
     * @param names all uuids of the class
     * @param now what is the least uuid of each one's class from now on
     */
    public void split(String object, Collection<UUID> names, UnaryOperator<UUID> now) throws SQLException {
        for (UUID name : names) {
            put(object, name, now.apply(name));
        }
        forget(object);
    }

    /** Notes that something was said of these uuids, which name what they named before. */
    public void keepApart(String object, Collection<UUID> uuids) throws SQLException {
        for (UUID uuid : uuids) {
            put(object, uuid, canonical(object, uuid));
        }
        forget(object);
    }

    /** A uuid that is its own canonical one stands there since something was said of it. */
    private void put(String object, UUID alias, UUID least) throws SQLException {
        tx.update("delete from parley_map where object = ? and alias = ?", object, alias);
        tx.update("insert into parley_map (object, alias, canonical) values (?, ?, ?)", object, alias, least);
    }

    private void forget(String object) {
        canonical.remove(object);
        aliases.remove(object);
        parted.remove(object);
    }

    private Map<UUID, UUID> of(String object) throws SQLException {
        Map<UUID, UUID> known = canonical.get(object);
        if (known != null) {
            return known;
        }
        Map<UUID, UUID> read = new HashMap<>();
        Map<UUID, Set<UUID>> classes = new HashMap<>();
        Set<UUID> alone = new HashSet<>();
        tx.each(
                "select alias, canonical from parley_map where object = ?",
                row -> {
                    UUID alias = UUID.fromString(row.getString(1));
                    UUID least = UUID.fromString(row.getString(2));
                    if (alias.equals(least)) {
                        alone.add(alias);
                        return;
                    }
                    read.put(alias, least);
                    classes.computeIfAbsent(least, key -> new HashSet<>()).add(alias);
                },
                object);
        canonical.put(object, read);
        aliases.put(object, classes);
        parted.put(object, alone);
        return read;
    }
}
