package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Uuids;
import dev.parley.store.Businesses;
import dev.parley.store.RecordIndex.State;
import dev.parley.store.RecordIndex.Touched;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Finds records of an object that are known to have a row, and have none. Comparing what stands in the rows of two sites does not find those that the
 * other site has no row of either: because it can't write them, or because they went there in the same way.
 */
final class MissingRows {

    private static final int PAGE = 1000;
    private static final String END = "g";

    private final Work work;
    private final CatalogueObject object;
    private Optional<Set<UUID>> keyed = Optional.empty();

    MissingRows(Work work, CatalogueObject object) {
        this.work = work;
        this.object = object;
    }

    /** All of them. Of some it may turn out that an application deleted them meanwhile. */
    List<UUID> all() throws SQLException {
        List<UUID> missing = new ArrayList<>();
        String after = "";
        List<Touched> touched;
        do {
            touched = work.index.between(object.name(), work.scope.owner(object), after, END, PAGE);
            missing.addAll(among(touched));
            after = touched.isEmpty()
                    ? after
                    : touched.get(touched.size() - 1).record().toString();
        } while (touched.size() == PAGE);
        return missing;
    }

    private Set<UUID> among(List<Touched> touched) throws SQLException {
        Set<UUID> said = touched.stream()
                .filter(one -> one.state() == State.HERE || one.state() == State.PART)
                .filter(one -> !one.incomplete())
                .map(Touched::record)
                .collect(Collectors.toSet());
        if (!said.isEmpty()) {
            said.removeAll(object.hasUuids() ? there(said) : keyed());
        }
        return said;
    }

    private Set<UUID> there(Set<UUID> records) throws SQLException {
        List<UUID> names = work.maps.names(object.name(), records).stream()
                .sorted(Uuids.ORDER)
                .toList();
        Set<UUID> there = new HashSet<>();
        for (UUID name : work.rows.known(object, names)) {
            there.add(work.maps.canonical(object.name(), name));
        }
        return there;
    }

    /** All rows of an object that is known by key are read at once: asking for their keys takes several times as long. */
    private Set<UUID> keyed() throws SQLException {
        if (keyed.isEmpty()) {
            Set<UUID> there = new HashSet<>();
            Optional<Businesses.Business> business = work.business();
            if (business.isPresent()) {
                work.rows.keyed(object, business.get()).forEach(row -> there.add(row.record()));
            }
            keyed = Optional.of(there);
        }
        return keyed.get();
    }
}
