package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Change;
import dev.parley.merge.Derived;
import dev.parley.merge.Uuids;
import dev.parley.store.ChangeLog;
import dev.parley.store.Link;
import dev.parley.store.Links;
import dev.parley.store.Tx;
import dev.parley.store.UuidMaps;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The uuid maps of a site, for people: which uuids name one record, two records made one by hand, and one made two again. */
public final class Mapping {

    private final SiteContext site;

    /** At that site. */
    public Mapping(SiteContext site) {
        this.site = site;
    }

    /**
     * A record that goes by several uuids.
     *
     * @param object full name
     * @param record the uuid by which it travels: the least of them
     * @param others the rest, in order
     */
    public record Mapped(String object, UUID record, List<UUID> others) {

        /** Takes a copy that nobody can alter. */
        public Mapped {
            others = List.copyOf(others);
        }
    }

    /** All that is mapped, of one object or of each. */
    public List<Mapped> list(Optional<CatalogueObject> only) {
        return site.database().reading(tx -> {
            UuidMaps maps = new UuidMaps(tx);
            List<Mapped> found = new ArrayList<>();
            for (CatalogueObject object :
                    only.map(List::of).orElse(site.catalogue().objects())) {
                Map<String, List<UUID>> classes = new TreeMap<>();
                maps.all(object.name())
                        .forEach((alias, record) -> classes.computeIfAbsent(record.toString(), key -> new ArrayList<>())
                                .add(alias));
                classes.forEach((record, others) -> found.add(new Mapped(
                        object.name(),
                        UUID.fromString(record),
                        others.stream().sorted().toList())));
            }
            return found;
        });
    }

    /**
     * Makes one record of two that were entered under different uuids. The map goes to the other sites like every change, and there makes one
     * of them too.
     *
     * @return the map
     * @throws UndecidableException if they can't be one
     */
    public Change add(CatalogueObject object, UUID one, UUID other) {
        if (!object.hasUuids()) {
            throw new UndecidableException(
                    "%s goes by its key, so that one record has one uuid anyway: map what its key refers to instead."
                            .formatted(object.name()));
        }
        return site.database().inTransaction(tx -> {
            UuidMaps maps = new UuidMaps(tx);
            if (maps.canonical(object.name(), one).equals(maps.canonical(object.name(), other))) {
                throw new UndecidableException("%s and %s are one record already.".formatted(one, other));
            }
            if (!new ChangeLog(tx)
                    .held(List.of(Derived.unmap(object.name(), one, other).uuid()))
                    .isEmpty()) {
                throw new UndecidableException(
                        "Somebody said that %s and %s are two records, and that stands: merge them in the application."
                                .formatted(one, other));
            }
            LinkScope scope = scope(tx, object, List.of(one, other));
            new Apply(site, tx, scope, false, TwinTest.NEVER).join(object, one, other);
            return Derived.map(object.name(), one, other);
        });
    }

    /**
     * What became of a record that went by several uuids.
     *
     * @param apart the uuid that was taken out of it, a record of its own now
     * @param record the uuid by which the rest of it travels
     * @param changes what says so
     */
    public record Parted(UUID apart, UUID record, List<Change> changes) {

        /** Takes a copy that nobody can alter. */
        public Parted {
            changes = List.copyOf(changes);
        }
    }

    /**
     * Makes the record with that uuid one by itself again: a map had made it one with others, and was wrong. It goes to the other sites like every
     * change, and stands for good: none of these pairs is ever mapped again.
     *
     * @throws UndecidableException if it goes by no other uuid
     */
    public Parted remove(CatalogueObject object, UUID uuid) {
        return site.database().inTransaction(tx -> {
            List<UUID> names = new UuidMaps(tx).names(object.name(), uuid);
            if (names.size() == 1) {
                throw new UndecidableException("%s is no record that goes by several uuids.".formatted(uuid));
            }
            if (!object.hasUuids()) {
                throw new UndecidableException(
                        "%s goes by its key: what its key refers to is what was mapped. Part that."
                                .formatted(object.name()));
            }
            List<UUID> rest = names.stream()
                    .filter(name -> !name.equals(uuid))
                    .sorted(Uuids.ORDER)
                    .toList();
            List<Change> maps = new ArrayList<>();
            List<Change> unmaps = new ArrayList<>();
            for (UUID other : rest) {
                unmaps.add(Derived.unmap(object.name(), uuid, other));
                if (!other.equals(rest.get(0))) {
                    maps.add(Derived.map(object.name(), rest.get(0), other));
                }
            }
            LinkScope scope = scope(tx, object, List.of(uuid));
            new Apply(site, tx, scope, false, TwinTest.NEVER).part(object, maps, unmaps);
            return new Parted(uuid, rest.get(0), unmaps);
        });
    }

    /** A link of the business that the records are of. */
    private LinkScope scope(Tx tx, CatalogueObject object, List<UUID> records) throws SQLException {
        Set<String> objects = new HashSet<>();
        site.catalogue().objects().forEach(known -> objects.add(known.name()));
        Set<UUID> lacking = new HashSet<>(records);
        for (Link link : new Links(tx, site.origin().time()).all()) {
            LinkScope scope = new LinkScope(link, objects);
            Set<UUID> here = here(new Work(site, tx, scope), object, records);
            if (here.size() == records.size()) {
                return scope;
            }
            lacking.removeAll(here);
        }
        throw new UndecidableException(
                lacking.isEmpty()
                        ? "The two records are of different businesses."
                        : "No business that is linked has a record %s of %s here."
                                .formatted(lacking.iterator().next(), object.name()));
    }

    /** Those of the records that the business has here. */
    private static Set<UUID> here(Work work, CatalogueObject object, List<UUID> records) throws SQLException {
        Set<UUID> here = new HashSet<>();
        if (work.business().isEmpty()) {
            return here;
        }
        for (UUID record : records) {
            List<UUID> names = work.maps.names(object.name(), record);
            if (!work.rows
                    .inBusiness(object, work.business().orElseThrow(), names)
                    .isEmpty()) {
                here.add(record);
            }
        }
        return here;
    }
}
