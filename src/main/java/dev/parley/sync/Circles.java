package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Reference;
import dev.parley.merge.Value;
import dev.parley.store.Dialect;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Writes and deletes records that need each other: at once, or not at all. */
final class Circles {

    private final Work work;
    private final RowWrites writes;
    private final Map<UUID, Value> ids = new HashMap<>();
    private final Set<Outcome> bound = new HashSet<>();
    private List<Circle> circles = List.of();

    Circles(Work work, RowWrites writes) {
        this.work = work;
        this.writes = writes;
    }

    /** Looks for circles among records that are to get a row. */
    void findNew(Collection<Outcome> outcomes) throws SQLException {
        List<Outcome> fresh = outcomes.stream()
                .filter(outcome -> outcome.exists() && outcome.row().isEmpty() && !outcome.isHeld())
                .toList();
        bind(Circle.among(work.catalogue, work.maps, fresh, Outcome::values));
    }

    /** Looks for circles among records whose rows are to go. */
    void findGoing(Collection<List<Outcome>> outcomes) throws SQLException {
        List<Outcome> going = outcomes.stream()
                .flatMap(List::stream)
                .filter(outcome -> outcome.row().isPresent())
                .toList();
        bind(Circle.among(work.catalogue, work.maps, going, outcome -> outcome.row()
                .orElseThrow()
                .fields()));
    }

    private void bind(List<Circle> found) {
        // Without a local id of its own nothing can be referred to by one.
        circles = found.stream()
                .filter(circle -> circle.members().keySet().stream()
                        .allMatch(object -> object.idColumn().isPresent()))
                .toList();
        bound.clear();
        circles.forEach(circle -> bound.addAll(circle.all()));
    }

    /** Whether the record is in no circle. */
    boolean isFree(Outcome outcome) {
        return !bound.contains(outcome);
    }

    /** The circles of which this object is written last. */
    List<Circle> endingWith(CatalogueObject object) {
        return circles.stream()
                .filter(circle -> circle.last().name().equals(object.name()))
                .toList();
    }

    /** The circles of which this object is written first. */
    List<Circle> beginningWith(CatalogueObject object) {
        return circles.stream()
                .filter(circle -> circle.first().name().equals(object.name()))
                .toList();
    }

    /** Gives each of its records the local id that it is going to have, so that the others can refer to it. */
    void giveIds(Circle circle) throws SQLException {
        for (Map.Entry<CatalogueObject, List<Outcome>> members :
                circle.members().entrySet()) {
            CatalogueObject object = members.getKey();
            String column = object.idColumn().orElseThrow();
            List<Value> given = work.tx
                    .dialect()
                    .idsAhead(
                            work.tx, object.table(), column, members.getValue().size());
            for (int i = 0; i < given.size(); i++) {
                UUID record = members.getValue().get(i).record();
                ids.put(record, given.get(i));
                work.ids.expect(object, record, given.get(i));
            }
        }
    }

    /**
     * Writes its rows; gives whether that could be done. If not, nothing is written.
     *
     * @param local for each record the values as they are to stand in the table, as far as they are known
     */
    boolean write(Circle circle, Map<Outcome, Map<String, Value>> local) throws SQLException {
        lockTargets(circle);
        boolean done = local.keySet().containsAll(circle.all())
                && atOnce(() -> {
                    for (Map.Entry<CatalogueObject, List<Outcome>> members :
                            circle.members().entrySet()) {
                        writes.insertUnder(members.getKey(), members.getValue(), local, ids);
                    }
                });
        if (!done) {
            circle.members().keySet().forEach(object -> work.ids.forget(object.name()));
        }
        return done;
    }

    /** So that nobody takes a row away that one of the circle refers to while the database does not look. */
    private void lockTargets(Circle circle) throws SQLException {
        Map<String, Set<UUID>> targets = new HashMap<>();
        for (Outcome outcome : circle.all()) {
            for (Field field : outcome.object().references()) {
                Reference reference = field.reference().orElseThrow();
                Optional<UUID> uuid = LocalIds.uuid(outcome.values().getOrDefault(field.name(), Value.NULL));
                if (reference.enforced() && uuid.isPresent()) {
                    targets.computeIfAbsent(reference.target(), key -> new HashSet<>())
                            .addAll(work.maps.names(reference.target(), uuid.get()));
                }
            }
        }
        for (Map.Entry<String, Set<UUID>> target : targets.entrySet()) {
            work.locks.lock(work.catalogue.require(target.getKey()), target.getValue());
        }
    }

    /** Deletes its rows; gives whether that could be done: not if anything else refers to one of them. */
    boolean remove(Circle circle, Restoring restoring) throws SQLException {
        if (restoring.isReferred(circle)) {
            return false;
        }
        List<CatalogueObject> objects = new ArrayList<>(circle.members().keySet());
        Collections.reverse(objects);
        return atOnce(() -> {
            for (CatalogueObject object : objects) {
                writes.deleteAll(object, Objects.requireNonNull(circle.members().get(object)));
            }
        });
    }

    private boolean atOnce(Dialect.Writing writing) throws SQLException {
        Dialect dialect = work.tx.dialect();
        Savepoint savepoint = work.tx.connection().setSavepoint();
        try {
            dialect.together(work.tx, writing);
            work.tx.connection().releaseSavepoint(savepoint);
            return true;
        } catch (SQLException failure) {
            if (dialect.isPassing(failure) || dialect.isDisconnect(failure)) {
                throw failure;
            }
        } catch (IllegalArgumentException refused) {
            // A value that its column would alter: the record by itself is held, with a problem that says which.
        }
        work.tx.connection().rollback(savepoint);
        return false;
    }
}
