package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Change;
import dev.parley.merge.Derived;
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

/** The uuid maps of a site, for people: which uuids name one record, and two records made one by hand. */
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
            LinkScope scope = scope(tx, object, one, other);
            new Apply(site, tx, scope, false, TwinTest.NEVER).join(object, one, other);
            return Derived.map(object.name(), one, other);
        });
    }

    /** A link of the business that both records are of. */
    private LinkScope scope(Tx tx, CatalogueObject object, UUID one, UUID other) throws SQLException {
        Set<String> objects = new HashSet<>();
        site.catalogue().objects().forEach(known -> objects.add(known.name()));
        Set<UUID> lacking = new HashSet<>(List.of(one, other));
        for (Link link : new Links(tx, site.origin().time()).all()) {
            LinkScope scope = new LinkScope(link, objects);
            Set<UUID> here = here(new Work(site, tx, scope), object, List.of(one, other));
            if (here.size() == 2) {
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
