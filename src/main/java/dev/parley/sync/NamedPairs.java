package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Reference;
import dev.parley.merge.Change;
import dev.parley.merge.RecordState;
import dev.parley.merge.Value;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What a record's changes say of references whose object another field of the record names. */
final class NamedPairs {

    private final Work work;
    private final CatalogueObject object;

    NamedPairs(Work work, CatalogueObject object) {
        this.work = work;
        this.object = object;
    }

    /** The fields in which the change says again what its author met, since each of a reference and the name of its object needs the other. */
    Set<String> along(Change change) throws SQLException {
        Set<String> along = new HashSet<>();
        for (Field field : object.named()) {
            List<String> pair = List.of(field.name(), field.namedIn().orElseThrow());
            if (change.fields().keySet().containsAll(pair)) {
                Map<String, Value> met =
                        RecordState.metBy(change, history(change)).values();
                pair.stream()
                        .filter(name -> Objects.equals(change.fields().get(name), met.get(name)))
                        .forEach(along::add);
                if (along.containsAll(pair)) {
                    along.remove(field.name());
                }
            }
        }
        return along;
    }

    /**
     * Where the entry's field points, if it does: always to one object, or to what another field of the record names. Where the change does not
     * say that itself, it may be what another change of the record does, the latest first.
     */
    List<Reference> references(ChangeEntry entry) throws SQLException {
        Optional<Field> field = object.field(entry.field());
        Optional<String> naming = field.flatMap(Field::namedIn);
        if (naming.isEmpty()) {
            return field.flatMap(Field::reference).stream().toList();
        }
        Value name = entry.change().fields().get(naming.get());
        Stream<Value> names = name == null
                ? history(entry.change()).stream()
                        .sorted(Change.ORDER.reversed())
                        .flatMap(change -> Stream.ofNullable(change.fields().get(naming.get())))
                : Stream.of(name);
        return names.distinct()
                .flatMap(of -> work.catalogue.named(of.text()).stream())
                .toList();
    }

    private Collection<Change> history(Change change) throws SQLException {
        UUID record = work.maps.canonical(object.name(), change.record());
        return work.histories(object.name(), List.of(record)).getOrDefault(record, List.of());
    }
}
