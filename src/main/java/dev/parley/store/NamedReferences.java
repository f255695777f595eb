package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Reference;
import dev.parley.merge.Value;
import dev.parley.store.RecordRows.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * References whose object another field of the record names. Where it names none of the catalogue, the value stays as it stands, since
 * nobody can tell what it means.
 */
final class NamedReferences {

    private final Catalogue catalogue;
    private final UuidMaps maps;
    private final TargetUuids targets;

    NamedReferences(Catalogue catalogue, UuidMaps maps, TargetUuids targets) {
        this.catalogue = catalogue;
        this.maps = maps;
        this.targets = targets;
    }

    /** The rows with canonical uuids for the local ids that stand in such fields. */
    List<Row> resolved(CatalogueObject object, List<Row> rows) throws SQLException {
        List<Row> resolved = rows;
        for (Field field : object.named()) {
            resolved = resolved(field, resolved);
        }
        return resolved;
    }

    private List<Row> resolved(Field field, List<Row> rows) throws SQLException {
        String naming = field.namedIn().orElseThrow();
        Map<Reference, Set<String>> ids = new HashMap<>();
        for (Row row : rows) {
            catalogue
                    .named(row.fields().getOrDefault(naming, Value.NULL).text())
                    .ifPresent(reference -> ids.computeIfAbsent(reference, key -> new HashSet<>())
                            .add(row.fields()
                                    .getOrDefault(field.name(), Value.NULL)
                                    .text()));
        }
        if (ids.isEmpty()) {
            return rows;
        }
        Map<String, Map<String, UUID>> found = new HashMap<>();
        for (Map.Entry<Reference, Set<String>> wanted : ids.entrySet()) {
            found.put(wanted.getKey().target(), targets.of(wanted.getKey(), wanted.getValue()));
        }
        List<Row> resolved = new ArrayList<>(rows.size());
        for (Row row : rows) {
            String target = row.fields().getOrDefault(naming, Value.NULL).text();
            Map<String, UUID> uuids = found.get(target);
            if (uuids == null) {
                resolved.add(row);
                continue;
            }
            UUID uuid = uuids.get(
                    row.fields().getOrDefault(field.name(), Value.NULL).text());
            resolved.add(row.with(
                    field.name(),
                    uuid == null
                            ? Value.NULL
                            : Value.of(maps.canonical(target, uuid).toString())));
        }
        return resolved;
    }
}
